import fc from 'fast-check';
import { expect } from 'vitest';
import type { Finding } from '../journal/finding.ts';
import { nationalDefault } from '../policy/national-default.ts';
import { checkin, checkout } from '../testing/make-entry.ts';
import { B, counter as desk, Q } from '../testing/make-situation.ts';
import { decideRegistering } from './decide-item.ts';
import { decideRegistration, type Registering } from './decide-registration.ts';
import type { Outcome } from './outcome.ts';
import type { Counter } from './situation.ts';
import { TestLibrary } from './testing-library.ts';

const reservation = { placingCents: 25, pickupCents: 50, uncollectedCents: 100, youth: true };
export const counter: Counter = {
  ...desk,
  policy: {
    ...nationalDefault,
    charges: { ...nationalDefault.charges, registrationCents: 300, reservation },
  },
};
export const override = { reason: 'other' };

/** Dice of one act: each act reads of them what it needs. */
const dice = fc.record({
  act: fc.nat(99),
  who: fc.nat(2),
  pick: fc.nat(7),
  cents: fc.integer({ min: 1, max: 3000 }),
});
export interface Dice {
  readonly act: number;
  readonly who: number;
  readonly pick: number;
  readonly cents: number;
}

/** What was decided, and what is to be so once it is written: `ids` are those of the entries. */
interface Act {
  readonly outcome: Outcome;
  readonly meant: (ids: readonly string[]) => void;
}
export type Choice = (library: TestLibrary, dice: Dice) => Act | null;

/** Does these acts, each decided on what the ones before it left. Returns how many were not refused. */
function run(library: TestLibrary, choices: readonly Choice[], all: readonly Dice[]): number {
  let done = 0;
  for (const one of all) {
    const act = choices[one.act % choices.length]!(library, one);
    if (act?.outcome.kind !== 'done') continue;
    act.meant(library.write(act.outcome.drafts));
    done += 1;
  }
  expect(library.exceptions().filter((finding) => !isExpected(library, finding))).toEqual([]);
  return done;
}

/** A copy that waited for somebody is put back, a terminal is asked, and who was two people has paid one thing twice. */
function isExpected(library: TestLibrary, { kind, entry, params }: Finding): boolean {
  if (kind === 'reshelve' || kind === 'pin-outcome-unknown') return true;
  return (
    kind === 'subscription-doubled' && library.patronIn(entry) !== library.patronIn(String(params['of']))
  );
}

export const pickOf = <T>(all: readonly T[], pick: number): T | undefined =>
  all[pick % Math.max(1, all.length)];
export const person = ({ people }: TestLibrary, { who }: Dice): string => people[who % people.length]!;

/** Three people, each with a card and a subscription that is paid, and a book. */
export function settledLibrary(): TestLibrary {
  return settled.copy();
}

function begun(): TestLibrary {
  const library = new TestLibrary(['p1', 'p2', 'p3']);
  for (const id of library.people) library.write(register(library, id));
  const shelved = {
    title: 't1',
    work: null,
    owner: 'centrum',
    shelf: null,
    callNumber: null,
    loanGroup: 'boek',
  };
  const copy = { ...shelved, priceCents: 1500, holdable: true, circulates: true, parts: 1 };
  const made = decideRegistering(counter, { item: B, at: 'centrum', ...copy }, null);
  if (made.kind === 'done') library.write(made.drafts);
  return library;
}

function register(library: TestLibrary, id: string): Extract<Outcome, { kind: 'done' }>['drafts'] {
  const address = { street: 'Dorpsstraat', houseNumber: '1', postcode: '1234 AB', city: 'Ons Dorp' };
  const asked = {
    kind: 'person' as const,
    ...{ home: 'centrum', verified: true, homeLibrary: null, card: `CARD-${id}`.toUpperCase() },
    ...{ subscription: 'basis', guardianConsents: false },
    personal: { familyName: id, birthDate: '1980-01-01', ...address },
  } satisfies Registering;
  const outcome = decideRegistration(
    counter,
    { patron: library.patron(id), holder: null, suspects: [] },
    asked,
  );
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.objections));
  return outcome.drafts;
}

const settled = begun();

/** A loan, a return, or a return that sets the copy aside for whoever is next. */
export const handling: Choice = (library, one) => {
  const { item, queue } = library;
  const next = queue.holds.find(({ status }) => status === 'waiting');
  if (one.pick < 3 && !item.loan && !item.mark)
    library.write([{ ...checkout(B, person(library, one)), after: [] } as never]);
  else if (next && one.pick > 4) {
    const { id: hold, patron, pickup } = next;
    library.write([{ ...checkin(B, { hold, queue: Q, patron, pickup }), after: [] } as never]);
  } else library.write([{ ...checkin(B), after: [] } as never]);
  return null;
};

/** Whatever was done before, what is decided and written is so afterwards, and nobody has to look at it. */
export function holdsTrue(choices: readonly Choice[], begin: () => TestLibrary, atLeast: number): void {
  let done = 0;
  fc.assert(
    fc.property(fc.array(dice, { minLength: 10, maxLength: 30 }), (all) => {
      done += run(begin(), choices, all);
    }),
    { numRuns: 2000, seed: 11 },
  );
  expect(done).toBeGreaterThan(atLeast);
}
