import type { ExceptionKind, RemarkKind } from '../exceptions/registry.ts';
import type { EntryId } from './ids.ts';

/**
 * Something that a person may have to look at (E1), or that is only counted. What the registry knows as an exception may be a remark
 * where nothing can be done about it any more; never the other way round.
 */
export interface Finding {
  readonly kind: ExceptionKind | RemarkKind;
  readonly entry: EntryId;
  readonly weight: 'exception' | 'remark';
  readonly params: Readonly<Record<string, string | number>>;
}
