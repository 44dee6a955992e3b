import type { TagUid } from '../../codecs/rfid/tag-uid.ts';
import type { TagModels } from '../../codecs/rfid/tag-models.ts';
import type {
  PadEvent,
  PadFailure,
  PadFailureCode,
  PadResult,
  PadTag,
  RfidPad,
} from '../../ports/rfid-pad.ts';
import type { Timer } from '../../ports/timer.ts';
import { PadFault, type FoundTag, type PadCommands } from './pad-commands.ts';
import { readMemory, writeAfiConfirmed, writeConfirmed } from './tag-access.ts';

export interface PadTimes {
  /** Between two looks at what lies there, ms. */
  readonly lookMs: number;
  /** So many looks in a row have to miss a tag before it is said to have gone: tags at the edge come and go. */
  readonly looksBeforeGone: number;
  /** How often something is tried with a tag before it is said to fail, and the pause between, ms. */
  readonly tries: number;
  readonly betweenTriesMs: number;
  /** So many unanswered requests in a row, and the pad counts as lost and is opened anew. */
  readonly silencesBeforeLost: number;
  /** Pauses before it is opened again, ms; the last is kept to. */
  readonly reopenMs: readonly number[];
}

export const usualPadTimes: PadTimes = {
  lookMs: 150,
  looksBeforeGone: 3,
  tries: 3,
  betweenTriesMs: 50,
  silencesBeforeLost: 3,
  reopenMs: [500, 1_000, 2_000, 4_000, 8_000, 15_000],
};

/** Labels stand at the beginning; some tags have 2,000 bytes behind. */
const mostBytes = 128;

const final: readonly PadFailureCode[] = [
  'tag-locked',
  'tag-unsupported',
  'outside-memory',
  'pad-lost',
  'pad-refused',
];

export interface PadParts {
  /** Opens the pad and the way to speak with it; rejects with a `PadFault` or a `LinkError`. */
  readonly open: () => Promise<PadCommands>;
  readonly models: TagModels;
  readonly timer: Timer;
  readonly times: PadTimes;
}

/** A pad that is asked again and again what lies on it. One thing at a time is done; looks and commands take turns. */
export class PolledPad implements RfidPad {
  readonly #parts: PadParts;
  readonly #listeners = new Set<(event: PadEvent) => void>();
  readonly #lying = new Map<TagUid, { tag: PadTag; missed: number }>();
  /** In the field at the last look, but gone when they were to be read. */
  readonly #elusive = new Set<TagUid>();
  #commands: PadCommands | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #stopWaiting = (): void => {};
  #silences = 0;
  #reopened = 0;
  #isClosed = false;
  #fault: PadFailure = { code: 'pad-lost', uid: null, detail: 'The pad has not been opened yet.' };

  constructor(parts: PadParts) {
    this.#parts = parts;
    this.#later(0, () => this.#open());
  }

  get isReady(): boolean {
    return this.#commands !== null;
  }

  present(): readonly PadTag[] {
    return [...this.#lying.values()].map(({ tag }) => tag);
  }

  onEvent(listener: (event: PadEvent) => void): () => void {
    const own = (event: PadEvent): void => listener(event);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  readBlocks(uid: TagUid, first: number, count: number): Promise<PadResult<Uint8Array>> {
    return this.#try(uid, async (commands) => {
      const { blockSize } = this.#memoryOf(uid);
      return await readMemory(commands, uid, blockSize, first, count);
    });
  }

