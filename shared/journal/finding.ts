import type { EntryId } from './ids.ts';

/** Something a person may have to look at (E1), or a remark that is only counted. `kind` is one of the registry of exceptions. */
export interface Finding {
  readonly kind: string;
  readonly entry: EntryId;
  readonly weight: 'exception' | 'remark';
  readonly params: Readonly<Record<string, string | number>>;
}
