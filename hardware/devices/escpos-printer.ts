import { ARE_YOU_DONE_BYTES, DRAWER_BYTES, paperBytes } from '../codecs/escpos/paper-bytes.ts';
import { LinkError, type LinkEnd, type OpenLink } from '../ports/byte-link.ts';
import {
  canPrint,
  type Printer,
  type PrinterState,
  type PrintJob,
  type PrintOutcome,
} from '../ports/printer.ts';
import type { Timer } from '../ports/timer.ts';
import { EscPosLine } from './escpos-line.ts';

/** How long each thing may take, ms. */
export interface EscPosPatience {
  /** Between two looks at the printer, while nothing is printed and while a job is. */
  readonly look: number;
  /** An answer to `10 04 n`. */
  readonly status: number;
  /** Until a printer that says it is in order has worked off what it holds. */
  readonly done: number;
  /** Without a sign of life while it prints. */
  readonly silence: number;
  /** Until the drawer is opened: later than that nobody stands there. */
  readonly drawer: number;
  /** After an answer, to be sure that no other follows: longer than a network waits before it sends a lone byte. */
  readonly quiet: number;
}

export interface EscPosPrinterParts {
  readonly open: OpenLink;
  readonly timer: Timer;
  readonly patience?: EscPosPatience;
}

const patient: EscPosPatience = {
  ...{ look: 3_000, status: 1_000, done: 20_000, silence: 30_000 },
  ...{ drawer: 4_000, quiet: 250 },
};

/** A receipt printer that speaks ESC/POS, over any link. It is looked at every few seconds, and found again when it was gone. */
export class EscPosPrinter implements Printer {
  private readonly open: OpenLink;
  private readonly timer: Timer;
  private readonly patience: EscPosPatience;
  private readonly listeners = new Set<(state: PrinterState) => void>();
  private current = plain('unknown');
  private line: EscPosLine | null = null;
  /** The printer holds nothing of an earlier job whose answer could be taken for the next one's. */
  private empty = false;
  private turn: Promise<unknown> = Promise.resolve();
  private cancelLook: () => void = () => undefined;
  private closed = false;

  constructor({ open, timer, patience = patient }: EscPosPrinterParts) {
    this.open = open;
    this.timer = timer;
    this.patience = patience;
    this.lookAfter(0);
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
    return this.inTurn(async () => {
      const before = await this.look();
      const { line } = this;
      if (!line || !canPrint(before) || !(await this.emptied(line)))
        return { kind: 'not-printed', state: this.current };
      this.empty = false;
      const outcome = await this.send(line, job);
      this.empty = outcome.kind === 'printed' && !line.missedAnswer;
      if (!this.empty) await this.hangUp(line);
      await this.look();
      return outcome;
    });
  }

  openDrawer(): Promise<boolean> {
    return new Promise((told, fail) => {
      let isLate = false;
      // Behind a job that waits for paper it would open by itself, whoever stands there.
      const cancel = this.timer.after(this.patience.drawer, () => {
        isLate = true;
        told(false);
      });
      const opening = this.inTurn(async () => {
        const state = await this.look();
        // A printer that is out of order keeps what it is sent, and obeys later.
        if (isLate || !this.line || !canPrint(state)) return false;
        return this.line.send(DRAWER_BYTES).then(
          () => true,
          () => false,
        );
      });
      void opening.then(told, fail).finally(cancel);
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    this.cancelLook();
    await this.line?.close();
    await this.turn;
  }

  private inTurn<T>(act: () => Promise<T>): Promise<T> {
    this.cancelLook();
    const mine = this.turn.then(act);
    this.turn = mine.catch(() => undefined).then(() => this.lookAfter(this.patience.look));
    return mine;
  }

  private lookAfter(ms: number): void {
    this.cancelLook();
    if (!this.closed) this.cancelLook = this.timer.after(ms, () => void this.inTurn(() => this.look()));
  }

  /** Asks the printer how it is, over a new link where there is none. */
  private async look(): Promise<PrinterState> {
    try {
      const line = await this.opened();
      const state = await line.state(this.patience.status);
      if (state) return this.tell(state);
      const { end } = line;
      await this.hangUp(line);
      return this.tell(end ? lost(end) : plain('unknown'));
    } catch (error) {
      if (!(error instanceof LinkError)) throw error;
      return this.tell(lost(error.end));
    }
  }

  private async opened(): Promise<EscPosLine> {
    if (this.closed) throw new LinkError({ why: 'closed', detail: 'the printer was closed' });
    if (this.line && this.line.end === null) return this.line;
    this.empty = false;
    this.line = new EscPosLine(await this.open(), this.timer);
    if (this.closed) await this.line.close();
    return this.line;
  }

  private async hangUp(line: EscPosLine): Promise<void> {
    this.line = null;
    await line.close();
  }

  /** Waits until what an earlier link left in the printer is printed, and the answers to it are heard. */
  private async emptied(line: EscPosLine): Promise<boolean> {
    if (this.empty) return true;
    line.send(ARE_YOU_DONE_BYTES).catch(() => undefined);
    let answer = await line.next('done', this.patience.done);
    if (answer === null) {
      this.tell(line.end ? lost(line.end) : plain('unknown'));
      await this.hangUp(line);
      return false;
    }
    while (answer !== null) answer = await line.next('done', this.patience.quiet);
    if (line.end) this.tell(lost(line.end));
    return line.end === null;
  }

  /** Sends a job and waits for its end: as long as the printer says what it waits for, however long that takes. */
  private async send(line: EscPosLine, { document, columns }: PrintJob): Promise<PrintOutcome> {
    const { look, status, done, silence } = this.patience;
    // A printer that is full takes no more until it has paper; that the link ended is heard below.
    line.send(paperBytes(document, columns)).catch(() => undefined);
    let heardAt = this.timer.now();
    let fineSince = heardAt;
    for (;;) {
      if ((await line.next('done', look)) !== null) return { kind: 'printed' };
      if (line.end) return { kind: 'unknown', state: this.tell(lost(line.end)) };
      const state = await line.state(status);
      const now = this.timer.now();
      if (state) heardAt = now;
      if (!state || !canPrint(state)) fineSince = now;
      this.tell(state ?? plain('unknown'));
      if (now - heardAt > silence || now - fineSince > done) return { kind: 'unknown', state: this.current };
    }
  }

  private tell(state: PrinterState): PrinterState {
    if (JSON.stringify(state) === JSON.stringify(this.current)) return this.current;
    this.current = state;
    for (const listener of [...this.listeners]) listener(state);
    return state;
  }
}

function plain(code: PrinterState['code']): PrinterState {
  return { code, params: {} };
}

function lost({ why, detail }: LinkEnd): PrinterState {
  return { code: 'lost', params: { why, detail } };
}