  async writeBlocks(uid: TagUid, first: number, bytes: Uint8Array): Promise<PadResult<null>> {
    const result = await this.#try(uid, async (commands) => {
      const memory = this.#memoryOf(uid);
      await writeConfirmed(commands, uid, memory.blockSize, first, bytes);
      const known = Uint8Array.from(memory.bytes);
      const at = first * memory.blockSize;
      known.set(bytes.subarray(0, Math.max(0, known.length - at)), Math.min(at, known.length));
      this.#learn(uid, (tag) => ({ ...tag, ...this.#read({ ...memory, bytes: known }, tag.dsfid) }));
      return null;
    });
    // What stands there now is not known; the next look reads it.
    if (!result.ok)
      this.#learn(uid, (tag) => ({ ...tag, reading: { kind: 'unreadable', failure: result.failure } }));
    return result;
  }

  readAfi(uid: TagUid): Promise<PadResult<number>> {
    return this.#try(uid, (commands) => commands.readAfi(uid));
  }

  async writeAfi(uid: TagUid, afi: number): Promise<PadResult<null>> {
    const result = await this.#try(uid, async (commands) => {
      await writeAfiConfirmed(commands, uid, afi);
      return null;
    });
    this.#learn(uid, (tag) => ({ ...tag, afi: result.ok ? afi : null }));
    return result;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#fault = { code: 'pad-lost', uid: null, detail: 'The pad was closed.' };
    this.#listeners.clear();
    this.#lying.clear();
    this.#stopWaiting();
    await this.#commands?.close();
    this.#commands = null;
    await this.#turn;
  }

  #later(ms: number, then: () => Promise<void>): void {
    if (this.#isClosed) return;
    this.#stopWaiting = this.#parts.timer.after(ms, () => {
      then().catch((error: unknown) => this.#stumble(error));
    });
  }

  async #open(): Promise<void> {
    try {
      await this.#inTurn(async () => this.#use(await this.#parts.open()));
    } catch (error) {
      const code = error instanceof PadFault ? error.code : 'pad-lost';
      this.#fault = { code, uid: null, detail: detailOf(error) };
      return this.#reopen();
    }
    if (!this.isReady) return;
    this.#reopened = 0;
    this.#tell({ kind: 'ready' });
    this.#later(0, () => this.#look());
  }

  async #use(commands: PadCommands): Promise<void> {
    if (this.#isClosed) return await commands.close();
    this.#commands = commands;
    this.#silences = 0;
    commands.onEnd((detail) => this.#lose(commands, { code: 'pad-lost', uid: null, detail }));
  }

  #reopen(): void {
    const pauses = this.#parts.times.reopenMs;
    const pause = pauses[Math.min(this.#reopened, pauses.length - 1)] ?? 0;
    this.#reopened += 1;
    this.#later(pause, () => this.#open());
  }

  #lose(commands: PadCommands, failure: PadFailure): void {
    if (this.#isClosed || this.#commands !== commands) return;
    this.#commands = null;
    this.#fault = failure;
    this.#lying.clear();
    this.#stopWaiting();
    this.#tell({ kind: 'lost', failure });
    this.#reopen();
  }

  async #look(): Promise<void> {
    const found = await this.#once(null, (commands) => commands.inventory());
    if (found.ok) {
      this.#miss(new Set(found.value.map(({ uid }) => uid)));
      for (const tag of found.value) await this.#meet(tag);
    }
    if (this.isReady) this.#later(this.#parts.times.lookMs, () => this.#look());
  }

  /** A mistake in a listener or a command: told, and begun anew, rather than never looking again. */
  #stumble(error: unknown): void {
    const failure = { code: 'pad-lost', uid: null, detail: detailOf(error) } as const;
    if (this.#commands !== null) this.#abandon(this.#commands, failure);
    else this.#reopen();
  }

  /** A tag that was just met, or that could not be read so far, is read. */
  async #meet({ uid, dsfid }: FoundTag): Promise<void> {
    const before = this.#lying.get(uid)?.tag;
    if (before !== undefined && before.reading.kind !== 'unreadable') return;
    const read = async (commands: PadCommands): Promise<Pick<PadTag, 'afi' | 'memory' | 'reading'>> => {
      const { afi, blockSize, blocks } = await commands.describe(uid);
      const count = Math.min(blocks, Math.ceil(mostBytes / blockSize));
      const bytes = await readMemory(commands, uid, blockSize, 0, count);
      return { afi, ...this.#read({ blockSize, bytes }, dsfid) };
    };
    const result = before === undefined ? await this.#try(uid, read) : await this.#once(uid, read);
    if (!this.isReady) return;
    if (result.ok && before !== undefined) return this.#learn(uid, (tag) => ({ ...tag, ...result.value }));
    if (before !== undefined) return;
    // A tag that was only passing by is not spoken of; one that is there at the next look too lies at the edge.
    const isPassing = !result.ok && result.failure.code === 'tag-gone' && !this.#elusive.has(uid);
    if (isPassing) this.#elusive.add(uid);
    else this.#come({ uid, dsfid, ...(result.ok ? result.value : unread(result.failure)) });
  }

  #come(tag: PadTag): void {
    this.#lying.set(tag.uid, { tag, missed: 0 });
    this.#tell({ kind: 'came', tag });
  }

  #miss(seen: ReadonlySet<TagUid>): void {
    for (const uid of [...this.#elusive]) if (!seen.has(uid)) this.#elusive.delete(uid);
    for (const [uid, lying] of [...this.#lying]) {
      lying.missed = seen.has(uid) ? 0 : lying.missed + 1;
      if (lying.missed < this.#parts.times.looksBeforeGone) continue;
      this.#lying.delete(uid);
      this.#tell({ kind: 'went', uid });
    }
  }

  #learn(uid: TagUid, better: (tag: PadTag) => PadTag): void {
    const lying = this.#lying.get(uid);
    if (lying === undefined) return;
    lying.tag = better(lying.tag);
    this.#tell({ kind: 'changed', tag: lying.tag });
  }

  #read(memory: PadTag['memory'], dsfid: number | null): Pick<PadTag, 'memory' | 'reading'> {
    return { memory, reading: this.#parts.models.read(memory, dsfid) };
  }

  #memoryOf(uid: TagUid): PadTag['memory'] {
    const tag = this.#lying.get(uid)?.tag;
    if (tag === undefined) throw new PadFault('tag-gone', 'The tag does not lie on the pad.');
    return tag.memory;
  }

  async #try<T>(uid: TagUid, task: (commands: PadCommands) => Promise<T>): Promise<PadResult<T>> {
    const { tries, betweenTriesMs } = this.#parts.times;
    for (let time = 1; ; time += 1) {
      const result = await this.#once(uid, task);
      if (result.ok || time >= tries || final.includes(result.failure.code)) return result;
      await new Promise<void>((passed) => this.#parts.timer.after(betweenTriesMs, passed));
    }
  }

  async #once<T>(uid: TagUid | null, task: (commands: PadCommands) => Promise<T>): Promise<PadResult<T>> {
    return await this.#inTurn(async (): Promise<PadResult<T>> => {
      const commands = this.#commands;
      if (commands === null) return { ok: false, failure: { ...this.#fault, uid } };
      try {
        const value = await task(commands);
        this.#silences = 0;
        return { ok: true, value };
      } catch (error) {
        if (!(error instanceof PadFault)) throw error;
        const failure = { code: error.code, uid, detail: error.message };
        this.#countSilence(commands, failure);
        return { ok: false, failure };
      }
    });
  }

  #countSilence(commands: PadCommands, failure: PadFailure): void {
    this.#silences = failure.code === 'pad-silent' ? this.#silences + 1 : 0;
    if (this.#silences < this.#parts.times.silencesBeforeLost) return;
    this.#abandon(commands, { ...failure, uid: null });
  }

  #abandon(commands: PadCommands, failure: PadFailure): void {
    this.#lose(commands, failure);
    void commands.close();
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(task);
    this.#turn = mine.catch(() => null);
    return mine;
  }

  #tell(event: PadEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}

function unread(failure: PadFailure): Pick<PadTag, 'afi' | 'memory' | 'reading'> {
  return {
    afi: null,
    memory: { blockSize: 4, bytes: new Uint8Array() },
    reading: { kind: 'unreadable', failure },
  };
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
