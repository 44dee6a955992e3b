import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { type EntryId, parseEntryId, type StreamId } from '@balie/shared/journal/ids.ts';
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
  /** The acts that stood on a paper which was seen. */
  private readonly shown = new Set<EntryId>();
  /** The last number of each stream when this program started. */
  private readonly before: ReadonlyMap<StreamId, number>;

  constructor(parts: PapersParts) {
    this.parts = parts;
    this.before = new Map([...parts.book.entries()].map(({ stream, seq }) => [stream, seq]));
  }

  /** Whether an act has paper, and which; asked for without showing it. */
  kindOf(id: EntryId): 'receipt' | 'slip' | null {
    const act = this.parts.book.entry(id);
    const receipt = act && receiptOf(act, this.visitOf(act));
    if (!receipt) return null;
    return receipt.kind === 'hold-slip' || receipt.kind === 'transit-slip' ? 'slip' : 'receipt';
  }

  /** Of the last act where none is named. Null for an act without paper. `copy` once all that it tells was seen before. */
  async of(named: EntryId | null): Promise<PaperView | null> {
    const { book, settings } = this.parts;
    const id = named ?? this.parts.acts.last();
    const act = id === null ? null : book.entry(id);
    const receipt = act && receiptOf(act, this.visitOf(act));
    if (!receipt) return null;
    const { kind, at, entries } = receipt;
    const copy = entries.every((entry) => this.shown.has(entry));
    for (const entry of entries) this.shown.add(entry);
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

  /** Whether somebody may have it in hand: seen since this program started, or done before that or by another desk. */
  mayBeOut(act: EntryId): boolean {
    const { stream, seq } = parseEntryId(act)!;
    const own = this.parts.book.entry(act) !== null;
    return !own || seq <= (this.before.get(stream) ?? 0) || this.shown.has(act);
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
