import type { Bodies } from '@balie/shared/journal/kinds.ts';
import type { Deed } from './deed.ts';
import type { World } from './world.ts';

/** What was asked and what passed from hand to hand; returns how that is put back. */
export function noteMoney({ purse }: World, { entry }: Deed): (() => void) | undefined {
  const { _id: by, body } = entry;
  const asks = (reason: string, patron: string, cents: number): (() => void) => {
    if (cents > 0) purse.asked.push({ patron, reason, cents, by });
    return () => purse.forget(by);
  };
  switch (entry.kind) {
    case 'charge': {
      const { patron, reason, cents } = body as unknown as Bodies['charge'];
      return asks(reason, patron, cents);
    }
    case 'patron.card': {
      const { patron, feeCents } = body as unknown as Bodies['patron.card'];
      return asks('card', patron, feeCents);
    }
    case 'patron.subscription': {
      const { patron, priceCents } = body as unknown as Bodies['patron.subscription'];
      return asks('subscription', patron, priceCents);
    }
    case 'pay':
    case 'refund':
      return pass({ purse }, entry.kind, by, body as unknown as Bodies['pay'] & Bodies['refund']);
    case 'till.drop': {
      const { till, cents } = body as unknown as Bodies['till.drop'];
      purse.drawers.get(till)!.cents -= cents;
      return undefined;
    }
    default:
      return undefined;
  }
}

function pass(
  { purse }: Pick<World, 'purse'>,
  kind: 'pay' | 'refund',
  by: string,
  { patron, method, cents: amount, lines = [], till, terminal }: Bodies['pay'] & Bodies['refund'],
): (() => void) | undefined {
  const resolved = purse.doubts.find((doubt) => doubt.by === terminal?.resolves);
  if (resolved?.answered) return undefined;
  if (resolved) resolved.answered = true;
  if (terminal?.outcome === 'unknown')
    purse.doubts.push({ patron, by, moved: Number.parseInt(by.at(-1)!, 16) % 2 === 0, answered: false });
  if (terminal && terminal.outcome !== 'approved') return undefined;
  const cents = kind === 'pay' ? amount : -amount;
  const drawer = method === 'cash' && till !== null ? purse.drawers.get(till)! : null;
  purse.passed.push({ patron, cents, by, charges: lines.map(({ charge }) => charge), drawer });
  if (drawer) drawer.cents += cents;
  return () => {
    purse.handBack(by);
    purse.forget(by);
  };
}
