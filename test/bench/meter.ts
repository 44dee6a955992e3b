/** Sums what is spent in each part of a thing that was put together from ports. Times overlap where calls do. */
export class Meter {
  private ms: Record<string, number> = {};
  private calls: Record<string, number> = {};

  /** Every call of `target` that answers with a promise counts as `part`. */
  watch<T extends object>(part: string, target: T): T {
    return new Proxy(target, {
      get: (_, key) => {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]): unknown =>
          this.during(part, () => Reflect.apply(member, target, args) as unknown);
      },
    });
  }

  /** What was spent since the last taking. */
  take(): {
    readonly ms: Readonly<Record<string, number>>;
    readonly calls: Readonly<Record<string, number>>;
  } {
    const { ms, calls } = this;
    this.ms = {};
    this.calls = {};
    return { ms, calls };
  }

  private during(part: string, act: () => unknown): unknown {
    const began = performance.now();
    const result = act();
    if (!(result instanceof Promise)) return result;
    const end = (): void => {
      this.ms[part] = (this.ms[part] ?? 0) + performance.now() - began;
      this.calls[part] = (this.calls[part] ?? 0) + 1;
    };
    result.then(end, end);
    return result;
  }
}
