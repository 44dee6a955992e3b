import { expect, test } from 'vitest';
import { RULES } from '../protocol/api.ts';
import { TURNS_DOC } from '../protocol/document-ids.ts';
import { foldDocument } from '../protocol/state-document.ts';
import { factsOf, itemSeen, TestStream } from '../testing/make-entry.ts';
import { factOf } from './fact.ts';
import { readEntry } from './read-entry.ts';
import { type Draft, seal } from './seal.ts';

test('L7 of days and rules the newest counts, of horizons all, oldest first', () => {
  const centre = new TestStream('centre.a');
  const written = [
    { kind: 'day.close', body: { day: '2026-11-23' } },
    { kind: 'horizon.set', body: { before: 10, cut: {} } },
    { kind: 'rules.activate', body: { rules: 1 } },
    { kind: 'day.close', body: { day: '2026-11-24' } },
    { kind: 'horizon.set', body: { before: 20, cut: {} } },
    { kind: 'rules.activate', body: { rules: 2 } },
  ].map((draft, n) => centre.write(draft as unknown as Draft, { at: n }));
  expect(foldDocument(TURNS_DOC, { facts: factsOf(centre.entries.toReversed()) })).toEqual({
    day: '2026-11-24',
    horizons: [
      { by: written[1]!._id, before: 10, cut: {} },
      { by: written[4]!._id, before: 20, cut: {} },
    ],
    rules: { number: 2, since: 5, by: written[5]!._id },
    newest: written[5]!._id,
  });
  expect(foldDocument(TURNS_DOC, { facts: {} })).toMatchObject({ day: null, rules: { number: 1 } });
});

test('an act by rules that this program does not know is kept as it is, and not folded', () => {
  const place = { library: 'NL-1', branch: 'b', staff: null, session: null, rules: RULES + 1, policy: '' };
  const reading = { wall: 1, mono: 1, boot: 'b' };
  const draft = { ...itemSeen('b1'), after: [] } as unknown as Draft;
  const { entry } = seal(draft, place, reading, { stream: 'd1.x', seq: 0, hash: null }, () => '', '');
  expect(readEntry(entry)).toMatchObject({ ok: true, known: false });
  expect(factOf(entry, new Map())).toBeNull();
});
