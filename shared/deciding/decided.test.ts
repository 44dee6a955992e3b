import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldAccount } from '../accounts/fold-account.ts';
import { ALWAYS_OPEN } from '../calendar/opening.ts';
import { foldItem } from '../circulation/fold-item.ts';
import { openClaim } from '../circulation/item-state.ts';
import { contributionsOfItem } from '../protocol/contribution.ts';
import { foldQueue } from '../holds/fold-queue.ts';
import { kinds } from '../journal/kinds.ts';
import type { Draft } from '../journal/seal.ts';
import { foldPatron } from '../patrons/fold-patron.ts';
import { nationalDefault } from '../policy/national-default.ts';
import {
  checkin,
  checkout,
  factsOf,
  holdCancel,
  holdOpen,
  holdPlace,
  itemOpen,
  loanOpen,
  QuickStream,
  renew,
} from '../testing/make-entry.ts';
import { claimOn } from './checks-of-item.ts';
import { decideCheckin } from './decide-checkin.ts';
import { decideCheckout } from './decide-checkout.ts';
import { decideRenewal } from './decide-renewal.ts';
import type { Counter, ItemSituation, PatronSituation } from './situation.ts';

const B = '30100281774501';
const Q = 'queue:title:t1';
const PATRONS = ['anna', 'bram', 'celil'] as const;
const BRANCHES = ['centrum', 'noord'] as const;

const steps = fc.array(
  fc.record({ act: fc.nat(8), patron: fc.nat(2), branch: fc.nat(1), session: fc.nat(2), pick: fc.nat(5) }),
  { maxLength: 14 },
);
const scene = fc.record({
  steps,
  patron: fc.nat(2),
  branch: fc.nat(1),
  session: fc.nat(2),
  again: fc.constantFrom('renew', 'loan'),
});

type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

/** A book and its queue after some acts at two branches, and the counter where the next one is decided. */
class World {
  readonly desk = new QuickStream('desk.a');
  readonly web = new QuickStream('web.a');
  readonly counter: Counter;
  private now = 1_000_000;

  constructor({ steps: acts, branch, session }: Scene) {
    for (const step of acts) this.act(step);
    this.counter = {
      branch: BRANCHES[branch]!,
      now: this.now,
      today: '2026-11-23',
      policy: nationalDefault,
      calendar: ALWAYS_OPEN,
      session: `s${session}`,
      staff: { id: 'demo', mayOverride: true },
    };
  }

  get book(): ItemSituation {
    const item = foldItem(
      B,
      factsOf([...this.desk.entries, ...this.web.entries.filter((e) => e.body['captured'])]),
    );
    const own = contributionsOfItem(item).get(Q);
    return { item, queues: [foldQueue(Q, factsOf(this.web.entries), own ? { [`item:${B}`]: own } : {})] };
  }

  patron(id: string): PatronSituation {
    return {
      patron: { ...foldPatron(id, {}), known: true, subscription: 'basis' },
      loans: [],
      account: foldAccount(id, {}),
      readyHere: 0,
      card: null,
    };
  }

  /** Writes a draft where the counter is, and reads it as the other side would. */
  write(draft: Draft): string {
    this.now += 10;
    const { branch, session } = this.counter;
    const entry = this.desk.write(draft, { at: this.now, branch, session, after: draft.after });
    kinds[draft.kind].parse(entry.body);
    return entry._id;
  }

  private act({ act, patron: who, branch, session, pick }: Scene['steps'][number]): void {
    this.now += 10;
    const patron = PATRONS[who]!;
    const when = { at: this.now, branch: BRANCHES[branch]!, session: pick ? `s${session}` : null };
    const holds = this.web.entries.filter((e) => e.kind === 'hold.place' || e.kind === 'hold.open');
    const hold = holds[pick % Math.max(1, holds.length)];
    const loans = this.desk.entries.filter((e) => e.kind === 'checkout');
    const loan = loans[pick % Math.max(1, loans.length)];
    if (act === 0) this.desk.write(itemOpen(B), when);
    else if (act <= 2) this.desk.write(checkout(B, patron, '2026-12-01', pick % 2 ? 'renew' : 'loan'), when);
    else if (act === 3) this.desk.write(pick % 2 ? travels() : checkin(B), when);
    else if (act === 4 && hold)
      this.desk.write(
        checkin(B, {
          hold: hold._id,
          queue: Q,
          patron: hold.body['patron'] as string,
          pickup: hold.body['pickup'] as string,
        }),
        when,
      );
    else if (act === 5 && loan)
      this.desk.write(renew(B, loan._id, loan.body['patron'] as string, '2027-03-01'), when);
    else if (act === 6)
      this.web.write(
        pick === 0
          ? holdOpen(Q, patron, { captured: { item: B, at: this.now - 50, place: 'A-02' } })
          : holdPlace(Q, patron, BRANCHES[branch]),
        when,
      );
    else if (act === 7 && hold) this.web.write(holdCancel(Q, hold._id), when);
    else if (act === 8) this.desk.write(loanOpen(B, patron, this.now - 40 * pick), when);
  }
}

