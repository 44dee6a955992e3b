import { type Answer, AnswerReader } from '../codecs/escpos/answers.ts';
import { QUESTIONS, type Question, stateOf, statusRequest } from '../codecs/escpos/status.ts';
import type { ByteLink, LinkEnd } from '../ports/byte-link.ts';
import type { PrinterState } from '../ports/printer.ts';
import type { Timer } from '../ports/timer.ts';

/** Questions and answers with a printer over one link. */
export class EscPosLine {
  private readonly link: ByteLink;
  private readonly timer: Timer;
  private readonly heard: Record<Answer['kind'], number[]> = { status: [], done: [] };
  private readonly waiting = new Set<() => void>();
  private linkEnd: LinkEnd | null = null;
  private missed = false;

  constructor(link: ByteLink, timer: Timer) {
    this.link = link;
    this.timer = timer;
    const reader = new AnswerReader();
    link.onBytes((bytes) => {
      for (const { kind, byte } of reader.read(bytes)) this.heard[kind].push(byte);
      this.tell();
    });
    link.onEnd((end) => {
      this.linkEnd = end;
      this.tell();
    });
  }

  get end(): LinkEnd | null {
    return this.linkEnd;
  }

  /** An answer stayed away. One that comes late could be taken for another's, so this line is to be opened anew. */
  get missedAnswer(): boolean {
    return this.missed;
  }

  /** Rejects with a `LinkError`. */
  send(bytes: Uint8Array): Promise<void> {
    return this.link.write(bytes);
  }

  /** What the printer says of itself; null when an answer stays away for `ms`, or the link ends. */
  async state(ms: number): Promise<PrinterState | null> {
    const answers = { 1: 0, 2: 0, 3: 0, 4: 0 } satisfies Record<Question, number>;
    for (const question of QUESTIONS) {
      this.heard.status.length = 0;
      // A question that cannot be sent is one without an answer.
      this.send(statusRequest(question)).catch(() => undefined);
      const byte = await this.next('status', ms);
      if (byte === null) {
        this.missed = true;
        return null;
      }
      answers[question] = byte;
    }
    return stateOf(answers);
  }

  /** The first answer of a kind that nobody took yet; null when none comes within `ms`, or the link ends. */
  next(kind: Answer['kind'], ms: number): Promise<number | null> {
    return new Promise((resolve) => {
      const finish = (byte: number | null): void => {
        cancel();
        this.waiting.delete(look);
        resolve(byte);
      };
      const look = (): void => {
        const byte = this.heard[kind].shift();
        if (byte !== undefined) finish(byte);
        else if (this.linkEnd !== null) finish(null);
      };
      const cancel = this.timer.after(ms, () => finish(null));
      this.waiting.add(look);
      look();
    });
  }

  close(): Promise<void> {
    return this.link.close();
  }

  private tell(): void {
    for (const look of [...this.waiting]) look();
  }
}
