/** One deliberate mistake in a rule: a piece of one file that is replaced by another. */
export interface Mutation {
  /** The number of the rule that it breaks. */
  readonly rule: string;
  /** What a programmer might have got wrong. */
  readonly says: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

export function nameOf({ rule, says }: Mutation): string {
  return `${rule} ${says}`;
}

/** The source with the mistake in it. Throws when the piece does not stand there exactly once. */
export function mutated(
  source: string,
  { file, find, replace }: Pick<Mutation, 'file' | 'find' | 'replace'>,
): string {
  const pieces = source.split(find);
  if (pieces.length !== 2) throw new Error(`${file} has this ${pieces.length - 1} times, not once: ${find}`);
  return pieces.join(replace);
}
