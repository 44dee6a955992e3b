import type { AnyEntry } from '../journal/entry.ts';
import { type Fact, factOf, type Facts } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import { kinds } from '../journal/kinds.ts';
import { documentsNamedBy } from '../protocol/document-ids.ts';

const NO_CLOCKS = new Map();

/** The facts of each document, as entries are written; and what is computed of them, until the next one. */
export class WrittenFacts {
  private readonly facts = new Map<string, Record<EntryId, Fact>>();
  private readonly computed = new Map<string, unknown>();

  /** Throws what the body of an entry could not be read as. */
  add(entry: AnyEntry): void {
    const fact = factOf(entry, NO_CLOCKS)!;
    kinds[fact.kind].parse(entry.body);
    for (const document of documentsNamedBy(fact)) {
      const own = this.facts.get(document) ?? {};
      own[entry._id] = fact;
      this.facts.set(document, own);
    }
    this.computed.clear();
  }

  /** All that another knows. */
  take({ facts, computed }: WrittenFacts): void {
    for (const [document, own] of facts) this.facts.set(document, { ...own });
    for (const [name, value] of computed) this.computed.set(name, value);
  }

  of(document: string): Facts {
    return this.facts.get(document) ?? {};
  }

  /** What `compute` gives, computed once until something is written. */
  once<T>(name: string, compute: () => T): T {
    if (!this.computed.has(name)) this.computed.set(name, compute());
    return this.computed.get(name) as T;
  }
}
