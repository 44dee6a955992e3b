import type { Fact } from '@balie/shared/journal/fact.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import type { PrinterView } from '../../contract/devices.ts';

export interface CashDrawerParts {
  /** Whether one is plugged into the printer. */
  readonly isThere: boolean;
  /** The till that it belongs to (M8). */
  readonly till: string;
  /** False when the printer could not be told to. */
  readonly open: () => Promise<boolean>;
  /** An act of this desk; null of one that this program does not know. */
  readonly fact: (id: EntryId) => Fact | null;
  readonly changed: () => void;
  readonly report: (error: unknown) => void;
}

type DrawerView = NonNullable<PrinterView['drawer']>;

/** The cash drawer at the printer. It opens where cash goes in or out, and stops no act: that was done before. */
export class CashDrawer {
  private readonly parts: CashDrawerParts;
  private failed = false;

  constructor(parts: CashDrawerParts) {
    this.parts = parts;
  }

  /** Null where none is plugged in. */
  state(): DrawerView | null {
    if (!this.parts.isThere) return null;
    return { code: this.failed ? 'drawer-not-opened' : 'ready', params: {} };
  }

  /** These acts are on the disk; nobody waits for what the drawer does. */
  follow(acts: readonly EntryId[]): void {
    const { isThere, till, report } = this.parts;
    if (isThere && acts.some((id) => this.tillOfCash(id) === till)) this.open().catch(report);
  }

  /** False when it could not be told to. */
  async open(): Promise<boolean> {
    const opened = await this.parts.open();
    this.failed = !opened;
    this.parts.changed();
    return opened;
  }

  /** Whose cash an act moves; null of one that moves none. What is counted was counted before it was written. */
  private tillOfCash(id: EntryId): string | null {
    const fact = this.parts.fact(id);
    switch (fact?.kind) {
      case 'pay':
      case 'refund':
        return fact.body.method === 'cash' ? fact.body.till : null;
      case 'till.open':
      case 'till.drop':
        return fact.body.till;
      // The same cash goes the other way.
      case 'undo':
        return this.tillOfCash(fact.body.entry);
      default:
        return null;
    }
  }
}
