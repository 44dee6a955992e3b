import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldAccount } from '../accounts/fold-account.ts';
import { foldTill } from '../accounts/fold-till.ts';
import { foldItem } from '../circulation/fold-item.ts';
import { foldQueue } from '../holds/fold-queue.ts';
import type { AnyEntry } from '../journal/entry.ts';
import type { Facts } from '../journal/fact.ts';
import { inOrder } from '../journal/order.ts';
import { withoutUndone } from '../journal/undo.ts';
import { documentsNamedBy } from '../protocol/document-ids.ts';
import {
  checkin,
  checkout,
  factsOf,
  holdCancel,
  holdPlace,
  itemMark,
  itemOpen,
  itemSeen,
  patronOpen,
  payFor,
  renew,
  QuickStream,
  undoOf,
  type WriteOptions,
} from '../testing/make-entry.ts';
import type { Draft } from '../journal/seal.ts';
import { B, Q, counter } from '../testing/make-situation.ts';
import { decideUndo, type UndoDecision } from './decide-undo.ts';

const TODAY = Date.parse('2026-11-23T10:00:00+01:00');

/** What a desk knows, by document. */
class Scene {
  readonly desk = new QuickStream('d1.a');
  private at = TODAY;

  write(draft: Pick<Draft, 'kind' | 'body'>, options: Partial<WriteOptions> = {}): AnyEntry {
    this.at += 1000;
    return this.desk.write(draft, { at: this.at, ...options });
  }

  facts(document: string): Facts {
    return factsOf(
      this.desk.entries.filter((e) => documentsNamedBy(e as unknown as Draft).includes(document)),
    );
  }

  decide({ _id: id }: AnyEntry, where = counter): UndoDecision {
    const fact = factsOf(this.desk.entries)[id]!;
    const documents = Object.fromEntries(documentsNamedBy(fact).map((name) => [name, this.facts(name)]));
    const till = foldTill('kassa-1', this.facts('till:kassa-1'));
    return decideUndo(where, { id, fact, documents, till, timeZone: 'Europe/Amsterdam' });
  }
}

const why = (decision: UndoDecision): readonly string[] =>
  decision.kind === 'refused' ? decision.objections.map(({ code }) => code) : [];

describe('undoing', () => {
  test('L8 the last act is taken back: its documents are named, and what is to be made good', () => {
    const scene = new Scene();
    scene.write(itemOpen(B));
    const lent = scene.write(checkout(B, 'anna'));
    expect(scene.decide(lent)).toMatchObject({
      kind: 'done',
      reverse: ['receipt', 'security-on'],
      draft: { kind: 'undo', body: { entry: lent._id, kind: 'checkout', documents: [`item:${B}`] } },
    });
    const back = scene.write(checkin(B));
    expect(scene.decide(back)).toMatchObject({ kind: 'done', reverse: ['security-off'] });
    const again = scene.write(checkin(B, { hold: lent._id, queue: Q, patron: 'eva', pickup: 'centrum' }));
    expect(scene.decide(again)).toMatchObject({ kind: 'done', reverse: ['slip'] });
    expect(scene.decide(scene.write(itemSeen(B)))).toMatchObject({ kind: 'done', reverse: [] });
  });

  test('L8 not once a later act names the same things, unless that was taken back itself', () => {
    const scene = new Scene();
    const lent = scene.write(checkout(B, 'anna'));
    const renewed = scene.write(renew(B, lent._id, 'anna', '2027-01-01'));
    expect(scene.decide(lent)).toMatchObject({
      kind: 'refused',
      objections: [{ code: 'undo-later-act', params: { by: renewed._id } }],
    });
    scene.write(undoOf(renewed));
    expect(scene.decide(lent).kind).toBe('done');
    expect(why(scene.decide(renewed))).toEqual(['undone-already']);
  });

  test('L8 of this branch and this day only, and not what ends in another way', () => {
    const scene = new Scene();
    const elsewhere = scene.write(itemSeen(B), { branch: 'noord' });
    expect(why(scene.decide(elsewhere))).toEqual(['undo-other-branch']);
    const yesterday = scene.write(itemSeen('b2'), { at: Date.parse('2026-11-22T23:59:00+01:00') });
    expect(why(scene.decide(yesterday))).toEqual(['undo-other-day']);
    const merged = scene.write({ kind: 'patron.merge', body: { patron: 'b', into: 'a' } });
    expect(why(scene.decide(merged))).toEqual(['undo-merge']);
    expect(why(scene.decide(scene.write(patronOpen('anna'))))).toEqual(['undo-kind']);
  });

  test('L8 PIN is refunded, cash is undone before the count', () => {
    const scene = new Scene();
    scene.write({ kind: 'till.open', body: { till: 'kassa-1', person: 'joke', floatCents: 0 } });
    const paid = payFor('anna', 'late:x', B) as {
      kind: 'pay';
      body: Extract<Draft, { kind: 'pay' }>['body'];
    };
    const cash = scene.write({ kind: 'pay', body: { ...paid.body, till: 'kassa-1' } });
    expect(scene.decide(cash)).toMatchObject({ kind: 'done', reverse: ['receipt', 'cash-back'] });
    const terminal = { id: 't1', outcome: 'approved' as const };
    const pin = scene.write({
      kind: 'pay',
      body: { ...paid.body, lines: [], method: 'pin', terminal, till: 'kassa-1' },
    });
    expect(why(scene.decide(pin))).toEqual(['undo-pin']);
    scene.write({ kind: 'till.count', body: { till: 'kassa-1', cashCents: 50, terminals: [] } });
    expect(why(scene.decide(cash))).toEqual(['undo-counted']);
  });

  test('L8 what this desk does not know is not undone', () => {
    const scene = new Scene();
    const lent = scene.write(checkout(B, 'anna'));
    const fact = factsOf([lent])[lent._id]!;
    const undoing = { id: lent._id, fact, documents: {}, till: null, timeZone: 'Europe/Amsterdam' };
    expect(why(decideUndo(counter, undoing))).toEqual(['undo-unknown']);
  });
});