function travels(): ReturnType<typeof checkin> {
  const { kind, body } = checkin(B);
  return {
    kind,
    body: { ...body, destination: { kind: 'branch', branch: 'west', forHold: false } } as typeof body,
  };
}

const override = { reason: 'consulted' };

test('D1 what is lent is on loan to that patron, till the day that was said', () => {
  fc.assert(
    fc.property(scene, (made) => {
      const world = new World(made);
      const patron = PATRONS[made.patron]!;
      const before = world.book.item;
      const decision = decideCheckout(world.counter, world.patron(patron), world.book, override, made.again);
      if (decision.kind === 'blocked') throw new Error('everything is overridden here');
      const id = world.write(decision.draft);
      const { item, queues } = world.book;
      const { due } = decision.draft.body;
      const had = before.loan?.patron === patron ? before.loan : null;
      const sameVisit = had !== null && had.session === world.counter.session;
      expect(item).toMatchObject({
        at: world.counter.branch,
        transitTo: null,
        loan: { patron, lost: false, ended: null },
        newest: id,
      });
      expect(openClaim(item)).toBeNull();
      if (!had || (made.again === 'loan' && !sameVisit))
        expect(item.loan).toMatchObject({ id, due, renewals: 0 });
      else
        expect(item.loan).toMatchObject({
          id: had.id,
          due: sameVisit ? had.due : due,
          renewals: had.renewals + Number(!sameVisit),
        });
      if (before.loan && item.loan!.id !== before.loan.id)
        expect(item.history.at(-1)).toMatchObject({ id: before.loan.id });
      const { fulfils } = decision.draft.body;
      if (fulfils)
        expect(queues[0]!.holds.find((h) => [h.id, ...h.aliases].includes(fulfils.hold))).toMatchObject({
          status: 'fulfilled',
        });
      expect(queues[0]!.holds.filter((h) => h.patron === patron && h.status === 'captured')).toEqual([]);
    }),
    { numRuns: 2000, seed: 37 },
  );
});

test('D4 what is renewed is due on the day that was said, and never earlier than before', () => {
  fc.assert(
    fc.property(scene, (made) => {
      const world = new World(made);
      const before = world.book.item.loan;
      fc.pre(before !== null);
      const decision = decideRenewal(world.counter, world.patron(before!.patron), world.book, override);
      if (decision.kind === 'blocked') throw new Error('everything is overridden here');
      world.write(decision.draft);
      const { loan } = world.book.item;
      expect(loan).toMatchObject({
        id: before!.id,
        patron: before!.patron,
        due: decision.draft.body.due,
        renewals: before!.renewals + 1,
      });
      expect(loan!.due >= before!.due).toBe(true);
      if (before!.renewalsLeft !== null)
        expect(loan!.renewalsLeft).toBe(Math.max(0, before!.renewalsLeft - 1));
    }),
    { numRuns: 2000, seed: 41 },
  );
});

test('D5 what is taken back is on loan to nobody, is where it was said, and is captured for whom it was said', () => {
  fc.assert(
    fc.property(scene, (made) => {
      const world = new World(made);
      const before = world.book;
      const draft = decideCheckin(world.counter, before);
      world.write(draft);
      const { item, queues } = world.book;
      const { captured, destination } = draft.body;
      expect(item).toMatchObject({
        loan: null,
        at: world.counter.branch,
        transitTo: destination.kind === 'branch' ? destination.branch : null,
      });
      if (!captured) {
        expect(openClaim(item)).toBeNull();
        expect(before.queues[0]!.holds.some((h) => h.status === 'waiting' && !h.suspended)).toBe(false);
        return;
      }
      expect(claimOn({ item, queues })).toMatchObject({
        hold: captured.hold,
        patron: captured.patron,
        pickup: captured.pickup,
        place: captured.place,
      });
      const hold = queues[0]!.holds.find((h) => [h.id, ...h.aliases].includes(captured.hold));
      expect(hold).toMatchObject({
        status: 'captured',
        patron: captured.patron,
        copy: { item: B, place: captured.place },
      });
      expect(destination.kind).toBe(captured.pickup === world.counter.branch ? 'hold-shelf' : 'branch');
    }),
    { numRuns: 2000, seed: 43 },
  );
});

test('H2 a captured book keeps its claim and its place however often it is scanned, wherever', () => {
  fc.assert(
    fc.property(scene, fc.array(fc.nat(1), { minLength: 1, maxLength: 4 }), (made, places) => {
      const world = new World(made);
      world.write(decideCheckin(world.counter, world.book));
      const claim = openClaim(world.book.item);
      fc.pre(claim !== null);
      for (const place of places) {
        const draft = decideCheckin({ ...world.counter, branch: BRANCHES[place]! }, world.book);
        world.write(draft);
        expect(draft.body.captured).toMatchObject({ hold: claim!.hold, place: claim!.place });
        expect(openClaim(world.book.item)).toEqual(claim);
      }
    }),
    { numRuns: 2000, seed: 47 },
  );
});
