/** Seeded randomness (mulberry32): the same seed gives the same run on every machine. */
export class Random {
  private state: number;

  constructor(seed: number | string) {
    this.state = typeof seed === 'number' ? seed >>> 0 : hash(seed);
  }

  /** From 0 to, but not including, 1. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  pick<T>(from: readonly T[]): T {
    if (!from.length) throw new RangeError('nothing to pick from');
    return from[Math.floor(this.next() * from.length)]!;
  }

  /** The same one of any list that holds it, as long as nothing that is liked better comes in: what is left out moves no other choice. */
  favourite<T>(from: readonly T[], keyOf: (one: T) => string): T | null {
    const taste = this.between(0, 0x7fffffff);
    let best: T | null = null;
    let most = -1;
    for (const one of from) {
      const liking = hash(`${keyOf(one)} ${taste}`);
      if (liking > most) [best, most] = [one, liking];
    }
    return best;
  }

  shuffle<T>(list: readonly T[]): T[] {
    const result = [...list];
    for (let i = result.length - 1; i > 0; i--) {
      const j = this.between(0, i);
      [result[i], result[j]] = [result[j]!, result[i]!];
    }
    return result;
  }

  /** 16 lower-case letters and digits. */
  text(): string {
    let text = '';
    while (text.length < 16)
      text += Math.floor(this.next() * 36 ** 4)
        .toString(36)
        .padStart(4, '0');
    return text;
  }

  /** A generator of its own, so that one part's use does not move another's. */
  fork(label: string): Random {
    return new Random(`${label} ${this.between(0, 0x7fffffff)}`);
  }

  /** Two that give the same from here on, as in a machine that was copied while it ran. */
  twin(): Random {
    const twin = new Random(0);
    twin.state = this.state;
    return twin;
  }
}

function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}
