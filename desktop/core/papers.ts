import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import { holdCode } from '@balie/shared/privacy/hold-code.ts';
import { receiptOf } from '@balie/shared/receipts/receipt.ts';
import type { PaperView } from '../contract/papers.ts';
import type { Acts } from './acts.ts';
import type { JournalBook } from './journal-book.ts';
import type { Settings } from './settings.ts';
import type { Situations } from './situations.ts';
import type { Views } from './views.ts';

export interface PapersParts {
  readonly acts: Pick<Acts, 'last'>;
  readonly book: JournalBook;
  readonly situations: Situations;
  readonly settings: Settings;
  readonly views: Views;
}

/** The receipts and slips of this desk's acts: made from the journal, so that any can be seen and printed again. */
export class Papers {
  private readonly parts: PapersParts;
  private readonly shown = new Set<EntryId>();

  constructor(parts: PapersParts) {
    this.parts = parts;
  }

  /** Of the last act where none is named. Null for an act without paper. `copy` from the second time on. */
  async of(named: EntryId | null): Promise<PaperView | null> {
    const { book, settings } = this.parts;
    const id = named ?? this.parts.acts.last();
    const act = id === null ? null : book.entry(id);
    const receipt = act && receiptOf(act, this.visitOf(act));
    if (!receipt) return null;
    const copy = this.shown.has(act._id);
    this.shown.add(act._id);
    const { kind, at } = receipt;
    const branch = await settings.branchName(receipt.branch);
    return {
      ...{ kind, at, branch, copy },
      lines: 'lines' in receipt ? await Promise.all(receipt.lines.map((line) => this.line(line))) : [],
      item: 'item' in receipt ? await this.titled(receipt.item) : null,
      place: receipt.kind === 'hold-slip' ? receipt.place : null,
      code: receipt.kind === 'hold-slip' ? holdCode(receipt.patron, receipt.hold) : null,
      to: receipt.kind === 'transit-slip' ? await settings.branchName(receipt.to) : null,
      forHold: receipt.kind === 'transit-slip' && receipt.forHold,
      payment:
        receipt.kind === 'payment' || receipt.kind === 'refund'
          ? {
              number: receipt.number,
              method: receipt.method,
              cents: receipt.cents,
              roundingCents: receipt.roundingCents,
            }
          : null,
    };
  }

  private visitOf(act: AnyEntry): readonly AnyEntry[] {
    const { session } = act;
    return session === null
      ? [act]
      : [...this.parts.book.entries()].filter((entry) => entry.session === session);
  }

  private async line(line: ReceiptLine): Promise<PaperView['lines'][number]> {
    const item = line.item === null ? null : await this.titled(line.item);
    if (line.kind === 'settled') return { kind: line.kind, item, due: null, cents: line.cents };
    return {
      kind: line.kind,
      item,
      due: 'due' in line ? line.due : null,
      cents: 'feeCents' in line ? line.feeCents : 0,
    };
  }

  private async titled(barcode: string): Promise<{ barcode: string; title: string }> {
    const { item } = await this.parts.situations.item(barcode);
    const id = item.attributes?.title;
    const title = id ? (await this.parts.views.titles([id])).get(id)?.title : undefined;
    return { barcode, title: title ?? '' };
  }
}

type ReceiptLine = Extract<ReturnType<typeof receiptOf>, { lines: unknown }>['lines'][number];
