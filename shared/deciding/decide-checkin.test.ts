import { describe, expect, test } from 'vitest';
import { foldItem } from '../circulation/fold-item.ts';
import { foldQueue } from '../holds/fold-queue.ts';
import { contributionsOfItem } from '../protocol/contribution.ts';
import {
  checkin,
  factsOf,
  holdPlace,
  holdSuspend,
  itemMark,
  itemOpen,
  TestStream,
} from '../testing/make-entry.ts';
import { B, Q, counter, lentTo, onShelf, patron } from '../testing/make-situation.ts';
import { checkinChecks, decideCheckin } from './decide-checkin.ts';
import { decideCheckout } from './decide-checkout.ts';

describe('deciding a checkin', () => {
  test('D5 shelf at home, transit to the owner from elsewhere, the tray for what nobody knows', () => {
    expect(decideCheckin(counter, onShelf).body.destination).toEqual({ kind: 'shelf' });
    expect(decideCheckin({ ...counter, branch: 'noord' }, onShelf).body.destination).toEqual({
      kind: 'branch',
      branch: 'centrum',
      forHold: false,
    });
    expect(decideCheckin(counter, { item: foldItem('X1', {}), queues: [] }).body.destination).toEqual({
      kind: 'tray',
      reason: 'unlisted',
    });
  });

  test('H2 captures the first hold in order and names it; at another pick-up branch it travels', () => {
    const queue = new TestStream('d2.a');
    queue.write(holdPlace(Q, 'dirk', 'noord', 5), { at: 1 });
    const first = queue.write(holdPlace(Q, 'eva', 'noord', 0), { at: 2 });
    const lent = { ...lentTo('anna'), queues: [foldQueue(Q, factsOf(queue.entries), {})] };
    expect(decideCheckin(counter, lent).body).toMatchObject({
      captured: { hold: first._id, patron: 'eva' },
      destination: { kind: 'branch', branch: 'noord', forHold: true },
    });
    expect(decideCheckin({ ...counter, branch: 'noord' }, lent).body.destination.kind).toBe('hold-shelf');
  });

  test('H10 an item that is not holdable captures nothing', () => {
    const queue = new TestStream('d2.a');
    queue.write(holdPlace(Q, 'eva'), { at: 2 });
    const sprinter = {
      ...onShelf,
      item: { ...onShelf.item, attributes: { ...onShelf.item.attributes!, holdable: false } },
    };
    const waiting = [foldQueue(Q, factsOf(queue.entries), {})];
    expect(decideCheckin(counter, { ...sprinter, queues: waiting }).body.captured).toBeUndefined();
    const byGroup = { ...onShelf.item, attributes: { ...onShelf.item.attributes!, loanGroup: 'sprinter' } };
    expect(decideCheckin(counter, { item: byGroup, queues: waiting }).body.captured).toBeUndefined();
    expect(decideCheckout(counter, patron(), { item: byGroup, queues: waiting })).toMatchObject({
      kind: 'done',
      notices: [],
    });
  });
});

