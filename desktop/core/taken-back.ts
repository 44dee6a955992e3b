import type { StreamClocks } from '@balie/shared/clock/timing.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { factOf, type Facts } from '@balie/shared/journal/fact.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import { inOrder } from '@balie/shared/journal/order.ts';
import { withoutUndone } from '@balie/shared/journal/undo.ts';
import { documentsNamedBy } from '@balie/shared/protocol/document-ids.ts';

interface TakenBackParts {
  readonly clocks: StreamClocks;
  /** All that is known of a document, stored or pending. */
  readonly facts: (document: string) => Promise<Facts>;
}

/** Which of today's acts were taken back, here or elsewhere (L8): judged as folding judges it. */
export class TakenBack {
  private readonly parts: TakenBackParts;
  /** By the document of which each is an act in the first place. */
  private readonly byDocument = new Map<string, EntryId[]>();
  private readonly undone = new Set<EntryId>();

  constructor(parts: TakenBackParts) {
    this.parts = parts;
  }

  /** From now on it is looked after. */
  add(entry: AnyEntry): void {
    const fact = factOf(entry, this.parts.clocks);
    const document = fact && documentsNamedBy(fact)[0];
    if (!document) return;
    const others = this.byDocument.get(document);
    if (others) others.push(entry._id);
    else this.byDocument.set(document, [entry._id]);
  }

  has(entry: AnyEntry): boolean {
    return this.undone.has(entry._id);
  }

  /** Judges anew what is known of these documents, or of all; returns the acts of which something else holds now. */
  async review(documents: Iterable<string> = [...this.byDocument.keys()]): Promise<ReadonlySet<EntryId>> {
    const moved = new Set<EntryId>();
    for (const document of documents) {
      const own = this.byDocument.get(document);
      if (!own) continue;
      const { undone } = withoutUndone(inOrder(await this.parts.facts(document)), new Set());
      for (const id of own) {
        if (undone.has(id) === this.undone.has(id)) continue;
        if (undone.has(id)) this.undone.add(id);
        else this.undone.delete(id);
        moved.add(id);
      }
    }
    return moved;
  }
}
