import { type PageSize, type Picture, printablePage } from '../codecs/page/printable-page.ts';
import type { PressPage, PressTarget } from '../ports/page-press.ts';
import type { Printer, PrinterState, PrintJob, PrintOutcome } from '../ports/printer.ts';
import type { Timer } from '../ports/timer.ts';

export interface PagePrinterParts {
  readonly press: PressPage;
  readonly target: PressTarget;
  readonly size: PageSize;
  readonly draw: (document: string, columns: PrintJob['columns']) => Picture;
  readonly timer: Timer;
  /** How long after a refusal it is worth another try, ms. */
  readonly retryMs?: number;
}

const RETRY_MS = 30_000;
const READY: PrinterState = { code: 'ready', params: {} };

/** Receipts by a printer of the operating system, or as PDF files: for a desk without a receipt printer. It has no drawer. */
export class PagePrinter implements Printer {
  private readonly parts: PagePrinterParts;
  private readonly listeners = new Set<(state: PrinterState) => void>();
  private current = READY;
  private turn: Promise<unknown> = Promise.resolve();
  private cancelRetry: () => void = () => undefined;
  private closed = false;

  constructor(parts: PagePrinterParts) {
    this.parts = parts;
  }

  get state(): PrinterState {
    return this.current;
  }

  onState(listener: (state: PrinterState) => void): () => void {
    const own = (state: PrinterState): void => listener(state);
    this.listeners.add(own);
    return () => this.listeners.delete(own);
  }

  print(job: PrintJob): Promise<PrintOutcome> {
    const mine = this.turn.then(() => this.pressed(job));
    this.turn = mine;
    return mine;
  }

  openDrawer(): Promise<boolean> {
    return Promise.resolve(false);
  }

  close(): Promise<void> {
    this.closed = true;
    this.cancelRetry();
    this.tell({ code: 'lost', params: { why: 'closed', detail: 'the printer was closed' } });
    return Promise.resolve();
  }

  private async pressed({ id, document, columns }: PrintJob): Promise<PrintOutcome> {
    if (this.closed) return { kind: 'not-printed', state: this.current };
    const { press, target, size, draw } = this.parts;
    const page = printablePage(draw(document, columns), size, id);
    try {
      const refusal = await press({ ...page, title: id }, target);
      if (refusal === null) return { kind: 'printed' };
      return { kind: 'not-printed', state: this.fail(refusal) };
    } catch (error) {
      return { kind: 'unknown', state: this.fail((error as Error).message) };
    }
  }

  private fail(detail: string): PrinterState {
    if (this.closed) return this.current;
    const { timer, retryMs = RETRY_MS } = this.parts;
    this.tell({ code: 'error', params: { what: 'other', detail } });
    this.cancelRetry();
    this.cancelRetry = timer.after(retryMs, () => this.tell(READY));
    return this.current;
  }

  private tell(state: PrinterState): void {
    this.current = state;
    for (const listener of [...this.listeners]) listener(state);
  }
}
