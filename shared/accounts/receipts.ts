import type { Finding } from '../journal/finding.ts';
import { parseEntryId } from '../journal/ids.ts';
import type { OrderedFact } from '../journal/order.ts';

/** The number of a stream's next receipt: one row without gaps, undone payments included (M8). */
export function nextReceipt(
  entriesOfStream: Iterable<{ readonly kind: string; readonly body: unknown }>,
): number {
  let last = 0;
  for (const { kind, body } of entriesOfStream) {
    if (kind === 'pay' || kind === 'refund') last = Math.max(last, (body as { receipt: number }).receipt);
  }
  return last + 1;
}

/** Receipts whose number an earlier one of the same stream has, as two sides of a fork do (M8). */
export function duplicateReceipts(ordered: readonly OrderedFact[]): readonly Finding[] {
  const first = new Map<string, string>();
  const findings: Finding[] = [];
  for (const { id, fact } of ordered) {
    if (fact.kind !== 'pay' && fact.kind !== 'refund') continue;
    const { receipt } = fact.body;
    const key = `${parseEntryId(id)!.stream} ${receipt}`;
    const of = first.get(key);
    if (of === undefined) first.set(key, id);
    else findings.push({ kind: 'receipt-duplicate', entry: id, weight: 'remark', params: { of, receipt } });
  }
  return findings;
}
