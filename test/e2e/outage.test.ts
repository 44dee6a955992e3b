import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deskHome } from '@balie/desktop/adapters/desk-home.ts';
import { NATIONAL } from '@balie/shared/protocol/databases.ts';
import { enrolDesk } from '@balie/installers/cli/desk-set-up.ts';
import { createEnrolmentCode } from '@balie/sync-server/api/enrolment.ts';
import { NanoCouch } from '@balie/sync-server/couch/nano-couch.ts';
import { compareDatabases } from '@balie/sync-server/resolver/compare-databases.ts';
import { rebuild } from '@balie/sync-server/resolver/rebuild.ts';
import { findLibrary } from '@balie/sync-server/resolver/registry.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AnsweredActs } from './answered-acts.ts';
import { visitEveryState } from './counter-states.ts';
import { DeskApp } from './desk-app.ts';
import { ALL, LibraryState } from './library-state.ts';
import { ServerProcess, type StartedServer } from './server-process.ts';

const today = new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Amsterdam' });

let home: string;
let server: ServerProcess;
let demo: StartedServer;
let desk: DeskApp;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'balie-e2e-'));
  server = await ServerProcess.at(home);
  demo = await server.start();
  // A machine scans a book again sooner than a hand can.
  const typing = { name: 'toetsen', link: { kind: 'keyboard' }, sameScanMs: 0 };
  await writeFile(deskHome(demo.desk).devices, JSON.stringify({ scanners: [typing] }));
  desk = await DeskApp.open(demo.desk, 'nl');
  await desk.copied();
});

afterAll(async () => {
  await desk?.close();
  await server?.stop();
  await rm(home, { recursive: true, force: true });
});

async function withCouch<T>(use: (couch: NanoCouch) => Promise<T>): Promise<T> {
  const couch = new NanoCouch(await server.couchUrl());
  try {
    return await use(couch);
  } finally {
    couch.close();
  }
}

function stateNow(): Promise<LibraryState> {
  return withCouch((couch) => LibraryState.read(couch, demo.library));
}

/** A card or barcode of the demonstration, by what it shows. */
function tryThis(what: string): string {
  return demo.tryThese.find((one) => one.what.includes(what))!.code;
}

async function see(name: string): Promise<void> {
  expect(await desk.seen(name), name).toEqual([]);
}

test('every state of the counter, in Dutch and English, light and dark', { timeout: 180_000 }, async () => {
  await visitEveryState({ desk, state: await stateNow(), branch: demo.branch, today, tryThis, see });
});

test(
  'a book is lent with the network down, and settled nationally when it is back',
  { timeout: 180_000 },
  async () => {
    const before = await stateNow();
    const answered = new AnsweredActs(before);
    const books = before.booksOnShelf(demo.branch);
    expect(books.length).toBeGreaterThan(40);
    const [first, second] = before.cardsWithRoom(today) as [string, string];
    const [regular, expired] = [tryThis('adult with loans'), tryThis('ended')];
    const ofRegular = before.loansOf(before.holderOf(regular)).map((item) => item.barcode);

    const open = async (card: string): Promise<string> => {
      expect(await desk.scanSurely(card)).toBe('patron');
      return before.holderOf(card);
    };
    const lend = async (book: string, holder: string): Promise<void> => {
      expect(await desk.scanSurely(book)).toBe('lent');
      answered.lent(book, holder, await desk.due());
    };
    const take = async (book: string): Promise<void> => {
      expect(await desk.scanSurely(book)).toBe('taken');
      answered.taken(book);
    };
    const renew = async (book: string): Promise<void> => {
      expect(await desk.scanSurely(book)).toBe('renewed');
      answered.renewed(book, await desk.due());
    };

    await lend(books[0]!, await open(first));
    await desk.press('F6');
    await take(books[0]!);
    await desk.settled();

    await server.kill();
    await desk.contact('alone');
    const firstHolder = await open(first);
    for (const book of books.slice(1, 10)) await lend(book, firstHolder);
    expect(await desk.repeated(await desk.scanIntoKill([books[10]!], 'written'))).toBe('lent');
    answered.lent(books[10]!, firstHolder, await desk.due());

    const secondHolder = await open(second);
    for (const book of books.slice(11, 21)) await lend(book, secondHolder);
    await desk.press('F6');
    for (const book of books.slice(1, 3)) await take(book);
    const pile = books.slice(3, 6);
    expect(await desk.scanIntoKill(pile, 'unheard')).toBe('failed');
    const failed = await desk.answerNumber();
    await desk.press('F8');
    expect(await desk.answerAfter(failed + pile.length - 1)).toBe('taken');
    for (const book of pile) answered.taken(book);

    await desk.press('F7');
    for (const book of [...books.slice(11, 13), ofRegular[0]!]) await renew(book);
    expect(await desk.repeated(await desk.scanIntoKill([ofRegular[1]!], 'written'))).toBe('renewed');
    answered.renewed(ofRegular[1]!, await desk.due());
    expect(answered.dueOf(ofRegular[1]!)! > before.item(ofRegular[1]!).loan!.due).toBe(true);

    const expiredHolder = await open(expired);
    expect(await desk.scanSurely(books[21]!)).toBe('blocked');
    await desk.press('ArrowDown');
    await see('alone-blocked');
    expect(await desk.answerTo('F8')).toBe('lent');
    answered.lent(books[21]!, expiredHolder, await desk.due());
    await see('alone-overridden');

    await server.start();
    const back = Date.now();
    await desk.settled(10_000);
    console.log(`settled ${Date.now() - back} ms after the server listened`);
    expect(answered.foundIn(await stateNow())).toEqual(answered.expected());

    await withCouch(async (couch) => {
      const place = { library: demo.library, branch: demo.branch, validMs: 60_000 };
      const code = await createEnrolmentCode({ couch, now: () => Date.now(), random: randomBytes }, place);
      const folder = join(home, 'desk-2');
      await enrolDesk(folder, { server: demo.server, code, name: 'Balie 2', signedIn: demo.staff[0]!.id });
      const other = await DeskApp.open(folder, 'en');
      await other.copied();
      for (const card of [first, second, regular, expired]) {
        expect(await other.scan(card)).toBe('patron');
        const holder = before.holderOf(card);
        const expected = answered.loansOf(holder);
        expect(await other.loansShown()).toBe(expected.length);
        const loans = await other.loansOf(holder);
        expect(loans.map((l) => `${l.item.barcode} ${l.due} ${l.renewals}`).sort()).toEqual(expected);
      }
      await other.settled();
      await other.close();

      const library = (await findLibrary(couch, demo.library))!;
      for (const database of [library.database, NATIONAL]) {
        const ids = (await couch.rangeIds(database, ALL)).map((row) => row.id);
        const found = await couch.getMany(database, ids);
        expect([...found].filter(([, { conflicts }]) => conflicts.length).map(([id]) => id)).toEqual([]);
      }
      const now = (): number => Date.now();
      const rebuilt = await rebuild(
        { couch, now, newGeneration: () => randomBytes(6).toString('hex') },
        demo.library,
      );
      expect(await compareDatabases(couch, library.database, rebuilt.database)).toEqual([]);
    });

    const { code, output } = await server.command(['verify', '--json']);
    expect(JSON.parse(output)).toMatchObject({ whole: true });
    expect(code).toBe(0);
  },
);
