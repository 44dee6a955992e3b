import type { TagModels } from '../../codecs/rfid/tag-models.ts';
import type { TagUid } from '../../codecs/rfid/tag-uid.ts';
import type {
  PadEvent,
  PadFailure,
  PadFailureCode,
  PadResult,
  PadTag,
  RfidPad,
} from '../../ports/rfid-pad.ts';
import { SimulatedField, type FieldAnswer, type FieldError, type SimulatedTag } from './simulated-field.ts';

const codes: Readonly<Record<FieldError, PadFailureCode>> = {
  'no-tag': 'tag-gone',
  'no-block': 'outside-memory',
  locked: 'tag-locked',
  'write-failed': 'write-failed',
  'read-failed': 'read-failed',
};
const final: readonly PadFailureCode[] = ['tag-locked', 'outside-memory', 'pad-lost'];
const tries = 3;

/** A pad in memory, for tests of what uses one: tags come and go at once, and nothing waits. */
export class MemoryPad implements RfidPad {
  readonly field = new SimulatedField();
  readonly #models: TagModels;
  readonly #listeners = new Set<(event: PadEvent) => void>();
  readonly #lying = new Map<TagUid, PadTag>();
  #failure: PadFailure | null = null;

  constructor(models: TagModels) {
    this.#models = models;
  }

  put(...tags: readonly SimulatedTag[]): void {
    this.field.put(...tags);
    this.#look();
  }

  take(...tags: readonly SimulatedTag[]): void {
    this.field.take(...tags);
    this.#look();
  }

  /** As if its cable was pulled. */
  lose(): void {
    this.#failure = { code: 'pad-lost', uid: null, detail: 'The cable was pulled.' };
    this.#lying.clear();
    this.#tell({ kind: 'lost', failure: this.#failure });
  }

  find(): void {
    this.#failure = null;
    this.#tell({ kind: 'ready' });
    this.#look();
  }

  get isReady(): boolean {
    return this.#failure === null;
  }

  present(): readonly PadTag[] {
    return [...this.#lying.values()];
  }

  onEvent(listener: (event: PadEvent) => void): () => void {
    const own = (event: PadEvent): void => listener(event);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  async readBlocks(uid: TagUid, first: number, count: number): Promise<PadResult<Uint8Array>> {
    return this.#try(uid, () => this.field.read(uid, first, count));
  }

  async writeBlocks(uid: TagUid, first: number, bytes: Uint8Array): Promise<PadResult<null>> {
    const result = this.#try(uid, () => {
      const blockSize = this.#lying.get(uid)?.memory.blockSize;
      if (blockSize === undefined) return { ok: false, error: 'no-tag' };
      const written = this.field.write(uid, first, bytes);
      if (!written.ok) return written;
      const standing = this.field.read(uid, first, bytes.length / blockSize);
      if (!standing.ok) return standing;
      return standing.value.every((byte, at) => byte === bytes[at])
        ? written
        : { ok: false, error: 'write-failed' };
    });
    this.#learn(uid, (tag) =>
      result.ok ? this.#read(tag) : { ...tag, reading: { kind: 'unreadable', failure: result.failure } },
    );
    return result;
  }

  async readAfi(uid: TagUid): Promise<PadResult<number>> {
    return this.#try(uid, () => this.field.readAfi(uid));
  }

  async writeAfi(uid: TagUid, afi: number): Promise<PadResult<null>> {
    const result = this.#try(uid, () => {
      const written = this.field.writeAfi(uid, afi);
      if (!written.ok) return written;
      const standing = this.field.readAfi(uid);
      if (!standing.ok) return standing;
      return standing.value === afi ? written : { ok: false, error: 'write-failed' };
    });
    this.#learn(uid, (tag) => ({ ...tag, afi: result.ok ? afi : null }));
    return result;
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    this.#lying.clear();
    this.#failure = { code: 'pad-lost', uid: null, detail: 'The pad was closed.' };
  }

  #look(): void {
    if (!this.isReady) return;
    const seen = this.field.inventory();
    for (const uid of [...this.#lying.keys()]) {
      if (seen.some((tag) => tag.uid === uid)) continue;
      this.#lying.delete(uid);
      this.#tell({ kind: 'went', uid });
    }
    for (const { uid, dsfid } of seen) {
      const before = this.#lying.get(uid);
      if (before !== undefined && before.afi !== null && before.reading.kind !== 'unreadable') continue;
      const unread = { afi: null, memory: { blockSize: 4, bytes: new Uint8Array() } };
      const failure = { code: 'read-failed', uid, detail: 'Not read yet.' } as const;
      const tag = this.#read({ uid, dsfid, ...unread, reading: { kind: 'unreadable', failure } });
      this.#lying.set(uid, tag);
      if (before === undefined) this.#tell({ kind: 'came', tag });
      else if (tag.reading.kind !== 'unreadable') this.#tell({ kind: 'changed', tag });
    }
  }

  #read(tag: PadTag): PadTag {
    const result = this.#try(tag.uid, (): FieldAnswer<Pick<PadTag, 'afi' | 'memory'>> => {
      const described = this.field.describe(tag.uid);
      if (!described.ok) return described;
      const { afi, blockSize, memory } = described.value;
      const read = this.field.read(tag.uid, 0, memory.length / blockSize);
      return read.ok ? { ok: true, value: { afi, memory: { blockSize, bytes: read.value } } } : read;
    });
    if (!result.ok) return { ...tag, reading: { kind: 'unreadable', failure: result.failure } };
    return { ...tag, ...result.value, reading: this.#models.read(result.value.memory, tag.dsfid) };
  }

  #learn(uid: TagUid, better: (tag: PadTag) => PadTag): void {
    const before = this.#lying.get(uid);
    if (before === undefined) return;
    const tag = better(before);
    this.#lying.set(uid, tag);
    this.#tell({ kind: 'changed', tag });
  }

  #try<T>(uid: TagUid, task: () => FieldAnswer<T>): PadResult<T> {
    for (let time = 1; ; time += 1) {
      if (this.#failure !== null) return { ok: false, failure: { ...this.#failure, uid } };
      const answer = task();
      if (answer.ok) return answer;
      const code = codes[answer.error];
      const failure = { code, uid, detail: `The simulated field answered ${answer.error}.` };
      if (time >= tries || final.includes(code)) return { ok: false, failure };
    }
  }

  #tell(event: PadEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
