import type { PileItemView, PileLine, PileView } from '../../contract/devices.ts';
import type { SignName } from '../app/sign.tsx';
import { leavesShelf } from './destination.ts';
import type { CounterState } from './session.ts';

type Session = Pick<CounterState, 'mode' | 'session' | 'pad' | 'patron'>;

/** One thing that lies on the pad, or was taken from it too early. */
export type PadRow =
  | { readonly kind: 'item'; readonly item: PileItemView; readonly line: PileLine | null }
  | { readonly kind: 'away'; readonly away: PileView['away'][number] }
  | { readonly kind: 'foreign'; readonly tag: PileView['foreign'][number] }
  | { readonly kind: 'unreadable'; readonly tag: PileView['unreadable'][number] };

/** What stops comes first, then what is to be looked at, each in the order in which it was laid there. */
export function padRows(pile: PileView, session: Session): readonly PadRow[] {
  const rows: PadRow[] = [
    ...pile.away.map((away): PadRow => ({ kind: 'away', away })),
    ...pile.items.map((item): PadRow => ({ kind: 'item', item, line: lineOf(item, session) })),
    ...pile.unreadable.map((tag): PadRow => ({ kind: 'unreadable', tag })),
    ...pile.foreign.map((tag): PadRow => ({ kind: 'foreign', tag })),
  ];
  const rank = (row: PadRow): number => {
    const sign = signOfPadRow(row);
    return sign === 'stop' ? 0 : sign === 'look' || sign === 'ask' ? 1 : 2;
  };
  return rows.toSorted((one, other) => rank(one) - rank(other));
}

export function signOfPadRow(row: PadRow): SignName | null {
  if (row.kind !== 'item') return row.kind === 'away' ? 'stop' : 'look';
  const { line, item } = row;
  if (item.security.state === 'failed') return 'stop';
  switch (line?.kind) {
    case 'failed':
    case 'incomplete':
    case 'blocked':
      return 'stop';
    case 'asked':
      return 'ask';
    case 'done': {
      if (item.security.state === 'misfit') return 'look';
      const { answer } = line;
      if ('notices' in answer && answer.notices.length > 0) return 'look';
      return answer.kind === 'taken' && leavesShelf(answer.destination) ? 'away' : 'tick';
    }
    case undefined:
      return !isWhole(item) || item.security.state === 'misfit' ? 'look' : null;
  }
}

/** `7 of 8 read`: an item counts once, a tag that tells of none counts too. Cards are no part of a pile. */
export function readCount({ items, foreign, unreadable }: PileView): {
  readonly read: number;
  readonly count: number;
} {
  return { read: items.length, count: items.length + foreign.length + unreadable.length };
}

/** Items that the next act is about: all that are not done yet. Uitlenen needs a patron. */
export function toDo({ items }: PileView, session: Session): readonly PileItemView[] {
  if (session.mode === 'lend' && session.patron === null) return [];
  return items.filter((item) => lineOf(item, session)?.kind !== 'done');
}

/** Those of them whose parts are missing or lie there twice: they are done only by a word of their own. */
export function leftIncomplete(pile: PileView, session: Session): readonly PileItemView[] {
  return toDo(pile, session).filter((item) => !isWhole(item));
}

/** Items whose tags do not say what the desk knows; a person may have them switched. */
export function toSecure({ items }: PileView): readonly PileItemView[] {
  return items.filter(({ security: { state } }) => state === 'failed' || state === 'misfit');
}

/** How many tags could not be switched, lying there or taken away. */
export function failedTags(pile: PileView | null): number {
  if (pile === null) return 0;
  return pile.away.length + pile.items.filter(({ security }) => security.state === 'failed').length;
}

function isWhole({ missing, doubled }: PileItemView): boolean {
  return missing.length === 0 && doubled.length === 0;
}

function lineOf({ number }: PileItemView, { pad, session, mode }: Session): PileLine | null {
  if (pad?.session !== session || pad.mode !== mode) return null;
  return pad.lines.find((line) => line.number === number) ?? null;
}
