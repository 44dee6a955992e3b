import type { EntryId } from '@balie/shared/journal/ids.ts';
import { paperDocument } from '@balie/shared/receipts/document.ts';
import type { Paper, PaperStyle } from '@balie/shared/receipts/paper.ts';
import type { PaperView, PaperWanted, PrintAnswer, PrintingView } from '../../contract/papers.ts';
import type { Settings } from '../settings.ts';
import { PrintQueue } from './print-queue.ts';
import type { PrintingPorts } from './printing-ports.ts';

/** A paper, and what it is the paper of: the same again is a copy. Null is never a copy: it tells of a moment. */
export interface MadePaper {
  readonly of: string | null;
  /** The acts that stand on it. */
  readonly tells: readonly EntryId[];
  readonly wanted: PaperWanted;
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
  private readonly printed = new Set<EntryId>();

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

  async show(made: MadePaper): Promise<PaperView> {
    const { draw, columns } = this.parts.ports;
    const style = await this.style(made);
    const { wanted, paper } = made;
    const { kind, at } = paper;
    return { wanted, kind, at, copy: style.copy, ...draw(paperDocument(paper, style), columns) };
  }

  /** Resolves when the paper will be printed whatever happens to the program. Rejects with `print-queue-failed`. */
  async print(made: MadePaper): Promise<PrintingView> {
    const { random, now, ports } = this.parts;
    const style = await this.style(made);
    const id = random();
    const { kind } = made.paper;
    const document = paperDocument(made.paper, style);
    await this.queue.add({ id, of: made.of ?? id, kind, madeAt: now(), document, columns: ports.columns });
    for (const act of made.tells) this.printed.add(act);
    return this.view();
  }

  /** Whether it stood on a paper that was sent to the printer since this program started. */
  hasPrinted(act: EntryId): boolean {
    return this.printed.has(act);
  }

  async answer(job: string, answer: PrintAnswer): Promise<PrintingView> {
    await this.queue.answer(job, answer);
    return this.view();
  }

  /** What is being printed is asked about at the next start. */
  async close(): Promise<void> {
    await this.parts.ports.printer.close();
    await this.queue.close();
  }

  private async style({ of, wanted }: MadePaper): Promise<PaperStyle> {
    const { timeZone, ports, settings } = this.parts;
    const { head, foot } = (await settings.policy()).receipts;
    const copy = of !== null && this.queue.knows(of);
    const language = wanted.language ?? ports.language;
    return { language, columns: ports.columns, timeZone, head, foot, copy };
  }
}
