import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { usualSecurity } from '@balie/hardware/ports/security.ts';
import { NanoCouch } from '@balie/sync-server/couch/nano-couch.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeskApp } from './desk-app.ts';
import { LibraryState } from './library-state.ts';
import { ServerProcess, type StartedServer } from './server-process.ts';
import { SimulatedDevices } from './simulated-devices.ts';

const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });
const { onLoan } = usualSecurity;

let home: string;
let server: ServerProcess;
let demo: StartedServer;
let devices: SimulatedDevices;
let desk: DeskApp;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'balie-e2e-devices-'));
  server = await ServerProcess.at(home);
  demo = await server.start();
  devices = await SimulatedDevices.at(demo.desk);
  desk = await DeskApp.open(demo.desk, 'nl');
  await desk.copied();
});

afterAll(async () => {
  await desk?.close();
  await devices?.remove();
  await server?.stop();
  await rm(home, { recursive: true, force: true });
});

async function stateNow(): Promise<LibraryState> {
  const couch = new NanoCouch(await server.couchUrl());
  try {
    return await LibraryState.read(couch, demo.library);
  } finally {
    couch.close();
  }
}

/** Waits until the screen shows this in what it says of the pad, of a device, and so on. */
function shown(testId: string, text: string | RegExp): Promise<void> {
  return desk.page.getByTestId(testId).filter({ hasText: text }).first().waitFor();
}

function gone(testId: string): Promise<void> {
  return desk.page.getByTestId(testId).waitFor({ state: 'detached' });
}

/** What stands on a paper, however it is spread over it. */
function words(paper: string): readonly string[] {
  return paper.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}

async function see(name: string): Promise<void> {
  expect(await desk.seen(name), name).toEqual([]);
}

test('twelve books on a pad are lent in one act, while a scanner is pulled and one tag does not switch', async () => {
  const before = await stateNow();
  const books = before.booksOnShelf(demo.branch).slice(0, 12);
  const [card, other] = before.cardsWithRoom(today) as [string, string];
  const tags = devices.tagsOf(books);
  const stubborn = tags[4]!;
  stubborn.afiLocked = true;

  await devices.scan(card);
  expect(await desk.answerAfter(0)).toBe('patron');
  devices.field.put(...tags);
  await shown('pad-read', '12 van 12 gelezen');
  await see('pile');

  await desk.press('F9');
  await devices.unplugScanner();
  await shown('device-wrong', 'links');
  await shown('pad-remark', 'poortje is niet omgezet');
  expect(await desk.loansShown()).toBe(12);
  await expect.poll(() => tags.filter(({ afi }) => afi === onLoan).length, { timeout: 20_000 }).toBe(11);
  expect(await desk.page.getByTestId('pad-remark').count()).toBe(1);
  await see('pile-one-failed');

  await devices.plugScanner();
  devices.field.take(stubborn);
  await shown('pad-remark', 'leg terug op de plaat');
  stubborn.afiLocked = false;
  devices.field.put(stubborn);
  await gone('pad-remark');
  expect(stubborn.afi).toBe(onLoan);
  await gone('device-wrong');

  const number = await desk.answerNumber();
  await devices.scan(other);
  expect(await desk.answerAfter(number)).toBe('patron');
  devices.field.take(...tags);
  await gone('pad-pile');
  await desk.settled();
  const after = await stateNow();
  expect(
    after
      .loansOf(before.holderOf(card))
      .map(({ barcode }) => barcode)
      .sort(),
  ).toEqual(books.toSorted());
});

test('a printer that runs out of paper in the middle prints all that waited, each once', async () => {
  const state = await stateNow();
  const books = state.booksOnShelf(demo.branch).slice(12, 15);
  const [, , , card] = state.cardsWithRoom(today);
  const pictured: string[] = [];
  devices.printer.setPaper(12);
  for (const book of books) {
    await desk.press('F12');
    await gone('answer');
    await devices.scan(card!);
    expect(await desk.answerAfter(0)).toBe('patron');
    expect(await desk.scanSurely(book)).toBe('lent');
    await desk.press('Alt+KeyP');
    const paper = desk.page.getByTestId('paper');
    pictured.push((await paper.getAttribute('alt')) ?? '');
    await desk.press('Enter');
    await paper.waitFor({ state: 'detached' });
  }
  await shown('device-wrong', 'De printer heeft geen papier');
  await desk.page.getByTestId('device-wrong').click();
  await desk.page.getByTestId('print-job').first().waitFor();
  await see('devices-paper-out');
  devices.printer.setPaper(1000);
  await shown('print-jobs', 'Er wacht niets.');
  await desk.page.locator('[data-testid="device-bonprinter"][data-code="ready"]').waitFor();
  expect(devices.printer.papers.map(words)).toEqual(pictured.map(words));
});

test('each device is tried where it stands, and answers', async () => {
  const { page } = desk;
  await page.getByTestId('device-links').getByRole('button').click();
  await page.getByText('Scan nu een code').waitFor();
  await devices.scan('ZOMAAR-123');
  await page.getByText('Gelezen: ZOMAAR-123').waitFor();
  const [tag] = devices.tagsOf(['30100000009999']);
  devices.field.put(tag!);
  await page.getByTestId('tag-bench').getByText(tag!.uid).waitFor();
  await page.getByTestId('device-plaat').getByRole('button').click();
  await page.getByText('AFI 07').waitFor();
  const opened = devices.printer.drawerOpened;
  await page.getByTestId('device-bonprinter').getByText('Kassalade openen').click();
  await page.getByTestId('device-bonprinter').getByText('Verstuurd').waitFor();
  expect(devices.printer.drawerOpened).toBe(opened + 1);
  await see('devices-tried');
});
