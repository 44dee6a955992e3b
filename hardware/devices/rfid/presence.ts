import type { TagUid } from '../../codecs/rfid/tag-uid.ts';
import type { PadEvent, PadTag } from '../../ports/rfid-pad.ts';

interface Lying {
  readonly tag: PadTag;
  /** Looks in a row that did not see it. */
  readonly missed: number;
  /** What is known of it may not be so any more: it has to be read again. */
  readonly isDoubtful: boolean;
}

/** Which tags lie on a pad, by what looks and commands tell of them. Each change gives the events to be told. */
export class Presence {
  readonly #looksBeforeGone: number;
  readonly #lying = new Map<TagUid, Lying>();
  /** Seen by the last look, and gone when they were to be read. */
  readonly #passing = new Set<TagUid>();

  constructor(looksBeforeGone: number) {
    this.#looksBeforeGone = looksBeforeGone;
  }

  tags(): readonly PadTag[] {
    return [...this.#lying.values()].map(({ tag }) => tag);
  }

  find(uid: TagUid): PadTag | undefined {
    return this.#lying.get(uid)?.tag;
  }

  clear(): void {
    this.#lying.clear();
    this.#passing.clear();
  }

  /** After a look: who was not seen often enough has gone. */
  look(seen: ReadonlySet<TagUid>): readonly PadEvent[] {
    for (const uid of [...this.#passing]) if (!seen.has(uid)) this.#passing.delete(uid);
    const gone: TagUid[] = [];
    for (const [uid, lying] of this.#lying) {
      const missed = seen.has(uid) ? 0 : lying.missed + 1;
      this.#lying.set(uid, { ...lying, missed });
      if (missed >= this.#looksBeforeGone) gone.push(uid);
    }
    for (const uid of gone) this.#lying.delete(uid);
    return gone.map((uid) => ({ kind: 'went', uid }));
  }

  isToBeRead(uid: TagUid): boolean {
    const lying = this.#lying.get(uid);
    return lying === undefined || lying.isDoubtful || lying.tag.reading.kind === 'unreadable';
  }

  /** What a reading of a tag gave. One that is gone at its first reading is only spoken of when the next look sees it. */
  read(tag: PadTag): readonly PadEvent[] {
    const { uid, reading } = tag;
    const isRead = reading.kind !== 'unreadable';
    if (this.#lying.has(uid)) return isRead ? this.learn(uid, () => tag) : [];
    const isPassing = !isRead && reading.failure.code === 'tag-gone' && !this.#passing.has(uid);
    if (isPassing) {
      this.#passing.add(uid);
      return [];
    }
    this.#lying.set(uid, { tag, missed: 0, isDoubtful: false });
    return [{ kind: 'came', tag }];
  }

  /** What is known better now of a tag, if it lies there. */
  learn(uid: TagUid, better: (tag: PadTag) => PadTag, isDoubtful = false): readonly PadEvent[] {
    const lying = this.#lying.get(uid);
    if (lying === undefined) return [];
    const tag = better(lying.tag);
    this.#lying.set(uid, { ...lying, tag, isDoubtful });
    return [{ kind: 'changed', tag }];
  }
}
