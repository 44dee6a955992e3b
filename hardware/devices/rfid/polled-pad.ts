import type { TagUid } from '../../codecs/rfid/tag-uid.ts';
import type { TagMemory } from '../../codecs/rfid/tag-memory.ts';
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
import { Presence } from './presence.ts';
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
  readonly #presence: Presence;
  #commands: PadCommands | null = null;
  #turn: Promise<unknown> = Promise.resolve();
  #stopWaiting = (): void => {};
  #silences = 0;
  #reopened = 0;
  #isClosed = false;
  #lostBy: PadFailureCode | null = null;
  #fault: PadFailure = { code: 'pad-lost', uid: null, detail: 'The pad has not been opened yet.' };

  constructor(parts: PadParts) {
    this.#parts = parts;
    this.#presence = new Presence(parts.times.looksBeforeGone);
    this.#later(0, () => this.#open());
  }

  get isReady(): boolean {
    return this.#commands !== null;
  }

  present(): readonly PadTag[] {
    return this.#presence.tags();
  }

  onEvent(listener: (event: PadEvent) => void): () => void {
    const own = (event: PadEvent): void => listener(event);
    this.#listeners.add(own);
    return () => this.#listeners.delete(own);
  }

  readBlocks(uid: TagUid, first: number, count: number): Promise<PadResult<Uint8Array>> {
    return this.#try(uid, async (commands) => {
      return await readMemory(commands, uid, this.#memoryOf(uid).blockSize, first, count);
    });
  }

  async writeBlocks(uid: TagUid, first: number, bytes: Uint8Array): Promise<PadResult<null>> {
    const result = await this.#try(uid, async (commands) => {
      const memory = this.#memoryOf(uid);
      await writeConfirmed(commands, uid, memory.blockSize, first, bytes);
      const known = Uint8Array.from(memory.bytes);
      const at = first * memory.blockSize;
      known.set(bytes.subarray(0, Math.max(0, known.length - at)), Math.min(at, known.length));
      const reading = this.#parts.models.read(
        { ...memory, bytes: known },
        this.#presence.find(uid)?.dsfid ?? null,
      );
      this.#tell(
        this.#presence.learn(uid, (tag) => ({ ...tag, memory: { ...memory, bytes: known }, reading })),
      );
      return null;
    });
    // What stands there now is not known; the next look reads it.
    if (!result.ok)
      this.#tell(this.#presence.learn(uid, (tag) => ({ ...tag, reading: unreadable(result.failure) }), true));
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
    this.#tell(this.#presence.learn(uid, (tag) => ({ ...tag, afi: result.ok ? afi : null }), !result.ok));
    return result;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#fault = { code: 'pad-lost', uid: null, detail: 'The pad was closed.' };
    this.#listeners.clear();
    this.#presence.clear();
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
      this.#tellLost({ code, uid: null, detail: detailOf(error) });
      return this.#reopen();
    }
    if (!this.isReady) return;
    this.#reopened = 0;
    this.#lostBy = null;
    this.#tell([{ kind: 'ready' }]);
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
    this.#presence.clear();
    this.#stopWaiting();
    this.#tellLost(failure);
    this.#reopen();
  }

  /** Once for each reason until it is back. */
  #tellLost(failure: PadFailure): void {
    const isNews = this.#lostBy !== failure.code;
    this.#fault = failure;
    this.#lostBy = failure.code;
    if (isNews) this.#tell([{ kind: 'lost', failure }]);
  }

  async #look(): Promise<void> {
    // The pad may be lost meanwhile and opened anew, and then looks by itself.
    const mine = this.#commands;
    const found = await this.#once(null, (commands) => commands.inventory());
    if (found.ok && this.#commands === mine) {
      this.#tell(this.#presence.look(new Set(found.value.map(({ uid }) => uid))));
      for (const tag of found.value) {
        const read = this.#presence.isToBeRead(tag.uid) ? await this.#read(tag) : null;
        if (this.#commands !== mine) return;
        if (read !== null) this.#tell(this.#presence.read(read));
      }
    }
    if (mine !== null && this.#commands === mine) this.#later(this.#parts.times.lookMs, () => this.#look());
  }

  /** A mistake in a listener or a command: told, and begun anew, rather than never looking again. */
  #stumble(error: unknown): void {
    const failure = { code: 'pad-lost', uid: null, detail: detailOf(error) } as const;
    if (this.#commands !== null) this.#abandon(this.#commands, failure);
    else this.#reopen();
  }

  async #read({ uid, dsfid }: FoundTag): Promise<PadTag> {
    const task = async (commands: PadCommands): Promise<PadTag> => {
      const { afi, blockSize, blocks } = await commands.describe(uid);
      const count = Math.min(blocks, Math.ceil(mostBytes / blockSize));
      const memory = { blockSize, bytes: await readMemory(commands, uid, blockSize, 0, count) };
      return { uid, dsfid, afi, memory, reading: this.#parts.models.read(memory, dsfid) };
    };
    // A tag that is known not to answer does not hold up the others at every look.
    const isKnown = this.#presence.find(uid) !== undefined;
    const result = isKnown ? await this.#once(uid, task) : await this.#try(uid, task);
    if (result.ok) return result.value;
    const memory = { blockSize: 4, bytes: new Uint8Array() };
    return { uid, dsfid, afi: null, memory, reading: unreadable(result.failure) };
  }

  #memoryOf(uid: TagUid): TagMemory {
    const tag = this.#presence.find(uid);
    if (tag === undefined) throw new PadFault('tag-gone', 'The tag does not lie on the pad.');
    if (tag.memory.bytes.length === 0)
      throw new PadFault('read-failed', 'How the tag is made could not be read.');
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

  #tell(events: readonly PadEvent[]): void {
    for (const event of events) for (const listener of [...this.#listeners]) listener(event);
  }
}

function unreadable(failure: PadFailure): PadTag['reading'] {
  return { kind: 'unreadable', failure };
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
