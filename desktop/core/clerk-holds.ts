import { type ItemState, queuesOf } from '@balie/shared/circulation/item-state.ts';
import { decideHoldChange, decidePlacing } from '@balie/shared/deciding/decide-holds.ts';
import { objection } from '@balie/shared/deciding/outcome.ts';
import type { QueueState } from '@balie/shared/holds/queue-state.ts';
import { itemQueue, titleOfIssue, titleQueue } from '@balie/shared/protocol/document-ids.ts';
import type { HoldCommand } from '../contract/commands.ts';
import { type ClerkParts, type Decided, refused, type Scene } from './clerk-parts.ts';

type Placing = Extract<HoldCommand, { kind: 'hold.place' }>;

/** What is asked of a queue (H1, H4, H6, H8, H9). */
export async function decideHold(parts: ClerkParts, scene: Scene, command: HoldCommand): Promise<Decided> {
  if (command.kind === 'hold.place') return place(parts, scene, command);
  const [queue] = await parts.view.queues([command.queue]);
  if (!queue) return refused(objection('hold-unknown'));
  const { queue: _, hold, ...change } = command;
  const outcome = decideHoldChange(scene.counter, queue, hold, change);
  return { outcome, patron: isAtShelf(command) ? null : patronOf(queue, hold) };
}

async function place(parts: ClerkParts, { counter, override }: Scene, wanted: Placing): Promise<Decided> {
  const { view, situations, cardOf } = parts;
  const { patron, queue } = wanted;
  const [of, [known], copies] = await Promise.all([
    situations.patron(patron, counter, cardOf(patron)),
    view.queues([queue]),
    copiesFor(parts, queue),
  ]);
  const target = { queue: known ?? null, copies };
  return { outcome: decidePlacing(counter, of, wanted, target, of.holds.length, override), patron };
}

/** The copies that may serve a target, as far as they are known here: those of a work are not. */
async function copiesFor({ view, index }: ClerkParts, queue: string): Promise<readonly ItemState[]> {
  const copiesOf = async (title: string) => view.itemsOf(await index.copiesOf(title));
  if (queue.startsWith(itemQueue(''))) return view.itemsOf([queue.slice(itemQueue('').length)]);
  if (queue.startsWith(titleQueue(''))) return copiesOf(queue.slice(titleQueue('').length));
  const title = titleOfIssue(queue);
  if (title === null) return [];
  return (await copiesOf(title)).filter((copy) => queuesOf(copy).includes(queue));
}

/** Done from a list of books: who waits for one is shown to nobody. */
function isAtShelf({ kind }: HoldCommand): boolean {
  return kind === 'hold.notOnShelf' || kind === 'hold.expire';
}

function patronOf(queue: QueueState, id: string): string | null {
  return queue.holds.find((hold) => hold.id === id || hold.aliases.includes(id))?.patron ?? null;
}
