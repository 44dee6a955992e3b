import type { TagUid } from '../../codecs/rfid/tag-uid.ts';

/** A tag as its chip is; tests change it as they like. */
export interface SimulatedTag {
  readonly uid: TagUid;
  readonly dsfid: number;
  readonly blockSize: number;
  afi: number;
  afiLocked: boolean;
  readonly memory: Uint8Array;
  readonly lockedBlocks: Set<number>;
}

/** A blank tag of 28 blocks of 4 bytes, as most books have. */
export function blankTag(uid: string, changes: Partial<SimulatedTag> = {}): SimulatedTag {
  return {
    uid: uid as TagUid,
    dsfid: 0,
    blockSize: 4,
    afi: 0,
    afiLocked: false,
    memory: new Uint8Array(28 * 4),
    lockedBlocks: new Set(),
    ...changes,
  };
}

/** What goes wrong from now on; all by setting, nothing by chance. */
export interface FieldFaults {
  /** So many writes to come fail, and leave the tag as it was. */
  failingWrites: number;
  /** So many writes to come are answered with "done" and change nothing. */
  lyingWrites: number;
  /** So many readings to come fail. */
  failingReads: number;
  /** Called before each act on a tag: to take tags away, or put others on, in the middle of something. */
  before: (act: 'inventory' | 'describe' | 'read' | 'write' | 'write-afi' | 'read-afi') => void;
}

export type FieldError = 'no-tag' | 'no-block' | 'locked' | 'write-failed' | 'read-failed';
export type FieldAnswer<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: FieldError };

/** The air above an antenna, with the tags that lie in it. */
export class SimulatedField {
  readonly #lying = new Map<TagUid, SimulatedTag>();
  readonly faults: FieldFaults = { failingWrites: 0, lyingWrites: 0, failingReads: 0, before: () => {} };

  put(...tags: readonly SimulatedTag[]): void {
    for (const tag of tags) this.#lying.set(tag.uid, tag);
  }

  take(...tags: readonly SimulatedTag[]): void {
    for (const { uid } of tags) this.#lying.delete(uid);
  }

  get lying(): readonly SimulatedTag[] {
    return [...this.#lying.values()];
  }

  inventory(): readonly SimulatedTag[] {
    this.faults.before('inventory');
    return this.lying;
  }

  describe(uid: TagUid): FieldAnswer<SimulatedTag> {
    this.faults.before('describe');
    return this.#tag(uid);
  }

  read(uid: TagUid, first: number, count: number): FieldAnswer<Uint8Array> {
    this.faults.before('read');
    const tag = this.#tag(uid);
    if (!tag.ok) return tag;
    if (this.#happens('failingReads')) return { ok: false, error: 'read-failed' };
    const { memory, blockSize } = tag.value;
    const end = (first + count) * blockSize;
    if (count === 0 || end > memory.length) return { ok: false, error: 'no-block' };
    return { ok: true, value: memory.slice(first * blockSize, end) };
  }

  write(uid: TagUid, first: number, bytes: Uint8Array): FieldAnswer<null> {
    this.faults.before('write');
    const tag = this.#tag(uid);
    if (!tag.ok) return tag;
    const { memory, blockSize, lockedBlocks } = tag.value;
    const count = bytes.length / blockSize;
    if (first * blockSize + bytes.length > memory.length) return { ok: false, error: 'no-block' };
    for (let block = first; block < first + count; block += 1)
      if (lockedBlocks.has(block)) return { ok: false, error: 'locked' };
    if (this.#happens('failingWrites')) return { ok: false, error: 'write-failed' };
    if (!this.#happens('lyingWrites')) memory.set(bytes, first * blockSize);
    return { ok: true, value: null };
  }

  readAfi(uid: TagUid): FieldAnswer<number> {
    this.faults.before('read-afi');
    const tag = this.#tag(uid);
    return tag.ok ? { ok: true, value: tag.value.afi } : tag;
  }

  writeAfi(uid: TagUid, afi: number): FieldAnswer<null> {
    this.faults.before('write-afi');
    const tag = this.#tag(uid);
    if (!tag.ok) return tag;
    if (tag.value.afiLocked) return { ok: false, error: 'locked' };
    if (this.#happens('failingWrites')) return { ok: false, error: 'write-failed' };
    if (!this.#happens('lyingWrites')) tag.value.afi = afi;
    return { ok: true, value: null };
  }

  #tag(uid: TagUid): FieldAnswer<SimulatedTag> {
    const value = this.#lying.get(uid);
    return value ? { ok: true, value } : { ok: false, error: 'no-tag' };
  }

  #happens(fault: 'failingWrites' | 'lyingWrites' | 'failingReads'): boolean {
    if (this.faults[fault] === 0) return false;
    this.faults[fault] -= 1;
    return true;
  }
}
