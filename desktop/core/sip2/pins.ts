/** So many wrong ones within the time, and nobody is heard before it is over. */
const MOST_WRONG = 5;
const LOCKED_MS = 15 * 60_000;

interface Tries {
  readonly verifier: string;
  readonly since: number;
  wrong: number;
}

/**
 * Compares PINs (A7) and bears no guessing: the tries at one PIN of a patron count together, at whatever machine. One is worked out
 * after another: many at once would take every thread from the journal, and all machines would wait for them.
 */
export class Pins {
  private readonly verify: (pin: string, verifier: string) => Promise<boolean>;
  private readonly now: () => number;
  private readonly tries = new Map<string, Tries>();
  private before: Promise<unknown> = Promise.resolve();

  /** `now` in ms; `verify` works off the event loop. */
  constructor(verify: Pins['verify'], now: () => number) {
    this.verify = verify;
    this.now = now;
  }

  async check(patron: string, pin: string, verifier: string): Promise<'right' | 'wrong' | 'locked'> {
    const tries = this.triesOf(patron, verifier);
    if (tries.wrong >= MOST_WRONG) return 'locked';
    // Counted before the answer is known: many at once are as many tries.
    tries.wrong++;
    if (!(await this.inTurn(() => this.verify(pin, verifier)))) return 'wrong';
    this.tries.delete(patron);
    return 'right';
  }

  /** Whoever guessed too often is not let in without a PIN either. */
  isLocked(patron: string, verifier: string): boolean {
    return this.triesOf(patron, verifier).wrong >= MOST_WRONG;
  }

  private inTurn(work: () => Promise<boolean>): Promise<boolean> {
    const mine = this.before.then(work);
    this.before = mine.catch(() => undefined);
    return mine;
  }

  private triesOf(patron: string, verifier: string): Tries {
    const now = this.now();
    for (const [one, { since }] of this.tries) if (now - since >= LOCKED_MS) this.tries.delete(one);
    const before = this.tries.get(patron);
    const tries = before?.verifier === verifier ? before : { verifier, wrong: 0, since: now };
    this.tries.set(patron, tries);
    return tries;
  }
}