describe('what is said of a book that comes back', () => {
  const waiting = () => {
    const queue = new TestStream('d2.a');
    queue.write(holdPlace(Q, 'eva'), { at: 2 });
    return [foldQueue(Q, factsOf(queue.entries), {})];
  };
  const marked = (mark: 'damaged' | 'withdrawn' | 'incomplete') => ({
    ...onShelf,
    item: { ...onShelf.item, mark },
    queues: waiting(),
  });

  test('L12 missing parts or damage send it to the tray, and nobody’s hold captures it', () => {
    const book = { ...onShelf, queues: waiting() };
    const incomplete = { parts: 'incomplete', damaged: false } as const;
    expect(decideCheckin(counter, book, { condition: incomplete }).body).toMatchObject({
      captured: undefined,
      condition: incomplete,
      destination: { kind: 'tray', reason: 'incomplete' },
    });
    expect(
      decideCheckin(counter, book, { condition: { parts: 'complete', damaged: true } }).body.destination,
    ).toEqual({ kind: 'tray', reason: 'damaged' });
  });

  test('L12 a copy whose parts are there again serves the next hold', () => {
    expect(decideCheckin(counter, marked('incomplete')).body.destination).toEqual({
      kind: 'tray',
      reason: 'incomplete',
    });
    const complete = { condition: { parts: 'complete', damaged: false } } as const;
    expect(decideCheckin(counter, marked('incomplete'), complete).body).toMatchObject({
      captured: { patron: 'eva' },
      destination: { kind: 'hold-shelf' },
    });
    expect(decideCheckin(counter, marked('damaged'), complete).body.destination.kind).toBe('tray');
  });

  test('H10 a copy that was set aside for somebody and cannot go out any more goes to the tray, and the hold waits again', () => {
    for (const mark of ['damaged', 'withdrawn'] as const) {
      const queue = new TestStream('q.1');
      const hold = queue.write(holdPlace(Q, 'bob'), { at: 2 });
      const captured = { hold: hold._id, queue: Q, patron: 'bob', pickup: 'centrum' };
      const written = new TestStream('d1.a');
      written.write(itemOpen(B), { at: 1 });
      written.write(checkin(B, captured), { at: 3 });
      const now = () => {
        const item = foldItem(B, factsOf(written.entries));
        const told = [...contributionsOfItem(item)].map(([, one]) => [`item:${B}`, one]);
        return { item, queues: [foldQueue(Q, factsOf(queue.entries), Object.fromEntries(told))] };
      };
      expect(now().queues[0]!.holds[0]!.status).toBe('captured');
      written.write(itemMark(B, mark), { at: 4 });
      const draft = decideCheckin(counter, now());
      expect(draft.body).toMatchObject({ captured: undefined, destination: { kind: 'tray', reason: mark } });
      written.write(draft, { at: 5 });
      expect(now().queues[0]!.holds[0]!.status).toBe('waiting');
    }
  });

  test('L12 parts are to be counted, until they were', () => {
    const game = {
      ...onShelf,
      item: { ...onShelf.item, attributes: { ...onShelf.item.attributes!, parts: 9 } },
    };
    expect(checkinChecks(counter, game)).toMatchObject([{ code: 'confirm-parts', params: { count: 9 } }]);
    expect(checkinChecks(counter, game, { condition: { parts: 'complete', damaged: false } })).toEqual([]);
    expect(checkinChecks(counter, onShelf)).toEqual([]);
  });

  test('L11 a return is never later than the scan', () => {
    const body = (returnedAt: number) => decideCheckin(counter, onShelf, { returnedAt, bookdrop: true }).body;
    expect(body(500)).toMatchObject({ returnedAt: 500, bookdrop: true });
    expect(body(counter.now + 1).returnedAt).toBe(counter.now);
    expect(decideCheckin(counter, onShelf).body.returnedAt).toBeUndefined();
  });

  test('D5 a copy of another library goes back to it, and never serves a hold of ours', () => {
    const ill = {
      request: 'ill:NL-1:7',
      role: 'borrowed',
      leg: 'received',
      due: null,
      renewals: null,
    } as const;
    const item = { ...onShelf.item, attributes: null, ill };
    const foreign = { item, queues: waiting(), supplier: 'NL-2' };
    expect(decideCheckin(counter, foreign).body).toMatchObject({
      captured: undefined,
      destination: { kind: 'ill-return', request: 'ill:NL-1:7', library: 'NL-2' },
    });
  });

  test('H10 own members first and pick-up branches only, where the policy says so', () => {
    const queue = new TestStream('d2.a');
    queue.write(holdPlace(Q, 'gast', 'noord', 0), { at: 1 });
    const own = queue.write(holdPlace(Q, 'eva', 'centrum', 5), { at: 2 });
    const queues = [foldQueue(Q, factsOf(queue.entries), {})];
    const serving = { isOwnMember: (who: string) => who === 'eva' };
    const captured = (holds: object, book = { ...onShelf, queues, serving }) => {
      const policy = { ...counter.policy, holds: { ...counter.policy.holds, ...holds } };
      return decideCheckin({ ...counter, policy }, book).body.captured?.patron;
    };
    expect(captured({})).toBe('gast');
    expect(captured({ ownMembersFirst: true })).toBe('eva');
    expect(captured({ pickupBranches: ['centrum'] })).toBe('eva');
    expect(own.body['patron']).toBe('eva');
  });

  test('H1 a suspended hold is served from its day on', () => {
    const queue = new TestStream('d2.a');
    const hold = queue.write(holdPlace(Q, 'eva'), { at: 1 });
    queue.write(holdSuspend(Q, hold._id, '2026-11-24'), { at: 2 });
    const book = { ...onShelf, queues: [foldQueue(Q, factsOf(queue.entries), {})] };
    expect(decideCheckin(counter, book).body.captured).toBeUndefined();
    const tomorrow = { ...counter, today: '2026-11-24' };
    expect(decideCheckin(tomorrow, book).body.captured).toMatchObject({ hold: hold._id });
  });
});
