/** What waits for its moment. */
interface Timer {
  readonly at: number;
  readonly order: number;
  readonly wake: () => void;
  cancelled: boolean;
}

/** True time of the simulated world, ms since 1970. It stands still while anything runs and jumps to the next timer. */
export class VirtualTime {
  now: number;
  private order = 0;
  private readonly heap: Timer[] = [];

  constructor(start: number) {
    this.now = start;
  }

  /** Calls `wake` at that moment; returns how to cancel. */
  at(moment: number, wake: () => void): () => void {
    const timer: Timer = { at: Math.max(moment, this.now), order: this.order++, wake, cancelled: false };
    this.heap.push(timer);
    this.up(this.heap.length - 1);
    return () => {
      timer.cancelled = true;
    };
  }

  after(ms: number, wake: () => void): () => void {
    return this.at(this.now + ms, wake);
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => this.after(ms, resolve));
  }

  /** Runs timers in order until `until` says stop or the moment `end` is reached. All promises settle between two timers. */
  async run(end: number, until: () => boolean = () => false): Promise<void> {
    for (;;) {
      await settled();
      if (until()) return;
      const next = this.pop();
      if (!next) break;
      if (next.at > end) {
        this.heap.push(next);
        this.up(this.heap.length - 1);
        break;
      }
      this.now = next.at;
      if (!next.cancelled) next.wake();
    }
    this.now = Math.max(this.now, end);
  }

  private pop(): Timer | undefined {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop();
    if (first && last && first !== last) {
      heap[0] = last;
      this.down(0);
    }
    return first;
  }

  private up(index: number): void {
    const { heap } = this;
    for (let i = index; i > 0;) {
      const parent = (i - 1) >> 1;
      if (!before(heap[i]!, heap[parent]!)) return;
      [heap[i], heap[parent]] = [heap[parent]!, heap[i]!];
      i = parent;
    }
  }

  private down(index: number): void {
    const { heap } = this;
    for (let i = index; ;) {
      let least = i;
      for (const child of [2 * i + 1, 2 * i + 2])
        if (child < heap.length && before(heap[child]!, heap[least]!)) least = child;
      if (least === i) return;
      [heap[i], heap[least]] = [heap[least]!, heap[i]!];
      i = least;
    }
  }
}

/** Everything in the simulation is in memory: once the microtasks are through, nothing moves before the next timer. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function before(a: Timer, b: Timer): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}
