import {
  canPrint,
  type Printer,
  type PrinterState,
  type PrintJob,
  type PrintOutcome,
} from '../ports/printer.ts';

interface Printing {
  readonly job: PrintJob;
  left: number;
  readonly end: (outcome: PrintOutcome) => void;
}

/** A printer without bytes and without time, for what stands above the port. Each line of a document is a line of paper. */
export class MemoryPrinter implements Printer {
  /** Documents that are wholly on paper. */
  readonly papers: string[] = [];
  drawerOpened = 0;
  private readonly listeners = new Set<(state: PrinterState) => void>();
  private readonly waiting: Printing[] = [];
  private linesLeft = Number.POSITIVE_INFINITY;
  private coverOpen = false;
  private silent = false;
  private pulled = false;
  private closed = false;

  get state(): PrinterState {
    if (this.closed || this.pulled)
      return { code: 'lost', params: { why: this.closed ? 'closed' : 'unplugged', detail: 'memory' } };
    if (this.silent) return { code: 'unknown', params: {} };
    if (this.coverOpen) return { code: 'cover-open', params: {} };
    if (this.linesLeft <= 0) return { code: 'paper-out', params: {} };
    return { code: this.linesLeft < 20 ? 'paper-near-end' : 'ready', params: {} };
  }

  onState(listener: (state: PrinterState) => void): () => void {
    const own = (state: PrinterState): void => listener(state);
    this.listeners.add(own);
    return () => this.listeners.delete(own);
  }

  print(job: PrintJob): Promise<PrintOutcome> {
    return new Promise((end) => {
      this.waiting.push({ job, left: job.document.split('\n').length, end });
      if (this.waiting.length === 1) this.begin();
    });
  }

  openDrawer(): Promise<boolean> {
    const reached = canPrint(this.state);
    if (reached) this.drawerOpened += 1;
    return Promise.resolve(reached);
  }

  close(): Promise<void> {
    this.change(() => (this.closed = true));
    return Promise.resolve();
  }

  setPaper(lines: number): void {
    this.change(() => (this.linesLeft = lines));
  }

  setCover(open: boolean): void {
    this.change(() => (this.coverOpen = open));
  }

  setSilent(silent: boolean): void {
    this.change(() => (this.silent = silent));
  }

  setPulled(pulled: boolean): void {
    this.change(() => (this.pulled = pulled));
  }

  private change(act: () => void): void {
    const before = this.state.code;
    act();
    if (this.state.code === 'lost' && this.waiting[0]) this.finish({ kind: 'unknown', state: this.state });
    this.work();
    if (this.state.code !== before) for (const listener of [...this.listeners]) listener(this.state);
  }

  private begin(): void {
    const { state } = this;
    if (state.code !== 'ready' && state.code !== 'paper-near-end')
      this.finish({ kind: 'not-printed', state });
    else this.change(() => undefined);
  }

  private work(): void {
    const printing = this.waiting[0];
    if (!printing || this.silent || this.coverOpen || this.pulled || this.closed) return;
    const lines = Math.min(printing.left, this.linesLeft);
    printing.left -= lines;
    this.linesLeft -= lines;
    if (printing.left > 0) return;
    this.papers.push(printing.job.document);
    this.finish({ kind: 'printed' });
  }

  private finish(outcome: PrintOutcome): void {
    this.waiting.shift()?.end(outcome);
    if (this.waiting.length > 0) this.begin();
  }
}
