import type { Bodies } from '../journal/kinds.ts';
import type { ItemAttributes } from './item-state.ts';

/** What a copy is: each field as the later act gave it (P1). An opening balance counts no parts. */
export class Description {
  private known = false;
  private fields: Partial<ItemAttributes> = {};

  /** Null while nobody has described it: an `unlisted` item (L10). */
  get attributes(): ItemAttributes | null {
    return this.known ? ({ parts: 1, ...this.fields } as ItemAttributes) : null;
  }

  describe(body: Bodies['item.open'] | Bodies['item.register']): void {
    const { title, work, issue, owner, shelf, callNumber } = body;
    const { loanGroup, priceCents, holdable, circulates } = body;
    const parts = 'parts' in body ? { parts: body.parts } : {};
    this.edit({ title, work, issue, owner, shelf, callNumber, ...parts });
    this.edit({ loanGroup, priceCents, holdable, circulates });
    this.known = true;
  }

  edit(set: Bodies['item.edit']['set']): void {
    const given = Object.entries(set).filter(([, value]) => value !== undefined);
    this.fields = { ...this.fields, ...Object.fromEntries(given) };
  }
}
