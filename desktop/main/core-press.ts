import type { PressPage } from '@balie/hardware/ports/page-press.ts';
import type { FromCoreProcess, FromStarter } from './core-messages.ts';

type Pressed = Extract<FromStarter, { type: 'pressed' }>;

/** The core's side of printing pages: the process that started it does the printing. */
export class CorePress {
  private readonly send: (message: FromCoreProcess) => void;
  private readonly after: (ms: number, callback: () => void) => () => void;
  private readonly waiting = new Map<number, (pressed: Pressed) => void>();
  private last = 0;

  constructor(parts: { send: CorePress['send']; after: CorePress['after'] }) {
    this.send = parts.send;
    this.after = parts.after;
  }

  readonly press: PressPage = async (page, target) => {
    const id = (this.last += 1);
    const { refusal, unknown } = await new Promise<Pressed>((resolve) => {
      const cancel = this.after(ANSWERS_WITHIN_MS, () =>
        this.hear({ type: 'pressed', id, refusal: 'no answer', unknown: true }),
      );
      this.waiting.set(id, (pressed) => {
        cancel();
        resolve(pressed);
      });
      this.send({ type: 'press', id, page, target });
    });
    if (unknown) throw new Error(refusal ?? 'no answer');
    return refusal;
  };

  hear(pressed: Pressed): void {
    this.waiting.get(pressed.id)?.(pressed);
    this.waiting.delete(pressed.id);
  }
}

/** A person may be asked something by the system's printer. */
const ANSWERS_WITHIN_MS = 120_000;
