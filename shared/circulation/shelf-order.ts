interface OnShelf {
  readonly item: string;
  readonly shelf: string | null;
  readonly callNumber: string | null;
}

/** Numbers by their value: `K 9` stands before `K 10`. */
const order = new Intl.Collator('nl', { numeric: true });

/** The order in which one walks past copies: by shelf and call number. */
export function alongTheShelves(a: OnShelf, b: OnShelf): number {
  return (
    order.compare(a.shelf ?? '', b.shelf ?? '') ||
    order.compare(a.callNumber ?? '', b.callNumber ?? '') ||
    (a.item < b.item ? -1 : 1)
  );
}
