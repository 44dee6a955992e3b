import { describe, expect, test } from 'vitest';
import { foldAccount } from '../accounts/fold-account.ts';
import { foldQueue } from '../holds/fold-queue.ts';
import type { QueueState } from '../holds/queue-state.ts';
import { nationalDefault } from '../policy/national-default.ts';
import { factsOf, holdCancel, holdPlace, holdSuspend, TestStream } from '../testing/make-entry.ts';
import { Q, counter, onShelf, patron } from '../testing/make-situation.ts';
import { decideHoldChange, decidePlacing, type Wanted } from './decide-holds.ts';
import type { Outcome } from './outcome.ts';
import type { PatronSituation } from './situation.ts';

const wanted: Wanted = { queue: Q, pickup: 'centrum' };
const copies = (...loanGroups: readonly string[]) =>
  loanGroups.map((loanGroup) => ({
    ...onShelf.item,
    attributes: { ...onShelf.item.attributes!, loanGroup },
  }));
const target = { queue: null, copies: copies('boek') };
const why = (made: Outcome): readonly string[] =>
  made.kind === 'refused' ? made.objections.map(({ code }) => code) : [];
const fees = { placingCents: 50, pickupCents: 60, uncollectedCents: 70 };
const priced = (youth: boolean) => ({
  ...counter,
  policy: { ...nationalDefault, charges: { ...nationalDefault.charges, reservation: { ...fees, youth } } },
});

function queueWith(...acts: readonly ((stream: TestStream, hold: string) => void)[]): {
  queue: QueueState;
  hold: string;
} {
  const stream = new TestStream('d2.a');
  const hold = stream.write(holdPlace(Q, 'anna'), { at: 1 })._id;
  for (const act of acts) act(stream, hold);
  return { queue: foldQueue(Q, factsOf(stream.entries), {}), hold };
}

