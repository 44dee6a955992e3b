const GATHERING_MS = 50;

/** Of what a disk refused, the newest. */
const MOST_KEPT = 10_000;

/**
 * What comes within a moment goes to the disk together, off the path of who adds it. What could not be written waits for the next that is
 * added, or for the end.
 */
export class GatheredWrites<T> {
  private readonly write: (gathered: readonly T[]) => Promise<void>;
  private readonly failed: (error: unknown) => void;
  private waiting: T[] = [];
  private writing: Promise<void> | null = null;
  /** Ends the wait for more. */
  private hurry: () => void = () => undefined;

  /** `failed` is told of each write that did not succeed. */
  constructor(write: GatheredWrites<T>['write'], failed: (error: unknown) => void) {
    this.write = write;
    this.failed = failed;
  }

  add(one: T): void {
    this.waiting.push(one);
    this.writing ??= this.writeWaiting();
  }

  /** Resolves when all is written, or was tried once more. */
  async rest(): Promise<void> {
    this.hurry();
    await this.writing;
    if (!this.waiting.length) return;
    this.writing = this.writeWaiting();
    this.hurry();
    await this.writing;
  }

  private async writeWaiting(): Promise<void> {
    let refused = false;
    while (this.waiting.length && !refused) {
      await this.gather();
      const gathered = this.waiting;
      this.waiting = [];
      try {
        await this.write(gathered);
      } catch (error) {
        refused = true;
        this.waiting = [...gathered, ...this.waiting].slice(-MOST_KEPT);
        this.failed(error);
      }
    }
    this.writing = null;
  }

  private gather(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, GATHERING_MS);
      this.hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
