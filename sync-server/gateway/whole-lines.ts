import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { entryId, parseEntryId, type StreamId } from '@balie/shared/journal/ids.ts';
import type { StreamShelf } from './stream-shelf.ts';

/**
 * Streams of which a pushed entry stands on entries that are not here although their numbers are: the other side of a fork
 * brought those. Numbers cannot tell the sides apart, so that whoever pushed has to send such a stream again from its beginning.
 */
export async function streamsWithoutGround(
  shelf: StreamShelf,
  library: string,
  entries: readonly AnyEntry[],
): Promise<ReadonlySet<StreamId>> {
  const found = new Set<StreamId>();
  for (const stream of new Set(entries.map((entry) => entry.stream))) {
    const pushed = entries.filter((entry) => entry.stream === stream).sort((a, b) => a.seq - b.seq);
    const [first, last] = [pushed[0]!, pushed.at(-1)!];
    const forked = await shelf.isForked(library, stream);
    const stands =
      !forked && shelf.isSound(library, stream) && (await standsOnWhatIsHere(shelf, library, first));
    const whole = stands || (await isWholeBelow(shelf, library, last));
    // What is here above it may stand on another: that is looked at when its writer asks.
    const isTop = (await shelf.received(library, stream)).highest <= last.seq;
    shelf.setSound(library, stream, whole && !forked && isTop);
    if (!whole) found.add(stream);
  }
  return found;
}

/** False when the number below is taken, and by another entry than the one that this names. */
async function standsOnWhatIsHere(shelf: StreamShelf, library: string, entry: AnyEntry): Promise<boolean> {
  if (entry.seq === 1) return true;
  const below = await shelf.ids(library, entry.stream, [entry.seq - 1]);
  return below.length === 0 || below.some((id) => entry.prev?.startsWith(parseEntryId(id)!.hash16));
}

/** True when the entry and all that it stands on are here, down to number 1 or to a hole. */
async function isWholeBelow(shelf: StreamShelf, library: string, top: AnyEntry): Promise<boolean> {
  const here = new Map((await shelf.entries(library, top.stream)).map((entry) => [entry._id, entry]));
  const seqs = new Set([...here.values()].map((entry) => entry.seq));
  for (let entry = here.get(top._id); entry;) {
    if (entry.seq === 1 || !entry.prev || !seqs.has(entry.seq - 1)) return true;
    entry = here.get(entryId(entry.stream, entry.seq - 1, entry.prev));
  }
  return false;
}
