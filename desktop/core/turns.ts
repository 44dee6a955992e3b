/**
 * Acts wait for each other where one could see what another writes: those that are alone for all, the others for those that have a name
 * in common with them. Each begins in the order in which it was asked, so that nobody waits for ever. Acts that have nothing to do with
 * each other reach the disk in one write.
 */
export class Turns {
  private lastAlone: Promise<unknown> = Promise.resolve();
  private readonly lastAbout = new Map<string, Promise<unknown>>();
  private readonly unfinished = new Set<Promise<unknown>>();

  /** After all that was asked before, and before all that is asked later. */
  alone<T>(act: () => Promise<T>): Promise<T> {
    const [mine, ended] = this.after([...this.unfinished], act);
    this.lastAlone = ended;
    return mine;
  }

  /** `names`: the documents that it reads to decide, and those that it writes. */
  about<T>(names: readonly string[], act: () => Promise<T>): Promise<T> {
    const before = names.flatMap((name) => this.lastAbout.get(name) ?? []);
    const [mine, ended] = this.after([this.lastAlone, ...before], act);
    for (const name of names) this.lastAbout.set(name, ended);
    void ended.then(() => {
      for (const name of names) if (this.lastAbout.get(name) === ended) this.lastAbout.delete(name);
    });
    return mine;
  }

  /** Resolves when all that was asked so far has ended. */
  async rest(): Promise<void> {
    await Promise.all(this.unfinished);
  }

  private after<T>(
    before: readonly Promise<unknown>[],
    act: () => Promise<T>,
  ): readonly [mine: Promise<T>, ended: Promise<unknown>] {
    const mine = Promise.all(before).then(act);
    const ended = mine.then(nothing, nothing);
    this.unfinished.add(ended);
    void ended.then(() => this.unfinished.delete(ended));
    return [mine, ended];
  }
}

function nothing(): void {
  // What an act says is for whoever asked it; the next one only waits for its end.
}
