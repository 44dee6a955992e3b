import { foldItem } from '../circulation/fold-item.ts';
import type { AnyEntry } from '../journal/entry.ts';
import type { Draft } from '../journal/seal.ts';
import { type Facts, unite } from '../journal/fact.ts';
import { type Contribution, contributionsOfItem, joinContributions } from '../protocol/contribution.ts';
import { documentsNamedBy } from '../protocol/document-ids.ts';
import { checkin, factsOf, QuickStream, type TestStream } from '../testing/make-entry.ts';
import { foldQueue } from './fold-queue.ts';
import type { QueueState } from './queue-state.ts';

export const Q = 'queue:title:t1';

/** The facts of one document among entries. */
function factsNaming(document: string, entries: readonly AnyEntry[]): Facts {
  return factsOf(entries.filter((entry) => documentsNamedBy(entry as unknown as Draft).includes(document)));
}

/** A queue document and what the items among these facts say of it; `queues` are documents of merged titles. */
export function queueOf(
  factsByDocument: (document: string) => Facts,
  items: readonly string[],
  queues: readonly string[] = [Q],
): QueueState {
  const contributions: Record<string, Contribution> = {};
  for (const item of items) {
    const given = contributionsOfItem(foldItem(item, factsByDocument(`item:${item}`)));
    const own = queues.flatMap((queue) => given.get(queue) ?? []);
    if (own.length) contributions[`item:${item}`] = joinContributions(...own);
  }
  return foldQueue(queues[0]!, queues.map(factsByDocument).reduce(unite), contributions);
}

/** A website that places holds, and a desk that captures and lends copies for them. */
export class QueueScene {
  readonly web = new QuickStream('web.a');
  readonly desk = new QuickStream('desk.a');
  private readonly others: TestStream[] = [];

  /** One more stream whose entries count. */
  stream(name: string): TestStream {
    const stream = new QuickStream(name);
    this.others.push(stream);
    return stream;
  }

  capture(item: string, hold: AnyEntry, at: number): AnyEntry {
    const { patron, queue } = hold.body as { patron: string; queue: string };
    return this.desk.write(checkin(item, { hold: hold._id, queue, patron, pickup: 'centrum' }), { at });
  }

  queue(...queues: readonly string[]): QueueState {
    const entries = [this.web, this.desk, ...this.others].flatMap((stream) => stream.entries);
    const documents = entries.flatMap((entry) => documentsNamedBy(entry as unknown as Draft));
    const items = [...new Set(documents.filter((id) => id.startsWith('item:')))].map((id) => id.slice(5));
    return queueOf((document) => factsNaming(document, entries), items, queues.length ? queues : [Q]);
  }
}
