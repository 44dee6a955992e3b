import type { Finding } from '../journal/finding.ts';
import type { EntryId } from '../journal/ids.ts';

/** A part of a document that is over: the rest goes on as it would with it. */
export interface Past {
  /** Entries whose facts may go, all together. */
  readonly facts: ReadonlySet<EntryId>;
  /** What it has to tell a person: it stays until all of them are settled. */
  readonly exceptions: readonly Pick<Finding, 'kind' | 'entry'>[];
  /** Of a queue: holds of which nothing is to be known any more. */
  readonly holds?: ReadonlySet<EntryId>;
}

/** Exceptions among findings; of those alone that follow from, or name, one of these entries. */
export function exceptionsAmong(findings: readonly Finding[], of?: ReadonlySet<EntryId>): Past['exceptions'] {
  const names = ({ entry, params }: Finding): boolean =>
    !of || of.has(entry) || Object.values(params).some((value) => of.has(String(value)));
  return findings
    .filter((finding) => finding.weight === 'exception' && names(finding))
    .map(({ kind, entry }) => ({ kind, entry }));
}
