import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Facts, unite } from '../journal/fact.ts';
import { inOrder, type OrderedFact } from '../journal/order.ts';
import { readEntry } from '../journal/read-entry.ts';
import { withoutUndone } from '../journal/undo.ts';
import { itemHistories, LABELS } from '../testing/arbitrary-item-facts.ts';
import { anyArrival, arriving, entriesNaming, factsNaming } from '../testing/history.ts';
import { factsOf, QuickStream, TestStream, undoOf } from '../testing/make-entry.ts';
import { foldItem } from './fold-item.ts';
import type { ItemState } from './item-state.ts';
import { ofOneBook } from './one-book.ts';

const [B] = LABELS;
const DOCUMENT = `item:${B}`;
const anyHistory = itemHistories({ undo: true, clocks: 'wrong' });

function liveFacts(facts: Facts): readonly OrderedFact[] {
  return withoutUndone(ofOneBook(B, inOrder(facts)).ordered, new Set()).live;
}

function loansOf(item: ItemState): readonly NonNullable<ItemState['loan']>[] {
  return [...item.history, ...(item.loan ? [item.loan] : [])];
}

function withoutNewest({ newest: _newest, ...rest }: ItemState): Omit<ItemState, 'newest'> {
  return rest;
}

test('the histories are entries as they travel, and hold every kind that an item knows', () => {
  const seen = new Set<string>();
  const sealed = itemHistories({
    undo: true,
    clocks: 'wrong',
    open: (stream) => new TestStream(stream),
  });
  fc.assert(
    fc.property(sealed, ({ entries }) => {
      for (const entry of entries) {
        seen.add(entry.kind);
        expect(readEntry(JSON.parse(JSON.stringify(entry)))).toMatchObject({ ok: true, known: true });
      }
    }),
    { numRuns: 200, seed: 1 },
  );
  expect([...seen].toSorted()).toEqual([
    'checkin',
    'checkout',
    'hold.expire',
    'hold.notOnShelf',
    'hold.open',
    'hold.place',
    'ill.lost',
    'ill.receive',
    'ill.return',
    'ill.ship',
    'item.edit',
    'item.mark',
    'item.merge',
    'item.open',
    'item.receive',
    'item.register',
    'item.seen',
    'item.send',
    'loan.claim',
    'loan.lost',
    'loan.open',
    'pay',
    'renew',
    'undo',
    'waive',
  ]);
});

test('L1 in whatever order the acts of an item arrive, and however often, its state is the same', () => {
  fc.assert(
    fc.property(anyHistory, anyArrival, (history, arrival) => {
      const whole = foldItem(B, factsNaming(DOCUMENT, history));
      const gathered = arriving(entriesNaming(DOCUMENT, history), history.clocks, arrival);
      expect(foldItem(B, gathered)).toEqual(whole);
      expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
    }),
    { numRuns: 2000, seed: 2026101 },
  );
});

test('L2 at most one loan is open, and every checkout that counts is a loan, an alias or history exactly once', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const facts = factsNaming(DOCUMENT, history);
      const item = foldItem(B, facts);
      const counted = liveFacts(facts).filter(
        ({ fact }) => fact.kind === 'checkout' || fact.kind === 'loan.open',
      );
      expect(
        loansOf(item)
          .flatMap((loan) => [loan.id, ...loan.aliases])
          .toSorted(),
      ).toEqual(counted.map(({ id }) => id).toSorted());
      expect(item.history.every((loan) => loan.ended !== null)).toBe(true);
      expect(item.loan?.ended ?? null).toBeNull();
    }),
    { numRuns: 2000, seed: 2026102 },
  );
});

test('H2 at most one capture stands, and it is the newest', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const { claims } = foldItem(B, factsNaming(DOCUMENT, history));
      expect(claims.slice(0, -1).every((claim) => claim.ended !== null)).toBe(true);
    }),
    { numRuns: 2000, seed: 2026103 },
  );
});

test('M1 every charge belongs to a loan, or to an act that lent or renewed one, and is there once', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const facts = factsNaming(DOCUMENT, history);
      const item = foldItem(B, facts);
      const loans = new Map(loansOf(item).map((loan) => [loan.id, loan]));
      const live = new Map(liveFacts(facts).map(({ id, fact }) => [id, fact]));
      expect(new Set(item.charges.map(({ id }) => id)).size).toBe(item.charges.length);
      for (const charge of item.charges) {
        const of = charge.id.slice(charge.id.indexOf(':') + 1);
        expect(charge.id).toBe(`${charge.kind}:${of}`);
        expect(live.get(charge.by)?.at).toBe(charge.at);
        if (charge.kind === 'lending' || charge.kind === 'credit') {
          expect(of).toBe(charge.by);
          expect(['checkout', 'renew']).toContain(live.get(of)?.kind);
          continue;
        }
        const loan = loans.get(of)!;
        expect(loan).toBeDefined();
        if (charge.kind === 'late') expect(['returned', 'lent-again']).toContain(loan.ended?.how);
        if (charge.kind === 'replacement')
          expect(charge.foundAt === null).toBe(loan.ended === null && loan.lost);
      }
    }),
    { numRuns: 2000, seed: 2026104 },
  );
});

test('L8 an act that is undone is as if it had never been', () => {
  let effective = 0;
  fc.assert(
    fc.property(itemHistories({ undo: false, clocks: 'right' }), fc.nat(5), (history, back) => {
      const target = entriesNaming(DOCUMENT, history).at(-1 - back);
      fc.pre(target !== undefined);
      const desk = new QuickStream('z.x');
      const last = history.entries.at(-1)!;
      const undo = desk.write(undoOf(target!), { at: last.wall + 1 });
      const facts = { ...factsNaming(DOCUMENT, history), ...factsOf([undo]) };
      const { [undo._id]: _undo, [target!._id]: _target, ...rest } = facts;
      const folded = foldItem(B, facts);
      if (withoutUndone(ofOneBook(B, inOrder(facts)).ordered, new Set()).undone.size === 0) {
        const { [undo._id]: _refused, ...all } = facts;
        const refused = (item: ItemState) => item.findings.filter(({ kind }) => kind !== 'undo-refused');
        expect(withoutNewest({ ...folded, findings: refused(folded) })).toEqual(
          withoutNewest(foldItem(B, all)),
        );
        return;
      }
      effective++;
      expect(withoutNewest(folded)).toEqual(withoutNewest(foldItem(B, rest)));
    }),
    { numRuns: 2000, seed: 2026105 },
  );
  expect(effective).toBeGreaterThan(400);
});

test('L10 the labels of one book have one state, and part again when the merge is undone', () => {
  fc.assert(
    fc.property(itemHistories({ undo: true, clocks: 'right', merged: true }), (history) => {
      const [own, other] = LABELS.map((label) => factsNaming(`item:${label}`, history));
      const both = unite(own!, other!);
      const [first, second] = LABELS.map((label) => foldItem(label, both));
      const { live } = withoutUndone(inOrder(both), new Set());
      if (live.some(({ fact }) => fact.kind === 'item.merge')) {
        expect(second).toEqual(first);
        expect(first!.barcode).toBe(B);
      } else {
        expect(second!.barcode).toBe(LABELS[1]);
        expect(first).toEqual(foldItem(B, own!));
      }
    }),
    { numRuns: 2000, seed: 2026106 },
  );
});