describe('placing a hold', () => {
  test('H1 one open hold for a patron and a target, under whatever id', () => {
    const { queue } = queueWith();
    expect(decidePlacing(counter, patron(), wanted, target, 0)).toMatchObject({
      kind: 'done',
      drafts: [{ kind: 'hold.place', body: { queue: Q, patron: 'anna', copies: 1, until: null } }],
    });
    expect(why(decidePlacing(counter, patron(), wanted, { ...target, queue }, 0))).toEqual([
      'reserved-already',
    ]);
    const merged = patron({ id: 'aagje', aliases: ['anna'] });
    expect(why(decidePlacing(counter, merged, wanted, { ...target, queue }, 0))).toEqual([
      'reserved-already',
    ]);
    expect(why(decidePlacing(counter, patron({ id: 'bram' }), wanted, { ...target, queue }, 0))).toEqual([]);
  });

  test('H1 several copies are for institutions', () => {
    const many = { ...wanted, copies: 12 };
    expect(why(decidePlacing(counter, patron(), many, target, 0))).toEqual(['too-many-copies']);
    expect(why(decidePlacing(counter, patron({ kind: 'reading-group' }), many, target, 0))).toEqual([]);
  });

  test('D2 blocks of the patron stand in the way of a hold too, and may be overridden', () => {
    const blocked = patron({ expires: '2020-01-01' });
    expect(why(decidePlacing(counter, blocked, wanted, target, 0))).toEqual(['subscription-ended']);
    const reason = { reason: 'consulted' };
    expect(decidePlacing(counter, blocked, wanted, target, 0, reason)).toMatchObject({
      drafts: [{ body: { overrides: { checks: ['subscription-ended'], reason: 'consulted', by: 'demo' } } }],
    });
    const owing = { ...patron(), account: { ...foldAccount('anna', {}), owedCents: 5000 } };
    expect(why(decidePlacing(counter, owing, wanted, target, 0))).toEqual(['owed-over-limit']);
    const unknown = patron({ known: false, subscription: '' });
    expect(why(decidePlacing(counter, unknown, wanted, target, 0, reason))).toEqual(['patron-unknown']);
  });

  test('D2 the maximum is the subscription’s, else the policy’s', () => {
    expect(why(decidePlacing(counter, patron(), wanted, target, 9))).toEqual([]);
    expect(why(decidePlacing(counter, patron(), wanted, target, 10))).toEqual(['too-many-holds']);
    expect(why(decidePlacing(counter, patron({ subscription: 'compleet' }), wanted, target, 10))).toEqual([]);
  });

  test('H10 not where no copy can serve it: sprinters, what is for reading here, what is too old for them', () => {
    expect(
      why(decidePlacing(counter, patron(), wanted, { queue: null, copies: copies('sprinter') }, 0)),
    ).toEqual(['not-holdable']);
    const both = { queue: null, copies: copies('sprinter', 'boek') };
    expect(why(decidePlacing(counter, patron(), wanted, both, 0))).toEqual([]);
    const boek = { ...nationalDefault.loanGroups['boek']!, minimumAge: 16 };
    const policy = { ...nationalDefault, loanGroups: { ...nationalDefault.loanGroups, boek } };
    const child = { ...patron({ juvenile: true }), age: 12 };
    expect(why(decidePlacing({ ...counter, policy }, child, wanted, target, 0))).toEqual(['too-young']);
    expect(why(decidePlacing({ ...counter, policy }, child, wanted, both, 0))).toEqual([]);
    expect(why(decidePlacing({ ...counter, policy }, child, wanted, { queue: null, copies: [] }, 0))).toEqual(
      [],
    );
  });

  test('H10 a copy of another library is never reserved here, nor one that is marked so; damage is for today', () => {
    const [copy] = copies('boek');
    const only = (change: object) =>
      why(decidePlacing(counter, patron(), wanted, { queue: null, copies: [{ ...copy!, ...change }] }, 0));
    const ill = { request: 'ill:1', role: 'borrowed', leg: 'received', due: null, renewals: null };
    expect(only({ ill })).toEqual(['not-holdable']);
    expect(only({ attributes: { ...copy!.attributes, holdable: false } })).toEqual(['not-holdable']);
    expect(only({ mark: 'damaged' })).toEqual([]);
  });

  test('A1 nobody reserves for somebody who was erased', () => {
    const erased = patron({ known: false, status: 'erased' });
    expect(why(decidePlacing(counter, erased, wanted, target, 0, { reason: 'other' }))).toContain(
      'patron-erased',
    );
  });

  test('H10 collected only where the policy has it', () => {
    const holds = { ...nationalDefault.holds, pickupBranches: ['noord'] };
    const at = { ...counter, policy: { ...nationalDefault, holds } };
    expect(why(decidePlacing(at, patron(), wanted, target, 0))).toEqual(['no-pickup-here']);
    expect(why(decidePlacing(at, patron(), { ...wanted, pickup: 'noord' }, target, 0))).toEqual([]);
  });

  test('G1 guests reserve nothing unless the policy says so, and then only what they may borrow', () => {
    const guest = patron({ kind: 'guest', subscription: '' });
    expect(why(decidePlacing(counter, guest, wanted, target, 0))).toContain('no-holds-for-kind');
    const { kinds, subscriptions } = nationalDefault;
    const open = {
      ...nationalDefault,
      kinds: { ...kinds, guest: { ...kinds.guest, holds: true } },
      subscriptions: { ...subscriptions, gast: { ...subscriptions['gast']!, holds: 2 } },
    };
    const reservable = (loanGroups: string[] | null): readonly string[] => {
      const policy = { ...open, guests: { ...open.guests, loanGroups } };
      return why(decidePlacing({ ...counter, policy }, guest, wanted, target, 0));
    };
    expect(reservable(null)).toEqual([]);
    expect(reservable(['boek'])).toEqual([]);
    expect(reservable(['dvd'])).toEqual(['guest-limit']);
  });

  test('M5 the reservation fees are agreed with the hold, below 18 only where the policy says so', () => {
    const feesOf = (of: PatronSituation, youth = false): unknown => {
      const made = decidePlacing(priced(youth), of, wanted, target, 0);
      return made.kind === 'done' ? (made.drafts[0]!.body as { fees: unknown }).fees : made;
    };
    const none = { placingCents: 0, pickupCents: 0, uncollectedCents: 0 };
    expect(feesOf(patron())).toEqual(fees);
    expect(feesOf(patron({ juvenile: true }))).toEqual(none);
    expect(feesOf(patron({ juvenile: true }), true)).toEqual(fees);
    expect(feesOf(patron({ kind: 'institution' }))).toEqual(none);
  });
});

