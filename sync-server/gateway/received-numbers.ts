/** Which numbers of a stream the gateway has: everything up to `contiguous`, and those in `above`. */
export interface ReceivedNumbers {
  readonly contiguous: number;
  readonly above: ReadonlySet<number>;
  readonly highest: number;
}

export const NOTHING_RECEIVED: ReceivedNumbers = { contiguous: 0, above: new Set(), highest: 0 };

/** With these numbers too, in any order and repeated. */
export function withNumbers(before: ReceivedNumbers, seqs: Iterable<number>): ReceivedNumbers {
  const above = new Set(before.above);
  for (const seq of seqs) if (seq > before.contiguous) above.add(seq);
  let contiguous = before.contiguous;
  while (above.delete(contiguous + 1)) contiguous += 1;
  let highest = contiguous;
  for (const seq of above) highest = Math.max(highest, seq);
  return { contiguous, above, highest };
}
