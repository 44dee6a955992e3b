/** Runs work one at a time for each key; work with several keys waits for all of them. */
export class InTurn {
  private readonly tails = new Map<string, Promise<unknown>>();

  async run<T>(keys: Iterable<string>, work: () => Promise<T>): Promise<T> {
    const mine = [...new Set(keys)];
    const before = Promise.all(mine.flatMap((key) => this.tails.get(key) ?? []));
    const done = before.then(work);
    const tail = done.then(
      () => undefined,
      () => undefined,
    );
    for (const key of mine) this.tails.set(key, tail);
    try {
      return await done;
    } finally {
      for (const key of mine) if (this.tails.get(key) === tail) this.tails.delete(key);
    }
  }
}
