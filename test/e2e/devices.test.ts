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

/** Waits until the line of state says this of all devices of a kind. */
function state(kind: string, said: 'ready' | 'stop'): Promise<void> {
  return desk.page.locator(`[data-testid="state-${kind}"][data-state="${said}"]`).waitFor();
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
  await shown('pad-pile', '12 van 12 gelezen');
  await see('pile');

  await desk.press('Enter');
  await devices.unplugScanner();
  await state('scanner', 'stop');
  await shown('pad-item', 'Beveiliging niet omgezet');
  expect(await desk.loansShown()).toBe(12);
  await expect.poll(() => tags.filter(({ afi }) => afi === onLoan).length, { timeout: 20_000 }).toBe(11);
  expect(await desk.page.getByTestId('pad-item').filter({ hasText: 'niet omgezet' }).count()).toBe(1);
  await see('pile-one-failed');

  await devices.plugScanner();
  devices.field.take(stubborn);
  await shown('pad-away', 'Leg het terug op de plaat');
  stubborn.afiLocked = false;
  devices.field.put(stubborn);
  await gone('pad-away');
  await expect.poll(() => stubborn.afi, { timeout: 20_000 }).toBe(onLoan);
  await desk.page.getByText('Beveiliging niet omgezet').first().waitFor({ state: 'detached' });
  await state('scanner', 'ready');

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

test('a misread code says why at the counter, from any scanner, and leaves nothing in the field', async () => {
  const [book] = (await stateNow()).booksOnShelf(demo.branch) as [string];
  const misread = book.slice(0, -1) + String((Number(book.at(-1)) + 1) % 10);
  const number = await desk.answerNumber();
  await devices.scan(misread);
  expect(await desk.answerAfter(number)).toBe('misread');
  await shown('answer', 'Het controlecijfer klopt niet.');
  expect(await desk.scan(misread)).toBe('misread');
  expect(await desk.page.getByTestId('scan-field').inputValue()).toBe('');
  await see('misread');
});

test('a printer that runs out of paper in the middle prints all that waited, each once', async () => {
  const now = await stateNow();
  const books = now.booksOnShelf(demo.branch).slice(12, 15);
  // A machine is faster than a hand: one card for all would be the same scan still going on (`sameScanMs`).
  const cards = now.cardsWithRoom(today).slice(2, 5);
  const pictured: string[] = [];
  devices.printer.setPaper(12);
  for (const [at, book] of books.entries()) {
    await desk.press('F12');
    await gone('answer');
    await devices.scan(cards[at]!);
    expect(await desk.answerAfter(0)).toBe('patron');
    expect(await desk.scanSurely(book)).toBe('lent');
    await desk.press('Alt+KeyP');
    const paper = desk.page.getByTestId('paper');
    pictured.push((await paper.getAttribute('alt')) ?? '');
    await desk.page.locator('button:focus', { hasText: 'Enter' }).waitFor();
    await desk.press('Enter');
    await paper.waitFor({ state: 'detached' });
  }
  await state('printer', 'stop');
  await desk.press('Control+7');
  await desk.page.getByTestId('print-job').first().waitFor();
  await see('devices-paper-out');
  devices.printer.setPaper(1000);
  await desk.page.getByText('Er wacht niets.').waitFor();
  await desk.page.locator('[data-testid="device-bonprinter"][data-state="ready"]').waitFor();
  expect(devices.printer.papers.map(words)).toEqual(pictured.map(words));
});

test('each device is tried where it stands, and answers', async () => {
  const { page } = desk;
  await page.getByTestId('device-links').getByText('Hier scannen').click();
  await page.getByText('Scan nu een code met deze scanner.').waitFor();
  await devices.scan('ZOMAAR-123');
  await page.getByTestId('device-links').getByText('Gelezen: ZOMAAR-123').waitFor();
  const [tag] = devices.tagsOf(['30100000009999']);
  devices.field.put(tag!);
  const pad = page.getByTestId('device-plaat');
  await expect
    .poll(
      async () => {
        await pad.getByText('Tag lezen').click();
        return pad.getByText(tag!.uid).count();
      },
      { timeout: 20_000 },
    )
    .toBe(1);
  const opened = devices.printer.drawerOpened;
  await page.getByTestId('device-bonprinter').getByText('Lade openen').click();
  await page.getByText('De lade is aangestuurd.').waitFor();
  await expect.poll(() => devices.printer.drawerOpened).toBe(opened + 1);
  await see('devices-tried');
});