describe('changing a hold', () => {
  const change = (queue: QueueState, hold: string, one: Parameters<typeof decideHoldChange>[3]) =>
    decideHoldChange(counter, queue, hold, one);

  test('H1 an alias names the hold that stands', () => {
    const { queue, hold } = queueWith((stream) => stream.write(holdPlace(Q, 'anna'), { at: 2 }));
    const [alias] = queue.holds[0]!.aliases;
    expect(change(queue, alias!, { kind: 'hold.cancel', by: 'patron' })).toMatchObject({
      kind: 'done',
      drafts: [{ kind: 'hold.cancel', body: { queue: Q, hold, by: 'patron' }, after: [queue.newest] }],
    });
  });

  test('H4 what has ended is not changed any more', () => {
    const { queue, hold } = queueWith((stream, id) => stream.write(holdCancel(Q, id), { at: 2 }));
    expect(why(change(queue, hold, { kind: 'hold.move', pickup: 'noord' }))).toEqual(['hold-ended']);
    expect(why(change(queue, 'entry:x.a:00000001:0123456789abcdef', { kind: 'hold.resume' }))).toEqual([
      'hold-unknown',
    ]);
  });

  test('H1 suspending and resuming', () => {
    const { queue, hold } = queueWith();
    expect(change(queue, hold, { kind: 'hold.suspend', until: '2027-01-01' })).toMatchObject({
      drafts: [{ body: { until: '2027-01-01' } }],
    });
    expect(why(change(queue, hold, { kind: 'hold.resume' }))).toEqual(['not-suspended']);
    const suspended = queueWith((stream, id) => stream.write(holdSuspend(Q, id), { at: 2 }));
    expect(change(suspended.queue, suspended.hold, { kind: 'hold.resume' }).kind).toBe('done');
  });

  test('H8 a hold ends for want of collecting only where a copy waits, and of filling only where none does', () => {
    const { queue, hold } = queueWith();
    expect(why(change(queue, hold, { kind: 'hold.expire', why: 'not-collected' }))).toEqual(['not-captured']);
    expect(change(queue, hold, { kind: 'hold.expire', why: 'not-filled' })).toMatchObject({
      drafts: [{ body: { why: 'not-filled' } }],
    });
    const [waiting] = queue.holds;
    const [first, second] = ['b1', 'b2'].map((item, at) => ({ item, at, place: null, by: `${hold}${at}` }));
    const captured = { ...queue, holds: [{ ...waiting!, captures: [first!, second!], copy: first! }] };
    expect(why(change(captured, hold, { kind: 'hold.expire', why: 'not-filled' }))).toEqual([
      'captured-already',
    ]);
    expect(why(change(captured, hold, { kind: 'hold.suspend', until: null }))).toEqual(['captured-already']);
    expect(change(captured, hold, { kind: 'hold.expire', why: 'not-collected' })).toMatchObject({
      drafts: [{ body: { item: 'b1' } }],
    });
    const other = { kind: 'hold.expire', why: 'not-collected', item: 'b2' } as const;
    expect(change(captured, hold, other)).toMatchObject({
      drafts: [{ body: { item: 'b2' }, after: [queue.newest, second!.by] }],
    });
    expect(why(change(captured, hold, { ...other, item: 'b3' }))).toEqual(['not-captured']);
  });

  test('H9 no day is asked for that is over, and a change has to change something', () => {
    const { queue, hold } = queueWith();
    const over = { ...wanted, until: '2026-11-22' };
    expect(why(decidePlacing(counter, patron(), over, target, 0))).toEqual(['date-past']);
    expect(why(change(queue, hold, { kind: 'hold.suspend', until: '2026-11-23' }))).toEqual(['date-past']);
    expect(why(change(queue, hold, { kind: 'hold.move', pickup: 'centrum', priority: 0 }))).toEqual([
      'nothing-changed',
    ]);
  });

  test('H6 a copy that was not on its shelf is named, with how often it may be missed by the policy', () => {
    const { queue, hold } = queueWith();
    const holds = { ...nationalDefault.holds, notOnShelfLimit: 5 };
    const patient = { ...counter, policy: { ...nationalDefault, holds } };
    const missed = { kind: 'hold.notOnShelf', item: 'b1' } as const;
    expect(decideHoldChange(patient, queue, hold, missed)).toMatchObject({
      drafts: [{ kind: 'hold.notOnShelf', body: { queue: Q, hold, item: 'b1', limit: 5 } }],
    });
  });
});
