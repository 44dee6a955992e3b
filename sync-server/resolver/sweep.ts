import { Horizon } from '@balie/shared/journal/horizon.ts';
import type { StreamId } from '@balie/shared/journal/ids.ts';
import { foldLeaving, type Writes } from './fold-entries.ts';
import type { FoldPorts } from './fold-ports.ts';
import type { Timeline } from './planned-document.ts';
import type { HorizonPlace } from './resolver-memory.ts';
import type { StreamState } from './stream-state.ts';
import { isFolded } from './turns.ts';

/** Documents that are looked at in one step. */
const PAGE = 500;

/** Items let go before queues: a hold goes when no copy speaks of it any more. The rest let go nothing that another speaks of. */
const KINDS = [
  'item:',
  'queue:',
  ...['account:', 'branch:', 'calendar:', 'contact:', 'desk:', 'ill:', 'library:', 'notices:'],
  ...['patron:', 'policy:', 'staff:', 'till:'],
];

export const NOWHERE: HorizonPlace = { inForce: 0, reached: null };

interface Swept {
  readonly place: HorizonPlace;
  /** There is more to let go, by this horizon or the next. */
  readonly more: boolean;
}

/**
 * Moves the documents of a library on by one page towards its next horizon (L7), which comes into force once all that had come when it
 * was set is folded: that is committed before any document knows. Says how far they are; wherever it stops, the next step goes on
 * from what was committed.
 */
export async function sweep(
  ports: FoldPorts,
  place: HorizonPlace,
  {
    clocks,
    lines,
  }: { readonly clocks: ReadonlyMap<StreamId, StreamState>; readonly lines: Timeline['lines'] },
  write: (writes: Writes) => Promise<void>,
): Promise<Swept> {
  const marks = await ports.turns.horizons();
  const isDue = ({ inForce, reached }: HorizonPlace): boolean => {
    const next = marks[inForce];
    return reached !== null || (next !== undefined && isFolded(next, clocks));
  };
  if (!isDue(place)) return { place, more: false };
  if (place.reached === null)
    return { place: { inForce: place.inForce + 1, reached: KINDS[0]! }, more: true };
  const ids = await idsAfter(ports, place.reached);
  const horizon = new Horizon(marks.slice(0, place.inForce), lines);
  if (ids.length) await write(await foldLeaving(ports, ids, { clocks, lines, horizon }));
  const next = { ...place, reached: reachedBy(ids, place.reached) };
  return { place: next, more: isDue(next) };
}

/** The next documents of the same kind. */
async function idsAfter({ documents }: FoldPorts, reached: string): Promise<readonly string[]> {
  const kind = kindOf(reached);
  return documents.idsBetween(`${reached}\u0000`, `${kind}\ufff0`, PAGE);
}

/** Where a page ends: its last document, the beginning of the next kind, or nowhere when that was the last. */
function reachedBy(ids: readonly string[], from: string): string | null {
  if (ids.length === PAGE) return ids.at(-1)!;
  return KINDS[KINDS.indexOf(kindOf(from)) + 1] ?? null;
}

function kindOf(id: string): string {
  return id.slice(0, id.indexOf(':') + 1);
}
