import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { nationalDefault } from '@balie/shared/policy/national-default.ts';
import { contributionsOf } from '@balie/shared/protocol/contribution.ts';
import { type Content, stateDocument } from '@balie/shared/protocol/state-document.ts';
import {
  checkin,
  factsOf,
  itemOpen,
  loanLost,
  patronOpen,
  terms,
  TestStream,
} from '@balie/shared/testing/make-entry.ts';
import { beforeEach, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import { B, TestDesk } from './testing-desk.ts';
import { wallAt } from './testing-ports.ts';

const DAY = 86_400_000;

let desk: TestDesk;
let centre: TestStream;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
  centre = new TestStream('centre.y');
});

/** What the centre had folded before the line went down; the program starts with it. */
async function replicate(documents: Readonly<Record<string, Content>>): Promise<void> {
  for (const [id, content] of Object.entries(documents)) desk.documents.set(id, stateDocument(id, content));
  await desk.restart();
}

/** The book, lent to somebody 30 days ago for three weeks. */
function lent(patron: string, late = nationalDefault.lateTables['per-dag']!): readonly AnyEntry[] {
  const lost = { replacementCents: 1995, processingCents: 250, refundDays: 180 };
  const body = {
    item: B,
    patron,
    due: '2027-01-06',
    again: 'renew',
    terms: { ...terms, late, lost },
  } as const;
  const at = { at: wallAt(-30 * DAY) };
  return [centre.write(itemOpen(B), { at: 1 }), centre.write({ kind: 'checkout', body }, at)];
}

/** An account document, with what the book says of it. */
function account(patron: string, book: readonly AnyEntry[], own: readonly AnyEntry[] = []): Content {
  const { state } = stateDocument(`item:${B}`, { facts: factsOf(book) });
  const said = contributionsOf(`item:${B}`, state).get(`account:${patron}`);
  return { facts: factsOf(own), contributions: said ? { [`item:${B}`]: said } : {} };
}

test('L9 what this desk knows of a book takes the place of what the centre knew', async () => {
  const book = [...lent('anna')];
  book.push(centre.write(loanLost(B, book[1]!._id, 'anna'), { at: wallAt(-DAY) }));
  await replicate({
    'patron:anna': { facts: factsOf([centre.write(patronOpen('anna'), { at: 1 })]) },
    [`item:${B}`]: { facts: factsOf(book) },
    'account:anna': account('anna', book),
  });
  expect(await desk.patron('anna')).toMatchObject({ owedCents: 2245, loans: [{ lost: true }] });
  await desk.scan(B, 'take');
  await desk.lasting(async () => {
    expect(await desk.patron('anna')).toMatchObject({ owedCents: 250 + 400, loans: [] });
  });
});

test('L8 a charge that no longer follows once an act of another desk is undone here is gone at once', async () => {
  const book = [...lent('anna')];
  book.push(centre.write(checkin(B), { at: wallAt(-60_000) }));
  await replicate({
    'patron:anna': { facts: factsOf([centre.write(patronOpen('anna'), { at: 1 })]) },
    [`item:${B}`]: { facts: factsOf(book) },
    'account:anna': account('anna', book),
  });
  expect(await desk.patron('anna')).toMatchObject({ owedCents: 450, loans: [] });
  await desk.call('act.undo', { id: book[2]!._id, document: `item:${B}`, session: 'visit' });
  await desk.lasting(async () => {
    expect(await desk.patron('anna')).toMatchObject({ owedCents: 0, loans: [{ item: { barcode: B } }] });
  });
});

test('M3 days on which the branch was closed are not charged where open days count', async () => {
  const book = lent('anna');
  const hours = [{ weekday: 4, opens: '10:00', closes: '17:00' }] as const;
  const calendar = centre.write(
    { kind: 'calendar.set', body: { branch: 'centrum', hours: [...hours], closed: [] } },
    { at: 1 },
  );
  await replicate({
    'patron:anna': { facts: factsOf([centre.write(patronOpen('anna'), { at: 1 })]) },
    [`item:${B}`]: { facts: factsOf(book) },
    'calendar:centrum': { facts: factsOf([calendar]) },
  });
  await desk.scan(B, 'take');
  // Due on Friday the 8th, as the 6th is no open day; back on Friday the 15th.
  await desk.lasting(async () => expect(await desk.patron('anna')).toMatchObject({ owedCents: 50 }));
});

test('P3 money and loans under both ids of one person count, whatever this desk does with them', async () => {
  const book = lent('bram');
  const people = ['anna', 'bram'].map((id) => centre.write(patronOpen(id), { at: 1 }));
  const merge = centre.write({ kind: 'patron.merge', body: { patron: 'bram', into: 'anna' } }, { at: 2 });
  const facts = factsOf([...people, merge]);
  await replicate({
    ...{ 'patron:anna': { facts }, 'patron:bram': { facts }, [`item:${B}`]: { facts: factsOf(book) } },
    ...{ 'account:anna': account('anna', book, [merge]), 'account:bram': account('anna', book, [merge]) },
  });
  expect(await desk.patron('anna')).toMatchObject({ loans: [{ item: { barcode: B } }], owedCents: 0 });
  await desk.scan(B, 'take');
  await desk.lasting(async () => {
    for (const id of ['anna', 'bram'])
      expect(await desk.patron(id)).toMatchObject({ loans: [], owedCents: 450 });
  });
});
