/** One patron at the counter, from the card to the close. */
interface Visit {
  readonly session: string;
  readonly patron: string;
  /** When anybody last did anything with it, ms. */
  readonly touched: number;
}

/** Who is open at a counter (U2). At most one visit is; others may be parked. */
export interface Visits {
  readonly open: Visit | null;
  /** Oldest first. */
  readonly parked: readonly Visit[];
  /** The one that closed last: "vorige klant", for those who may. */
  readonly previous: Visit | null;
}

export type VisitEvent =
  | { readonly kind: 'card'; readonly session: string; readonly patron: string }
  | { readonly kind: 'touch' | 'mode' | 'close' | 'park' | 'tick' }
  | { readonly kind: 'resume'; readonly session: string }
  | { readonly kind: 'previous'; readonly allowed: boolean };

export const NO_VISITS: Visits = { open: null, parked: [], previous: null };

/**
 * Rule U2: a patron closes on the next card, a mode change, its key, or after `idleMs` without anything; a parked visit is none of
 * these and is taken up as it was. What is open when another comes up closes.
 */
export function visitsAfter(visits: Visits, event: VisitEvent, now: number, idleMs: number): Visits {
  const { open, parked, previous } = visits;
  const closed: Visits = { open: null, parked, previous: open ?? previous };
  switch (event.kind) {
    case 'card':
      if (open?.patron === event.patron) return { ...visits, open: { ...open, touched: now } };
      return { ...closed, open: { session: event.session, patron: event.patron, touched: now } };
    case 'touch':
      return open ? { ...visits, open: { ...open, touched: now } } : visits;
    case 'mode':
    case 'close':
      return open ? closed : visits;
    case 'tick':
      return open && now - open.touched >= idleMs ? closed : visits;
    case 'park':
      return open ? { open: null, parked: [...parked, open], previous } : visits;
    case 'resume': {
      const taken = parked.find((visit) => visit.session === event.session);
      if (!taken) return visits;
      const rest = parked.filter((visit) => visit !== taken);
      return { ...closed, parked: rest, open: { ...taken, touched: now } };
    }
    case 'previous':
      return event.allowed && previous ? { ...closed, open: { ...previous, touched: now } } : visits;
  }
}
