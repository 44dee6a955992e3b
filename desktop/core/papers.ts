import { tillReport } from '@balie/shared/accounts/till-report.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { type EntryId, parseEntryId, type StreamId } from '@balie/shared/journal/ids.ts';
import { holdCode } from '@balie/shared/privacy/hold-code.ts';
import { tillDoc } from '@balie/shared/protocol/document-ids.ts';
import type { MoneyPaper, Paper, PaperItem, VisitPaper } from '@balie/shared/receipts/paper.ts';
import { type Receipt, receiptOf } from '@balie/shared/receipts/receipt.ts';
import type { PaperWanted } from '../contract/papers.ts';
import type { Acts } from './acts.ts';
import type { JournalBook } from './journal-book.ts';
import { type DeskIdentity, tillNameOf } from './ports.ts';
import type { MadePaper, Printing } from './printing/printing.ts';
import type { Settings } from './settings.ts';
import { isMachine } from './sip2/machine-settings.ts';
import type { Situations } from './situations.ts';
import type { Views } from './views.ts';

export interface PapersParts {
  readonly acts: Pick<Acts, 'last'>;
  readonly book: JournalBook;
  readonly situations: Situations;
  readonly settings: Settings;
  readonly views: Views;
  readonly printing: Pick<Printing, 'hasPrinted'>;
  readonly identity: DeskIdentity;
  readonly now: () => number;
}

/** The receipts and slips of this desk, names looked up: made from the journal and the view, so that any can be made again. */
export class Papers {
  private readonly parts: PapersParts;
  /** The last number of each stream when this program started. */
  private readonly before: ReadonlyMap<StreamId, number>;

  constructor(parts: PapersParts) {
    this.parts = parts;
    this.before = new Map([...parts.book.entries()].map(({ stream, seq }) => [stream, seq]));
  }

  /** Null for an act without paper, and a drawer that was never used. */
  async of(wanted: PaperWanted): Promise<MadePaper | null> {
    if ('act' in wanted) return this.ofAct(wanted);
    if ('patron' in wanted) return { of: null, tells: [], wanted, paper: await this.overview(wanted.patron) };
    if ('till' in wanted) return this.ofTill(wanted);
    return { of: null, tells: [], wanted, paper: { kind: 'test', ...(await this.here()) } };
  }

  private async ofAct(wanted: Extract<PaperWanted, { act: unknown }>): Promise<MadePaper | null> {
    const { book, acts } = this.parts;
    const id = wanted.act ?? acts.last();
    const act = id === null ? null : book.entry(id);
    const receipt = act && receiptOf(act, this.visitOf(act));
    if (!receipt) return null;
    const { entries: tells } = receipt;
    return {
      of: tells.at(-1)!,
      tells,
      wanted: { ...wanted, act: act._id },
      paper: await this.named(receipt),
    };
  }

  /** Which paper an act has; asked for without making it. */
  kindOf(id: EntryId): 'receipt' | 'slip' | null {
    const act = this.parts.book.entry(id);
    const receipt = act && receiptOf(act, this.visitOf(act));
    return receipt && (SLIPS.has(receipt.kind) ? 'slip' : 'receipt');
  }

  /** Whether somebody may have its paper in hand: printed since this program started, or done before that or at a machine or another desk. */
  mayBeOut(id: EntryId): boolean {
    const { book, printing } = this.parts;
    const act = book.entry(id);
    if (!act || isMachine(act.staff)) return true;
    return act.seq <= (this.before.get(act.stream) ?? 0) || printing.hasPrinted(id);
  }

  private visitOf(act: AnyEntry): readonly AnyEntry[] {
    const { session } = act;
    return session === null
      ? [act]
      : [...this.parts.book.entries()].filter((entry) => entry.session === session);
  }

