import type { Finding } from '../journal/finding.ts';
import type { EntryId } from '../journal/ids.ts';
import type { ItemMark, Loan } from './item-state.ts';

/** A copy may have several marks; the first of these that it has is shown. */
const WEIGHTIEST: readonly ItemMark[] = [
  'withdrawn',
  'lost',
  'missing',
  'damaged',
  'incomplete',
  'unavailable',
  'in-process',
  'on-order',
];

/** After so many pull lists without finding it a copy is missing, where the entry does not say (H6). */
const USUAL_LIMIT = 2;

interface Condition {
  readonly parts: 'complete' | 'incomplete';
  readonly damaged: boolean;
}

/** What is the matter with a copy, and the cases that follow for whoever had it last (L12). */
export class Marks {
  private readonly marks = new Set<ItemMark>();
  private notOnShelf = 0;
  private missingParts: Finding[] = [];
  private readonly damages: Finding[] = [];

  get shown(): ItemMark | null {
    return WEIGHTIEST.find((mark) => this.marks.has(mark)) ?? null;
  }

  /** Nothing is the matter, and nobody missed it. */
  get none(): boolean {
    return this.marks.size === 0 && this.notOnShelf === 0 && this.missingParts.length === 0;
  }

  /** What is the matter now. */
  get gist(): unknown {
    return { marks: [...this.marks].sort(), notOnShelf: this.notOnShelf, missingParts: this.missingParts };
  }

  /** Cases of missing parts last until the parts are there; those of damage until a person settles them. */
  get cases(): readonly Finding[] {
    return [...this.missingParts, ...this.damages];
  }

  /** By an opening balance, which says all. */
  replace(mark: ItemMark | null): void {
    this.marks.clear();
    if (mark) this.marks.add(mark);
  }

  mark(mark: ItemMark): void {
    this.marks.add(mark);
  }

  /** `found` takes every mark away. */
  clear(): void {
    this.marks.clear();
    this.missingParts = [];
  }

  /** It was in somebody's hands. */
  seen(): void {
    this.marks.delete('lost');
    this.marks.delete('missing');
    this.notOnShelf = 0;
  }

  /** Not on its shelf; a copy that was missed `limit` times since it was last in hand is missing. */
  missed(limit = USUAL_LIMIT): void {
    this.notOnShelf++;
    if (this.notOnShelf >= limit) this.marks.add('missing');
  }

  /** Parts as they were counted when it was lent. */
  counted(parts: Condition['parts'] | undefined): void {
    if (parts === 'incomplete') this.marks.add('incomplete');
    if (parts !== 'complete') return;
    this.marks.delete('incomplete');
    this.missingParts = [];
  }

  /** As it came back, from `last` if anybody had it. What was known to be so already makes no case. */
  returned(entry: EntryId, condition: Condition, last: Loan | undefined): void {
    const params: Finding['params'] = last ? { patron: last.patron, loan: last.id } : {};
    if (condition.parts === 'incomplete' && !this.marks.has('incomplete'))
      this.missingParts.push({ kind: 'parts-missing', entry, weight: 'exception', params });
    this.counted(condition.parts);
    if (!condition.damaged) return;
    if (!this.marks.has('damaged'))
      this.damages.push({ kind: 'damaged', entry, weight: 'exception', params });
    this.marks.add('damaged');
  }
}
