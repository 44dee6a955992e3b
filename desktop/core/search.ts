import type { SearchHits } from '../contract/views.ts';
import type { Index } from './ports.ts';
import type { View } from './view.ts';

const LIMIT = 8;

/** People and titles together, as one types. */
export class Search {
  private readonly parts: { index: Index; view: View };

  constructor(parts: Search['parts']) {
    this.parts = parts;
  }

  async find(text: string): Promise<SearchHits> {
    const words = text.trim();
    if (words.length < 2) return { patrons: [], titles: [] };
    const { patrons, titles } = await this.parts.index.search(words, LIMIT);
    const found = await Promise.all(
      titles.map(async ({ id, title, author, barcodes }) => {
        const items = await this.parts.view.itemsOf(barcodes);
        const free = items.filter((i) => !i.loan && !i.mark);
        const only = items.length === 1 ? items[0]!.barcode : null;
        return { id, title, author, copies: items.length, available: free.length, barcode: only };
      }),
    );
    return { patrons, titles: found };
  }
}
