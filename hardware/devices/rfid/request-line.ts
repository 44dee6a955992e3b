import { FrameScanner, type Probed } from '../../codecs/frame-scanner.ts';
import { LinkError, type ByteLink } from '../../ports/byte-link.ts';
import type { Timer } from '../../ports/timer.ts';
import { PadFault } from './pad-commands.ts';

export interface LineTimes {
  /** How long a pad may take to answer, ms. */
  readonly replyMs: number;
  /** Rest before a request, ms. */
  readonly restMs: number;
  /** Silence after which a frame that has begun will not go on, ms; above what a USB adapter holds bytes back. */
  readonly cutMs: number;
}

/** One question, and how its reply is known. */
export interface Question<F> {
  readonly bytes: Uint8Array;
  answers(frame: F): boolean;
}

/**
 * Questions and replies over a link, one at a time. Replies carry no number, so one that comes too late could pass for the
 * reply to the next question. After a silence the pad is therefore asked `resync` first, something else than was asked
 * before: a pad answers in order, so when that reply is here nothing older can come.
 */
export class RequestLine<F> {
  readonly #link: ByteLink;
  readonly #probe: (bytes: Uint8Array) => Probed<F>;
  readonly #resync: Question<F>;
  readonly #timer: Timer;
  readonly #times: LineTimes;
  #turn: Promise<unknown> = Promise.resolve();
  #owesReply = true;

  constructor(
    link: ByteLink,
    probe: (bytes: Uint8Array) => Probed<F>,
    resync: Question<F>,
    timer: Timer,
    times: LineTimes,
  ) {
    this.#link = link;
    this.#probe = probe;
    this.#resync = resync;
    this.#timer = timer;
    this.#times = times;
  }

  /** Rejects with a `PadFault`: `pad-silent` where no reply came in time, `pad-lost` where the link has ended. */
  ask(question: Question<F>): Promise<F> {
    const asked = this.#turn.then(async () => {
      if (this.#owesReply) await this.#exchange(this.#resync);
      return await this.#exchange(question);
    });
    this.#turn = asked.catch(() => null);
    return asked;
  }

  async #exchange(question: Question<F>): Promise<F> {
    this.#owesReply = true;
    await new Promise<void>((rested) => this.#timer.after(this.#times.restMs, rested));
    const frame = await this.#reply(question);
    this.#owesReply = false;
    return frame;
  }

  #reply({ bytes, answers }: Question<F>): Promise<F> {
    const scanner = new FrameScanner(this.#probe);
    const endings: (() => void)[] = [];
    const reply = new Promise<F>((resolve, reject) => {
      const look = (frames: readonly F[]): void => {
        const answer = frames.find(answers);
        if (answer !== undefined) resolve(answer);
      };
      let stopCutting = (): void => {};
      const listen = (piece: Uint8Array): void => {
        stopCutting();
        look(scanner.push(piece));
        if (scanner.isWaiting)
          stopCutting = this.#timer.after(this.#times.cutMs, () => look(scanner.silence()));
      };
      const late = (): void =>
        reject(new PadFault('pad-silent', `The pad did not answer within ${this.#times.replyMs} ms.`));
      endings.push(
        () => stopCutting(),
        this.#link.onBytes(listen),
        this.#timer.after(this.#times.replyMs, late),
        this.#link.onEnd(({ detail }) => reject(new PadFault('pad-lost', detail))),
      );
      this.#link.write(bytes).catch((error: unknown) => reject(asFault(error)));
    });
    return reply.finally(() => {
      for (const end of endings) end();
    });
  }
}

function asFault(error: unknown): unknown {
  return error instanceof LinkError ? new PadFault('pad-lost', error.message) : error;
}
