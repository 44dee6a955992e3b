import type { LocalDate } from '../clock/instant.ts';
import type { AnyEntry } from '../journal/entry.ts';
import type { EntryId } from '../journal/ids.ts';
import type { Bodies, Kind } from '../journal/kinds.ts';

type ReceiptLine =
  | {
      readonly kind: 'lent' | 'renewed';
      readonly item: string;
      readonly due: LocalDate;
      readonly feeCents: number;
    }
  | { readonly kind: 'returned'; readonly item: string }
  | {
      readonly kind: 'settled';
      readonly charge: string;
      readonly item: string | null;
      readonly cents: number;
      /** Hundredths of a percent; null where the payment named none. */
      readonly vat: number | null;
    };

interface Head {
  /** The acts that it tells of, in order. */
  readonly entries: readonly EntryId[];
  /** The desk's clock at the newest of them, ms. */
  readonly at: number;
  readonly branch: string;
  readonly staff: string | null;
}

/** What goes on paper, in codes and figures; the same entries always give the same paper, so any can be printed again. */
export type Receipt =
  | (Head & {
      readonly kind: 'loans' | 'returns';
      readonly patron: string | null;
      readonly lines: readonly ReceiptLine[];
    })
  | (Head & {
      readonly kind: 'payment' | 'refund';
      readonly patron: string;
      /** One row a stream, without gaps. */
      readonly number: number;
      readonly method: Bodies['pay']['method'];
      readonly cents: number;
      readonly roundingCents: number;
      readonly lines: readonly ReceiptLine[];
    })
  | (Head & {
      readonly kind: 'hold-slip';
      readonly item: string;
      readonly hold: EntryId;
      readonly patron: string;
      readonly place: string | null;
    })
  | (Head & {
      readonly kind: 'transit-slip';
      readonly item: string;
      readonly to: string;
      readonly forHold: boolean;
    })
  | (Head & {
      readonly kind: 'ill-slip';
      /** `out` to the library that asked for it, `home` to the one whose it is. */
      readonly way: 'out' | 'home';
      readonly item: string;
      readonly request: string;
      /** ISIL. */
      readonly to: string;
      readonly due: LocalDate | null;
    });

/**
 * The paper that belongs to an act: of loans and returns all of the same visit, undone ones left out; a book that goes to the hold
 * shelf, to another branch or to another library has a slip of its own. Null for acts without paper.
 */
export function receiptOf(act: AnyEntry, visit: readonly AnyEntry[]): Receipt | null {
  const undone = new Set(visit.flatMap((entry) => (is(entry, 'undo') ? bodyOf(entry, 'undo').entry : [])));
  const standing = visit.filter((entry) => !undone.has(entry._id));
  switch (act.kind) {
    case 'checkout':
    case 'renew':
      return loansOf(act, standing);
    case 'checkin':
      return slipOf(act) ?? returnsOf(act, standing);
    case 'pay': {
      const { patron, receipt, method, cents, roundingCents, lines } = bodyOf(act, 'pay');
      const settled = lines.map(({ charge, cents: part, item, booking }) => ({
        kind: 'settled' as const,
        charge,
        item: item ?? null,
        cents: part,
        vat: booking?.vat ?? null,
      }));
      return {
        kind: 'payment',
        ...headOf([act]),
        patron,
        number: receipt,
        method,
        cents,
        roundingCents,
        lines: settled,
      };
    }
    case 'refund': {
      const { patron, receipt, method, cents, roundingCents } = bodyOf(act, 'refund');
      return {
        kind: 'refund',
        ...headOf([act]),
        patron,
        number: receipt,
        method,
        cents,
        roundingCents,
        lines: [],
      };
    }
    case 'item.send': {
      const { item, to, why } = bodyOf(act, 'item.send');
      return { kind: 'transit-slip', ...headOf([act]), item, to, forHold: why === 'hold' };
    }
    case 'ill.ship': {
      const { item, request, due } = bodyOf(act, 'ill.ship');
      return { kind: 'ill-slip', ...headOf([act]), way: 'out', item, request, to: asker(request), due };
    }
    default:
      return null;
  }
}

/** The library in the id of a request: `ill:<library that asks>:<number>`. */
function asker(request: string): string {
  return request.split(':')[1] ?? '';
}

function loansOf(act: AnyEntry, visit: readonly AnyEntry[]): Receipt {
  const patron = act.body['patron'] as string;
  const own = visit.filter((e) => (is(e, 'checkout') || is(e, 'renew')) && e.body['patron'] === patron);
  const lines = own.map((entry): ReceiptLine => {
    const { item, due, terms } = entry.body as Bodies['checkout'] | Bodies['renew'];
    return { kind: is(entry, 'renew') ? 'renewed' : 'lent', item, due, feeCents: terms.feeCents };
  });
  return { kind: 'loans', ...headOf(own.length ? own : [act]), patron, lines };
}

function returnsOf(act: AnyEntry, visit: readonly AnyEntry[]): Receipt {
  const own = visit.filter((entry) => is(entry, 'checkin'));
  const lines = own.map((entry): ReceiptLine => ({ kind: 'returned', item: bodyOf(entry, 'checkin').item }));
  return { kind: 'returns', ...headOf(own.length ? own : [act]), patron: null, lines };
}

function slipOf(act: AnyEntry): Receipt | null {
  const { item, destination, captured } = bodyOf(act, 'checkin');
  if (destination.kind === 'hold-shelf' && captured) {
    const { hold, patron, place } = captured;
    return { kind: 'hold-slip', ...headOf([act]), item, hold, patron, place };
  }
  if (destination.kind === 'ill-return') {
    const { request, library: to } = destination;
    return { kind: 'ill-slip', ...headOf([act]), way: 'home', item, request, to, due: null };
  }
  if (destination.kind !== 'branch') return null;
  return {
    kind: 'transit-slip',
    ...headOf([act]),
    item,
    to: destination.branch,
    forHold: destination.forHold,
  };
}

function headOf(acts: readonly AnyEntry[]): Head {
  const last = acts.at(-1)!;
  return { entries: acts.map((entry) => entry._id), at: last.wall, branch: last.branch, staff: last.staff };
}

function is(entry: AnyEntry, kind: Kind): boolean {
  return entry.kind === kind;
}

function bodyOf<K extends Kind>(entry: AnyEntry, _kind: K): Bodies[K] {
  return entry.body as unknown as Bodies[K];
}
