import type { TFunction } from 'i18next';
import type { ActView } from '../../contract/acts.ts';
import type { DestinationView } from '../../contract/views.ts';
import type { Wording } from '../app/wording.ts';

/** The plate is for what leaves the normal shelf (design/VISUAL.md). */
export function leavesShelf(destination: DestinationView): boolean {
  return destination.kind !== 'shelf';
}

/** Plate: the line over the place, and the place. */
export function plateOf(destination: DestinationView, t: TFunction): { over: string; place: string } {
  switch (destination.kind) {
    case 'branch':
      return { over: t('place.crateTo'), place: destination.branch };
    case 'library':
      return { over: t('place.backTo'), place: destination.library };
    case 'hold-shelf':
      return destination.place
        ? { over: t('place.holdShelf'), place: destination.place }
        : { over: t('place.putOn'), place: t('place.holdShelf') };
    case 'tray':
      return { over: t('place.layIn'), place: t('place.tray') };
    case 'shelf':
      return {
        over: t('place.shelf'),
        place: destination.shelf ?? destination.callNumber ?? t('place.shelf'),
      };
  }
}

/** `Krat Waalre`, `Kast Jeugd B`: for a row of the pile. */
export function placeOf(destination: DestinationView, t: TFunction): string {
  switch (destination.kind) {
    case 'branch':
      return t('place.crate', { place: destination.branch });
    case 'library':
      return t('place.crate', { place: destination.library });
    case 'hold-shelf':
      return destination.place ? t('place.holdShelfAt', { place: destination.place }) : t('place.holdShelf');
    case 'tray':
      return t('place.tray');
    case 'shelf': {
      const place = shelfText(destination);
      return place ? t('place.shelfAt', { place }) : t('place.shelf');
    }
  }
}

/** `naar kast Jeugd`: for a row of today's acts. */
export function towards(destination: DestinationView, t: TFunction): string {
  switch (destination.kind) {
    case 'branch':
      return t('place.toBranch', { place: destination.branch });
    case 'library':
      return t('place.toBranch', { place: destination.library });
    case 'hold-shelf':
      return destination.place ? t('place.toHoldShelf', { place: destination.place }) : t('place.holdShelf');
    case 'tray':
      return t('place.toTray');
    case 'shelf':
      return destination.shelf ? t('place.toShelf', { place: destination.shelf }) : t('place.toOwnShelf');
  }
}

/** What is known beside the plate: for a hold, or why it is to be sorted out. */
export function whyThere(destination: DestinationView, t: TFunction, wording: Wording): string | null {
  if (destination.kind === 'tray') return wording.code('place.reason', destination.reason);
  if (destination.kind === 'branch' && destination.forHold) return t('place.forHold');
  return null;
}

export type BinKind = 'away' | 'hold-shelf' | 'shelf' | 'library' | 'tray';

export interface Bin {
  readonly kind: BinKind;
  readonly count: number;
  /** The places in it with their counts, the fullest first. */
  readonly places: readonly { readonly place: string; readonly count: number }[];
  readonly lastPlace: string | null;
}

const binKinds: readonly BinKind[] = ['away', 'hold-shelf', 'shelf', 'library', 'tray'];

/** Where today's returns of this desk that stand went, counted. IBL and the tray stand there only when they hold something. */
export function binsOf(acts: readonly ActView[]): readonly Bin[] {
  const counted = new Map<
    BinKind,
    { count: number; places: Map<string, number>; lastPlace: string | null; lastSeq: number }
  >();
  for (const act of acts) {
    if (act.act !== 'taken' || act.undone || !act.destination) continue;
    const kind = binOf(act.destination);
    const bin = counted.get(kind) ?? {
      count: 0,
      places: new Map<string, number>(),
      lastPlace: null,
      lastSeq: -1,
    };
    counted.set(kind, bin);
    bin.count++;
    const place = placeName(act.destination);
    if (place === null) continue;
    bin.places.set(place, (bin.places.get(place) ?? 0) + 1);
    if (act.seq > bin.lastSeq) Object.assign(bin, { lastPlace: place, lastSeq: act.seq });
  }
  return binKinds.flatMap((kind) => {
    const bin = counted.get(kind);
    if (!bin && (kind === 'library' || kind === 'tray')) return [];
    const places = [...(bin?.places ?? [])]
      .map(([place, count]) => ({ place, count }))
      .sort((a, b) => b.count - a.count);
    return [{ kind, count: bin?.count ?? 0, places, lastPlace: bin?.lastPlace ?? null }];
  });
}

export function binOf(destination: DestinationView): BinKind {
  return destination.kind === 'branch' ? 'away' : destination.kind;
}

function placeName(destination: DestinationView): string | null {
  switch (destination.kind) {
    case 'branch':
      return destination.branch;
    case 'library':
      return destination.library;
    case 'hold-shelf':
      return destination.place;
    case 'shelf':
      return destination.shelf;
    case 'tray':
      return destination.reason;
  }
}

function shelfText(destination: Extract<DestinationView, { kind: 'shelf' }>): string | null {
  return [destination.shelf, destination.callNumber].filter(Boolean).join(' ') || null;
}
