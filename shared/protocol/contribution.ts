import type { DerivedCharge } from '../accounts/derived-charge.ts';
import type { Claim, Fulfilment, ItemState } from '../circulation/item-state.ts';
import type { QueueState } from '../holds/queue-state.ts';
import { accountDoc } from './document-ids.ts';

/** What a document's state says of one higher document, replaced as a whole when it is folded again. */
export interface Contribution {
  /** Of items, to queues. */
  readonly claims?: readonly Claim[];
  readonly fulfilments?: readonly Fulfilment[];
  /** Of items and queues, to accounts. */
  readonly charges?: readonly DerivedCharge[];
}

/** By the id of the document that they follow from: `item:<barcode>` or `queue:...`. */
export type Contributions = Readonly<Record<string, Contribution>>;

/** By the id of the document that it is for; documents without a word are left out. */
export type Given = ReadonlyMap<string, Contribution>;

/** What an item's timeline says of queues and accounts. */
export function contributionsOfItem(item: ItemState): Given {
  const queues = new Set([...item.claims, ...item.fulfilments].map((c) => c.queue));
  const given = new Map<string, Contribution>(
    [...queues].map((queue) => [
      queue,
      {
        claims: item.claims.filter((c) => c.queue === queue),
        fulfilments: item.fulfilments.filter((f) => f.queue === queue),
      },
    ]),
  );
  return withCharges(given, item.charges);
}

/** What a queue says of accounts. */
export function contributionsOfQueue(queue: QueueState): Given {
  return withCharges(new Map(), queue.charges);
}

function withCharges(given: Map<string, Contribution>, charges: readonly DerivedCharge[]): Given {
  for (const charge of charges) {
    const account = accountDoc(charge.patron);
    given.set(account, { charges: [...(given.get(account)?.charges ?? []), charge] });
  }
  return given;
}
