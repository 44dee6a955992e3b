import type { Printer } from '@balie/hardware/ports/printer.ts';
import { paperDocument } from '@balie/shared/receipts/document.ts';
import type { Paper, PaperStyle } from '@balie/shared/receipts/paper.ts';
import type { Columns } from '@balie/shared/receipts/sheet.ts';
import type { PaperView, PrintAnswer, PrintingView } from '../../contract/papers.ts';
import type { Settings } from '../settings.ts';
import { PrintQueue, type PrintStorage } from './print-queue.ts';

/** How papers are printed and pictured at this desk. */
export interface PrintingPorts {
  readonly printer: Printer;
  readonly storage: PrintStorage;
  readonly language: 'nl' | 'en';
  /** Of the printer's paper; the picture has as many. */
  readonly columns: Columns;
  /** What the printer makes of a document, as a picture and as plain text. */
  readonly draw: (
    document: string,
    columns: Columns,
  ) => Pick<PaperView, 'picture' | 'width' | 'height' | 'text'>;
}

/** A paper, and what it is the paper of: the same again is a copy. Null is never a copy: it tells of a moment. */
export interface MadePaper {
  readonly of: string | null;
  readonly paper: Paper;
}

interface PrintingParts {
  readonly ports: PrintingPorts;
  readonly settings: Pick<Settings, 'policy'>;
  readonly timeZone: string;
  readonly random: () => string;
  readonly now: () => number;
  readonly changed: (view: PrintingView) => void;
}

/** Papers on the screen and on their way to the printer, from one document each. */
export class Printing {
  private readonly parts: PrintingParts;
  private queue!: PrintQueue;

  private constructor(parts: PrintingParts) {
    this.parts = parts;
  }

  static async open(parts: PrintingParts): Promise<Printing> {
    const printing = new Printing(parts);
    const { printer, storage } = parts.ports;
    printing.queue = await PrintQueue.open({
      ...{ printer, storage },
      changed: () => parts.changed(printing.view()),
    });
    return printing;
  }

  view(): PrintingView {
    const { printer } = this.parts.ports;
    return {
      printer: printer.state,
      trouble: this.queue.trouble,
      jobs: this.queue.jobs.map(({ id, kind, madeAt, state }) => ({ id, kind, at: madeAt, state })),
    };
  }

  async show(made: MadePaper, language: PaperStyle['language'] | undefined): Promise<PaperView> {
    const { draw, columns } = this.parts.ports;
    const style = await this.style(made, language);
    const { kind, at } = made.paper;
    return { kind, at, copy: style.copy, ...draw(paperDocument(made.paper, style), columns) };
  }

  /** Resolves when the paper will be printed whatever happens to the program. Rejects with `print-queue-failed`. */
  async print(made: MadePaper, language: PaperStyle['language'] | undefined): Promise<PrintingView> {
    const { random, now, ports } = this.parts;
    const style = await this.style(made, language);
    const id = random();
    const { kind } = made.paper;
    const document = paperDocument(made.paper, style);
    await this.queue.add({ id, of: made.of ?? id, kind, madeAt: now(), document, columns: ports.columns });
    return this.view();
  }

  async answer(job: string, answer: PrintAnswer): Promise<PrintingView> {
    await this.queue.answer(job, answer);
    return this.view();
  }

  openDrawer(): Promise<boolean> {
    return this.parts.ports.printer.openDrawer();
  }

  /** What is being printed is asked about at the next start. */
  async close(): Promise<void> {
    await this.parts.ports.printer.close();
    await this.queue.close();
  }

  private async style(
    { of }: MadePaper,
    language: PaperStyle['language'] = this.parts.ports.language,
  ): Promise<PaperStyle> {
    const { timeZone, ports, settings } = this.parts;
    const { head, foot } = (await settings.policy()).receipts;
    const copy = of !== null && this.queue.knows(of);
    return { language, columns: ports.columns, timeZone, head, foot, copy };
  }
}