  private async named(receipt: Receipt): Promise<Paper> {
    const { settings } = this.parts;
    const made = { at: receipt.at, branch: await settings.branchName(receipt.branch) };
    switch (receipt.kind) {
      case 'loans':
      case 'returns': {
        const lines = await Promise.all(receipt.lines.map((line) => this.visitLine(line)));
        return { kind: receipt.kind, ...made, lines: lines.flat() };
      }
      case 'hold-slip': {
        const { place, patron, hold } = receipt;
        const item = await this.titled(receipt.item);
        return { kind: 'hold-slip', ...made, item, place, code: holdCode(patron, hold) };
      }
      case 'transit-slip': {
        const { kind, forHold } = receipt;
        const [item, to] = await Promise.all([this.titled(receipt.item), settings.branchName(receipt.to)]);
        return { kind, ...made, item, to, forHold };
      }
      case 'ill-slip': {
        const { kind, way, to, request, due } = receipt;
        return { kind, ...made, way, item: await this.titled(receipt.item), to, request, due };
      }
      case 'payment':
      case 'refund':
        return this.money(receipt, made);
    }
  }

  private async visitLine(line: ReceiptLine): Promise<VisitPaper['lines']> {
    if (line.kind === 'settled') return [];
    const item = await this.titled(line.item);
    if (line.kind === 'returned') return [{ kind: line.kind, item }];
    return [{ kind: line.kind, item, due: line.due, feeCents: line.feeCents }];
  }

  private async money(
    receipt: Extract<Receipt, { number: number }>,
    made: Pick<Paper, 'at' | 'branch'>,
  ): Promise<MoneyPaper> {
    const { kind, number, method, cents, roundingCents } = receipt;
    const { charges } = await this.parts.situations.account(receipt.patron);
    const settled = receipt.lines.filter((line) => line.kind === 'settled');
    const lines = await Promise.all(
      settled.map(async ({ charge, item, cents: part, vat }) => ({
        reason: charges.find(({ id }) => id === charge)?.reason ?? reasonIn(charge),
        item: item === null ? null : await this.titled(item),
        ...{ cents: part, vat },
      })),
    );
    const { stream } = parseEntryId(receipt.entries[0]!)!;
    return { kind, ...made, number, stream, method, cents, roundingCents, lines };
  }

  private async overview(id: string): Promise<Paper> {
    const { situations, views } = this.parts;
    const counter = await situations.counter('', { id: '', mayOverride: false });
    const at = await situations.patron(id, counter, null);
    const { card, loans, holds } = await views.patron(at, counter);
    const { balanceCents, creditCents } = at.account;
    return {
      ...{ kind: 'overview', ...(await this.here()), card },
      loans: loans.map(({ item, due, daysLate }) => ({ item, due, late: daysLate > 0 })),
      holds: holds.map(({ title, state, pickup, position }) => ({ title, state, pickup, position })),
      ...{ owedCents: Math.max(0, balanceCents), creditCents },
    };
  }

  /** The last turn at a drawer, the one that runs included. */
  private async ofTill(wanted: Extract<PaperWanted, { till: unknown }>): Promise<MadePaper | null> {
    const { situations, identity, settings } = this.parts;
    const till = wanted.till ?? tillNameOf(identity);
    const { sessions, newest } = await situations.till(till);
    const session = sessions.at(-1);
    if (!session) return null;
    const staff = session.person === null ? null : await settings.staff(session.person);
    const shown = { ...session, person: staff?.name ?? session.person };
    const report = tillReport([session]);
    const paper = { kind: 'till-report', ...(await this.here()), till, sessions: [shown], report } as const;
    return { of: newest && `${tillDoc(till)} ${newest}`, tells: [], wanted, paper };
  }

  private async here(): Promise<Pick<Paper, 'at' | 'branch'>> {
    const { now, settings, identity } = this.parts;
    return { at: now(), branch: await settings.branchName(identity.branch) };
  }

  private async titled(barcode: string): Promise<PaperItem> {
    const { item } = await this.parts.situations.item(barcode);
    const id = item.attributes?.title;
    const record = id ? (await this.parts.views.titles([id])).get(id) : undefined;
    return { barcode, title: [record?.title, record?.author].filter(Boolean).join(' / ') };
  }
}

const SLIPS: ReadonlySet<Receipt['kind']> = new Set(['hold-slip', 'transit-slip', 'ill-slip']);

type ReceiptLine = Extract<Receipt, { lines: unknown }>['lines'][number];

/** Of a charge that its account no longer has: a derived one is called `<reason>:<loan>`. */
function reasonIn(charge: string): string {
  return charge.startsWith('entry:') ? 'other' : charge.split(':')[0]!;
}
