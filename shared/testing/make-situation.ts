import { foldAccount } from '../accounts/fold-account.ts';
import { ALWAYS_OPEN } from '../calendar/opening.ts';
import { foldItem } from '../circulation/fold-item.ts';
import type { decideCheckout } from '../deciding/decide-checkout.ts';
import type { decideRenewal } from '../deciding/decide-renewal.ts';
import type { Counter, ItemSituation, PatronSituation } from '../deciding/situation.ts';
import { contributionsOfItem } from '../protocol/contribution.ts';
import { foldQueue } from '../holds/fold-queue.ts';
import { foldPatron, type PatronState } from '../patrons/fold-patron.ts';
import { nationalDefault } from '../policy/national-default.ts';
import type { CheckCode } from '../policy/check-codes.ts';
import { checkout, factsOf, itemOpen, TestStream } from './make-entry.ts';

export const B = '30100281774501';
export const Q = 'queue:title:t1';

/** The counter of a branch where everybody may override. */
export const counter: Counter = {
  branch: 'centrum',
  now: 1_000_000,
  today: '2026-11-23',
  policy: nationalDefault,
  calendar: ALWAYS_OPEN,
  session: 'visit',
  staff: { id: 'demo', mayOverride: true },
};

/** Anna, with an ordinary subscription and nothing on loan. */
export function patron(
  change: Partial<PatronState> = {},
  loans: PatronSituation['loans'] = [],
): PatronSituation {
  const state = {
    ...foldPatron('anna', {}),
    known: true,
    subscription: 'basis',
    cards: [{ number: '2', active: true }],
    ...change,
  };
  return { patron: state, loans, account: foldAccount('anna', {}), readyHere: 0, card: '2' };
}

/** The book after what a desk writes of it, and its queue after what another stream wrote. */
export function book(write: (desk: TestStream) => void, queue?: TestStream): ItemSituation {
  const desk = new TestStream('d1.a');
  write(desk);
  const item = foldItem(B, factsOf(desk.entries));
  const contributions = Object.fromEntries([...contributionsOfItem(item)].map(([, c]) => [`item:${B}`, c]));
  return { item, queues: queue ? [foldQueue(Q, factsOf(queue.entries), contributions)] : [] };
}

export const onShelf = book((d) => d.write(itemOpen(B), { at: 1 }));
export const lentTo = (name: string): ItemSituation =>
  book((d) => {
    d.write(itemOpen(B), { at: 1 });
    d.write(checkout(B, name), { at: 2 });
  });

/** The codes of all checks that failed, in the order in which they are shown. */
export function codes(
  decision: ReturnType<typeof decideCheckout> | ReturnType<typeof decideRenewal>,
): readonly CheckCode[] {
  if (decision.kind === 'blocked') return decision.checks.map((c) => c.code);
  return [...decision.overridden, ...decision.notices].map((c) => c.code);
}