const acts = fc.array(fc.tuple(fc.nat(8), fc.nat(3)), { minLength: 1, maxLength: 12 });

function play(scene: Scene, all: readonly (readonly [number, number])[]): readonly AnyEntry[] {
  for (const [act, pick] of all) {
    const barcode = ['b1', 'b2'][pick % 2]!;
    const patron = ['anna', 'bram'][pick >> 1]!;
    const { entries } = scene.desk;
    const holds = entries.filter((e) => e.kind === 'hold.place');
    const done = entries.filter((e) => e.kind !== 'undo');
    if (act <= 1) scene.write(checkout(barcode, patron));
    else if (act === 2) scene.write(checkin(barcode));
    else if (act === 3) scene.write(itemMark(barcode, 'damaged'));
    else if (act === 4) scene.write(holdPlace(Q, patron));
    else if (act === 5 && holds.length) scene.write(holdCancel(Q, holds[pick % holds.length]!._id));
    else if (act === 6) scene.write(payFor(patron, `late:${patron}`, barcode));
    else if (done.length) scene.write(undoOf(done[pick % done.length]!));
  }
  return [...scene.desk.entries];
}

test('L8 the desk refuses what a fold would refuse, and what it lets through is undone in every document', () => {
  fc.assert(
    fc.property(acts, fc.nat(11), (all, which) => {
      const scene = new Scene();
      const entries = play(scene, all).filter((e) => e.kind !== 'undo');
      fc.pre(entries.length > 0);
      const target = entries[which % entries.length]!;
      const decision = scene.decide(target);
      const before = undoneIn(scene, target);
      const undo = scene.write(undoOf(target));
      const after = undoneIn(scene, target);
      if (decision.kind === 'done') {
        expect(after.every(Boolean)).toBe(true);
        expect(refusals(scene)).not.toContain(undo._id);
      } else if (why(decision).includes('undo-later-act')) expect(after).toContain(false);
      else {
        expect(why(decision)).toEqual(['undone-already']);
        expect(before).toContain(true);
      }
    }),
    { numRuns: 2000 },
  );
});

/** By document that an act stands in: whether it is taken back there. */
function undoneIn(scene: Scene, target: AnyEntry): readonly boolean[] {
  return documentsNamedBy(target as unknown as Draft).map((document) =>
    withoutUndone(inOrder(scene.facts(document)), new Set()).undone.has(target._id),
  );
}

/** Undoing that a folded document tells of as refused. */
function refusals(scene: Scene): readonly string[] {
  const items = ['b1', 'b2'].map((barcode) => foldItem(barcode, scene.facts(`item:${barcode}`)));
  const queue = foldQueue(Q, scene.facts(Q), {});
  const accounts = ['anna', 'bram'].map((id) => foldAccount(id, scene.facts(`account:${id}`)));
  return [...items, queue, ...accounts]
    .flatMap(({ findings }) => findings)
    .flatMap(({ kind, entry }) => (kind === 'undo-refused' ? [entry] : []));
}
