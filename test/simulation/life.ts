/** One run of a program. After its end nothing that it began is answered: its promises stay open, as those of a killed process. */
export class Life {
  alive = true;
  readonly ended: Promise<void>;
  private signal!: () => void;

  constructor() {
    this.ended = new Promise((resolve) => {
      this.signal = resolve;
    });
  }

  end(): void {
    this.alive = false;
    this.signal();
  }

  /** Does something outside the program, if that still runs. */
  step<T>(act: () => T | Promise<T>): Promise<T> {
    return this.guard(Promise.resolve().then(() => (this.alive ? act() : never<T>())));
  }

  /** Lets an answer through only while the program runs. */
  guard<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      answer.then(
        (value) => {
          if (this.alive) resolve(value);
        },
        (error: unknown) => {
          if (this.alive) reject(error instanceof Error ? error : new Error(String(error)));
        },
      );
    });
  }
}

function never<T>(): Promise<T> {
  return new Promise(() => undefined);
}
