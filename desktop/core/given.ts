import type { ItemState } from '@balie/shared/circulation/item-state.ts';
import { relativesOf } from '@balie/shared/journal/classes.ts';
import type { Facts } from '@balie/shared/journal/fact.ts';
import {
  type Contribution,
  contributionsOf,
  joinContributions,
} from '@balie/shared/protocol/contribution.ts';
import { itemDoc } from '@balie/shared/protocol/document-ids.ts';
import type { Content } from '@balie/shared/protocol/state-document.ts';

/** What the pending items say of queues and accounts, in place of what the replica has from them. */
export class Given {
  private readonly items = new Map<string, ItemState>();
  private readonly byTarget = new Map<string, Map<string, Contribution>>();

  clear(): void {
    this.items.clear();
    this.byTarget.clear();
  }

  keep(item: ItemState, label: string): void {
    const source = itemDoc(label);
    this.items.set(source, item);
    for (const [target, contribution] of contributionsOf(source, item)) {
      const own = this.byTarget.get(target) ?? new Map<string, Contribution>();
      this.byTarget.set(target, own.set(source, contribution));
    }
  }

  forget(label: string): void {
    const source = itemDoc(label);
    const item = this.items.get(source);
    if (!item) return;
    this.items.delete(source);
    for (const target of contributionsOf(source, item).keys()) {
      const own = this.byTarget.get(target);
      own?.delete(source);
      if (own?.size === 0) this.byTarget.delete(target);
    }
  }

  /** Whether any of them says something of a document. */
  has(target: string): boolean {
    return this.byTarget.has(target);
  }

  /** They say nothing of a document, under any id that was merged with its own, and said nothing before. */
  isSilentOn(id: string, { facts, contributions = {} }: Content): boolean {
    const said = Object.keys(contributions).some((source) => this.items.has(source));
    return !said && !familyOf(id, facts).some((one) => this.byTarget.has(one));
  }

  /** The content with what they say of it now. */
  addTo(id: string, content: Content): Content {
    const contributions: Record<string, Contribution> = {};
    for (const [source, stored] of Object.entries(content.contributions ?? {}))
      if (!this.items.has(source)) contributions[source] = stored;
    for (const member of familyOf(id, content.facts))
      for (const [source, own] of this.byTarget.get(member) ?? []) {
        const other = contributions[source];
        contributions[source] = other ? joinContributions(other, own) : own;
      }
    return { ...content, contributions };
  }
}

/** Ids of the documents that hold the same facts, this one first; those whose merge ended too. */
export function familyOf(id: string, facts: Facts): readonly string[] {
  return [id, ...relativesOf(id, facts)];
}
