import type { Changes, CouchDocument } from '../couch/couch.ts';

export type FeedRow = Changes<CouchDocument>['rows'][number];

const MOST_ROWS = 4000;

/** The newest changes of a database, by position: counted from where reading began, whatever the database calls them. */
export class FeedRing {
  private rows: FeedRow[] = [];
  private dropped = 0;
  /** Position after the row of this seq. What was read twice keeps its first place, so that nothing is passed over. */
  private readonly positions = new Map<string, number>();

  constructor(since: string) {
    this.positions.set(since, 0);
  }

  get end(): number {
    return this.dropped + this.rows.length;
  }

  add(rows: readonly FeedRow[]): void {
    for (const row of rows) {
      this.rows.push(row);
      if (!this.positions.has(row.seq)) this.positions.set(row.seq, this.end);
    }
    if (this.rows.length > 2 * MOST_ROWS) this.drop(this.rows.length - MOST_ROWS);
  }

  /** Another name for a position, or for one before which nothing is missing. */
  alias(since: string, position: number): void {
    if (!this.positions.has(since) && this.positions.size < 4 * MOST_ROWS)
      this.positions.set(since, position);
  }

  /** Where a `since` stands, or undefined when the ring does not (or no longer) know it. */
  positionOf(since: string): number | undefined {
    const position = this.positions.get(since);
    return position !== undefined && position >= this.dropped ? position : undefined;
  }

  /** At most `limit` rows from a position on; of rows about one document the last. */
  after(position: number, limit: number): readonly FeedRow[] {
    const from = Math.max(0, position - this.dropped);
    const rows = this.rows.slice(from, from + limit);
    const newest = new Map(rows.map((row) => [row.id, row]));
    return rows.filter((row) => newest.get(row.id) === row);
  }

  private drop(count: number): void {
    this.rows = this.rows.slice(count);
    this.dropped += count;
    for (const [seq, position] of this.positions) if (position < this.dropped) this.positions.delete(seq);
  }
}
