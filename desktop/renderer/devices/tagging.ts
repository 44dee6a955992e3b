import type { TagCommand, TagWritten } from '../../contract/devices.ts';
import type { FailureCode } from '../../contract/failures.ts';
import type { Params } from '../../contract/views.ts';
import type { TagOnPad } from './tag-on-pad.ts';

/** What came of writing; the core itself may have given no answer. */
export type TaggingEnd =
  TagWritten | { readonly kind: 'failed'; readonly code: FailureCode; readonly params: Params };

/** The tagging workstation. All transitions below are pure. */
export interface TaggingState {
  /** The number that was scanned and stands on no tag yet. */
  readonly item: string | null;
  readonly tags: readonly TagOnPad[];
  /** A tag that says something already: a person's word is waited for. */
  readonly asks: { readonly uid: string; readonly number: string | null; readonly item: string } | null;
  /** What is being written; null while nothing is. */
  readonly writing: TagCommand | null;
  readonly last: TaggingEnd | null;
  /** The tag that was written last, while it lies there: the next number is for another. */
  readonly done: string | null;
  readonly count: number;
  /** Which part of how many the next tag gets. */
  readonly parts: number;
  readonly ordinal: number;
}

export const emptyTagging: TaggingState = {
  ...{ item: null, tags: [], asks: null, writing: null, last: null, done: null, count: 0 },
  ...{ parts: 1, ordinal: 1 },
};

/** What the person has to do next. */
export type TaggingStep =
  'lay-and-scan' | 'scan-item' | 'lay-tag' | 'swap' | 'one-only' | 'asked' | 'writing';

export function stepOf({ item, tags, asks, writing, done }: TaggingState): TaggingStep {
  if (writing) return 'writing';
  if (asks) return 'asked';
  if (tags.length > 1) return 'one-only';
  if (tags[0] && tags[0].uid === done) return 'swap';
  if (item !== null) return 'lay-tag';
  return tags.length === 1 ? 'scan-item' : 'lay-and-scan';
}

/** An item was scanned. The last one counts; a question about the one before is left. What comes while a tag is written is for the next. */
export function itemScanned(state: TaggingState, item: string): TaggingState {
  return state.writing ? { ...state, item } : matched({ ...state, item, asks: null, last: null });
}

/** Other tags lie there. A question about a tag that went away went with it. */
export function tagsChanged(state: TaggingState, tags: readonly TagOnPad[]): TaggingState {
  const done = tags.some(({ uid }) => uid === state.done) ? state.done : null;
  const next = { ...state, tags, done };
  if (state.writing) return next;
  const { asks } = state;
  if (asks && tags.some(({ uid }) => uid === asks.uid)) return next;
  return matched({ ...next, asks: null });
}

/** Yes: what stands there may go. */
export function replacing(state: TaggingState): TaggingState {
  const { asks } = state;
  if (!asks) return state;
  const replaces = asks.number === null ? {} : { replaces: asks.number };
  return {
    ...state,
    item: null,
    asks: null,
    writing: { ...commandFor(state, asks.uid, asks.item), ...replaces },
  };
}

/** The scanned number goes, and the question with it. */
export function left(state: TaggingState): TaggingState {
  return state.writing ? state : { ...state, item: null, asks: null, last: null };
}

/** What came of writing. After a failure the item is scanned again, so that nothing is tried on a tag unasked. */
export function written(state: TaggingState, last: TaggingEnd): TaggingState {
  const { writing, parts, ordinal } = state;
  if (!writing) return state;
  if (last.kind === 'failed') {
    const { params } = last;
    if (last.code !== 'tag-labelled' || typeof params['number'] !== 'string')
      return { ...state, writing: null, last };
    const asks = { uid: writing.uid, number: params['number'], item: writing.item };
    return { ...state, writing: null, asks };
  }
  const next = { ...state, writing: null, last, done: writing.uid, count: state.count + 1 };
  return parts > 1 ? { ...next, ordinal: ordinal < parts ? ordinal + 1 : 1 } : next;
}

/** Parts are 1 to 99, and the one that is next lies among them. */
export function partsSet(state: TaggingState, parts: number, ordinal: number): TaggingState {
  const within = (value: number, most: number): number =>
    Number.isInteger(value) ? Math.min(Math.max(value, 1), most) : 1;
  const most = within(parts, 99);
  return { ...state, parts: most, ordinal: within(ordinal, most) };
}

/** A number and one tag belong together: the tag is written, or asked about where something stands on it. */
function matched(state: TaggingState): TaggingState {
  const [tag] = state.tags;
  if (state.item === null || tag === undefined || state.tags.length > 1) return state;
  const { uid, reading, number } = tag;
  if (uid === state.done) return state;
  if (reading === 'blank' || number === state.item)
    return { ...state, item: null, writing: commandFor(state, uid, state.item) };
  return { ...state, asks: { uid, number, item: state.item } };
}

function commandFor({ parts, ordinal }: TaggingState, uid: string, item: string): TagCommand {
  return parts > 1 ? { uid, item, parts, ordinal } : { uid, item };
}
