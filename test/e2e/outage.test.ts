import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ItemState } from '@balie/shared/circulation/item-state.ts';
import { openClaim } from '@balie/shared/circulation/item-state.ts';
import type { PatronState } from '@balie/shared/patrons/fold-patron.ts';
import { NATIONAL } from '@balie/shared/protocol/databases.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import { enrolDesk } from '@balie/installers/cli/desk-set-up.ts';
import { createEnrolmentCode } from '@balie/sync-server/api/enrolment.ts';
import { NanoCouch } from '@balie/sync-server/couch/nano-couch.ts';
import { compareDatabases } from '@balie/sync-server/resolver/compare-databases.ts';
import { rebuild } from '@balie/sync-server/resolver/rebuild.ts';
import { findLibrary } from '@balie/sync-server/resolver/registry.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DeskApp } from './desk-app.ts';
import { ServerProcess, type StartedServer } from './server-process.ts';

const ALL = { startkey: '', endkey: '\ufff0' };

let home: string;
let server: ServerProcess;
let demo: StartedServer;
let desk: DeskApp;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'balie-e2e-'));
  server = await ServerProcess.at(home);
  demo = await server.start();
  desk = await DeskApp.open(demo.desk, 'nl');
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

/** Ordinary books on the shelf that nobody waits for, and members with room for them. */
async function peopleAndBooks(
  couch: NanoCouch,
): Promise<{ cards: readonly string[]; books: readonly string[] }> {
  const library = await findLibrary(couch, demo.library);
  const documents = await couch.range<StateDocument & { _id: string }>(library!.database, ALL);
  const waited = new Set(documents.filter((d) => d._id.startsWith('queue:')).map((d) => d._id));
  const items = documents.filter((d) => d._id.startsWith('item:')).map((d) => d.state as ItemState);
  const free = items.filter(
    (i) =>
      !i.loan &&
      !i.mark &&
      !i.transitTo &&
      !openClaim(i) &&
      i.at === demo.branch &&
      i.attributes?.loanGroup === 'boek' &&
      i.attributes.circulates &&
      i.attributes.owner === demo.branch &&
      !waited.has(`queue:title:${i.attributes.title}`) &&
      !waited.has(`queue:item:${i.barcode}`),
  );
  const borrowers = new Set(items.flatMap((i) => i.loan?.patron ?? []));
  const waiting = new Set(
    documents.flatMap((d) =>
      d._id.startsWith('queue:') && 'holds' in d.state ? d.state.holds.map((h) => h.patron) : [],
    ),
  );
  const patrons = documents.filter((d) => d._id.startsWith('patron:')).map((d) => d.state as PatronState);
  const able = patrons.filter(
    (p) =>
      p.kind === 'person' &&
      p.status === 'active' &&
      p.subscription === 'compleet' &&
      (p.expires === null || p.expires > '2100' || p.expires > new Date().toISOString().slice(0, 10)) &&
      !borrowers.has(p.id) &&
      !waiting.has(p.id) &&
      p.cards[0]?.active,
  );
  return { cards: able.map((p) => p.cards[0]!.number), books: free.map((i) => i.barcode) };
}

/** As staff do it: a scan without an answer is repeated. */
async function scanSurely(code: string): Promise<string> {
  let kind = await desk.scan(code);
  for (let i = 0; kind === 'failed' && i < 5; i++) {
    const before = await desk.answerNumber();
    await desk.press('F8');
    kind = await desk.answerAfter(before);
  }
  return kind;
}

/** Loans as the patron's panel counts them: `5 van 20`. */
async function loansShown(app: DeskApp, card: string): Promise<string | undefined> {
  expect(await app.scan(card)).toBe('patron');
  return /(\d+)\s+(?:van|of)\s+\d+/.exec(await app.page.getByTestId('patron-panel').innerText())?.[1];
}

test(
  'a book is lent with the network down, and settled nationally when it is back',
  { timeout: 180_000 },
  async () => {
    const { cards, books } = await withCouch(peopleAndBooks);
    expect(books.length).toBeGreaterThan(40);
    await desk.page
      .locator('[data-testid="state-line"][data-contact="online"][data-copying="false"]')
      .waitFor({ timeout: 60_000 });
    await desk.picture('nl-niemand');

    const [first, second] = [cards[0]!, cards[1]!];
    expect(await desk.scan(first)).toBe('patron');
    expect(await desk.scan(books[0]!)).toBe('lent');
    await desk.picture('nl-uitgeleend');
    expect(await desk.faults()).toEqual([]);
    await desk.press('F6');
    expect(await desk.scan(books[0]!)).toBe('taken');
    await desk.picture('nl-ingenomen');
    await desk.settled();

    await server.kill();
    await desk.contact('alone');
    const lent = books.slice(1, 21);
    expect(await desk.scan(first)).toBe('patron');
    for (const book of lent.slice(0, 10)) expect(await scanSurely(book)).toBe('lent');
    await desk.killCore();
    await desk.press('F12');
    expect(await scanSurely(second)).toBe('patron');
    for (const book of lent.slice(10)) expect(await scanSurely(book)).toBe('lent');
    await desk.press('F6');
    for (const book of lent.slice(0, 5)) expect(await scanSurely(book)).toBe('taken');
    await desk.press('F7');
    for (const book of lent.slice(10, 13)) expect(await scanSurely(book)).toBe('renewed');

    const expired = demo.tryThese.find((t) => t.what.includes('ended'))!.code;
    expect(await scanSurely(expired)).toBe('patron');
    expect(await scanSurely(books[21]!)).toBe('blocked');
    await desk.press('ArrowDown');
    await desk.picture('nl-blokkade');
    expect(await desk.faults()).toEqual([]);
    const before = await desk.answerNumber();
    await desk.press('F8');
    expect(await desk.answerAfter(before)).toBe('lent');
    const shown = [await loansShown(desk, first), await loansShown(desk, second)];
    expect(shown).toEqual(['5', '10']);

    await server.start();
    const back = Date.now();
    await desk.settled(10_000);
    console.log(`settled ${Date.now() - back} ms after the server listened`);

    await withCouch(async (couch) => {
      const place = { library: demo.library, branch: demo.branch, validMs: 60_000 };
      const code = await createEnrolmentCode({ couch, now: () => Date.now(), random: randomBytes }, place);
      const folder = join(home, 'desk-2');
      await enrolDesk(folder, { server: demo.server, code, name: 'Balie 2', signedIn: demo.staff[0]!.id });
      const other = await DeskApp.open(folder, 'en');
      await other.page
        .locator('[data-testid="state-line"][data-contact="online"][data-copying="false"]')
        .waitFor({ timeout: 60_000 });
      const seen = [await loansShown(other, first), await loansShown(other, second)];
      await other.picture('en-patron');
      expect(await other.faults()).toEqual([]);
      expect(await other.scan(books[22]!)).toBe('lent');
      await other.picture('en-lent');
      await other.settled();
      await other.close();
      expect(seen).toEqual(['5', '10']);

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
