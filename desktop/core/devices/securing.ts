import type { PadFailureCode, PadTag } from '@balie/hardware/ports/rfid-pad.ts';
import {
  type Security,
  securityOf,
  type SecurityState,
  setSecurity,
} from '@balie/hardware/ports/security.ts';
import type { SecurityTroubleCode } from '../../contract/device-codes.ts';
import type { SecurityView } from '../../contract/devices.ts';
import { codeOf } from '../desk-error.ts';
import { itemOn, type Pads } from './pads.ts';

interface SecuringParts {
  readonly pads: Pick<Pads, 'tags' | 'find'>;
  /** What this desk knows of an item; null where it knows nothing. */
  readonly known: (item: string) => Promise<SecurityState | null>;
  readonly security: () => Promise<Security>;
  readonly changed: () => void;
}

/** A tag that an act of this desk, or a person's word, wants switched. */
interface Owed {
  readonly uid: string;
  readonly item: string;
  readonly wanted: SecurityState;
  /** In vain, since the tag was laid there. */
  tries: number;
  trouble: SecurityTroubleCode | null;
  /** The same, once all tries of a turn were in vain. */
  failure: SecurityTroubleCode | null;
  /** So many turns at it are waited for, the present one included. */
  turns: number;
}

/** How often a tag that lies there is tried, beside what its pad tries by itself. */
const MOST_TRIES = 3;

/** Trying again changes nothing while the tag lies where it lies. */
const LASTING: readonly PadFailureCode[] = [
  'tag-locked',
  'tag-unsupported',
  'tag-gone',
  'pad-lost',
  'pad-refused',
];

/**
 * Switches the security of tags after acts that are durable. What is owed is owed until a tag says it, as long as the program runs;
 * after a restart nothing is, and a tag that says something else than the desk knows is only named.
 */
export class Securing {
  private readonly parts: SecuringParts;
  private readonly owed = new Map<string, Owed>();
  /** By item: the tags that lay there when an act on it began. */
  private readonly laid = new Map<string, readonly string[]>();
  private following: Promise<unknown> = Promise.resolve();
  private turn: Promise<void> = Promise.resolve();

  constructor(parts: SecuringParts) {
    this.parts = parts;
  }

  /** Does an act on an item whose tags lie there; one that is taken away before it is done has to follow all the same. */
  async during<T>(item: string, uids: readonly string[], act: () => Promise<T>): Promise<T> {
    this.laid.set(item, uids);
    try {
      return await act();
    } finally {
      this.laid.delete(item);
    }
  }

  /**
   * An act on the item is on the disk: its tags that lie there have to say so. False when none does. Rejects when this desk cannot
   * look up what it knows of the item.
   */
  follow(item: string): Promise<boolean> {
    // One after the other: what an earlier act wants is looked up before what a later one does.
    const mine = this.following.then(() => this.owe(item));
    this.following = mine.catch(() => null);
    return mine;
  }

  /** A tag was laid there (again): what is owed of it is tried anew. */
  came(uid: string): void {
    const owed = this.owed.get(uid);
    if (!owed) return;
    owed.tries = 0;
    this.pursue(owed);
  }

  /** A tag was read again: it may say by now what it has to. */
  read(uid: string): void {
    const owed = this.owed.get(uid);
    if (owed?.turns === 0) this.pursue(owed);
  }

  /** Of the tags of one item that lie there. */
  async of(tags: readonly PadTag[]): Promise<SecurityView> {
    const owed = await this.stillOwed(tags.flatMap(({ uid }) => this.owed.get(uid) ?? []));
    // One that failed stays so while it is tried again: what is named does not come and go.
    const code = owed.map(({ failure }) => failure).find((one) => one !== null);
    if (code) return { state: 'failed', code };
    if (owed.length) return { state: 'pending' };
    const item = tags[0] && itemOn(tags[0]);
    const known = item ? await this.parts.known(item) : null;
    if (known === null || tags.some(({ afi }) => afi === null)) return { state: 'unknown' };
    const security = await this.parts.security();
    const said = tags.map((tag) => securityOf(tag, security)).find((one) => one !== known);
    return said === undefined ? { state: 'done' } : { state: 'misfit', tag: said, item: known };
  }

  /** Tags that went before they said what they have to. */
  async away(): Promise<readonly Pick<Owed, 'uid' | 'item' | 'wanted' | 'failure'>[]> {
    const gone = [...this.owed.values()].filter(({ uid }) => this.parts.pads.find(uid) === null);
    return this.stillOwed(gone);
  }

  /** Resolves when nothing is being switched any more. */
  async rest(): Promise<void> {
    await this.turn;
  }

  private async owe(item: string): Promise<boolean> {
    const wanted = await this.parts.known(item);
    for (const owed of this.owed.values()) if (owed.item === item && owed.wanted !== wanted) this.end(owed);
    this.parts.changed();
    if (wanted === null) return false;
    const lying = this.parts.pads.tags().flatMap((tag) => (itemOn(tag) === item ? [tag.uid] : []));
    for (const uid of new Set([...lying, ...(this.laid.get(item) ?? [])])) {
      const owed = { uid, item, wanted, tries: 0, trouble: null, failure: null, turns: 0 };
      this.owed.set(uid, owed);
      this.pursue(owed);
    }
    return lying.length > 0;
  }

  /** One after the other, so that of two acts on a book the later one has the last word. */
  private pursue(owed: Owed): void {
    owed.turns += 1;
    this.turn = this.turn.then(() => this.switchTag(owed));
  }

  /** Ends with the tag switched, or with a reason why it is not. Never rejects. */
  private async switchTag(owed: Owed): Promise<void> {
    try {
      let goesOn = true;
      while (goesOn && (await this.isOwed(owed))) goesOn = await this.tryOnce(owed);
    } catch (error) {
      owed.trouble = codeOf(error);
    }
    owed.failure = owed.trouble;
    owed.turns -= 1;
    this.parts.changed();
  }

  /** Whether another try could do what this one did not. */
  private async tryOnce(owed: Owed): Promise<boolean> {
    const { uid, item, wanted } = owed;
    const security = await this.parts.security();
    const found = this.parts.pads.find(uid);
    if (!found) {
      owed.trouble = 'tag-gone';
      return false;
    }
    const written = itemOn(found.tag);
    const isAnothers = written !== null && written !== item;
    if (isAnothers || securityOf(found.tag, security) === wanted) this.end(owed);
    if (!this.isWanted(owed) || owed.tries === MOST_TRIES) return false;
    owed.tries += 1;
    const result = await setSecurity(found.on.pad, found.tag.uid, wanted, security);
    if (result.ok) this.end(owed);
    else owed.trouble = result.failure.code;
    return !result.ok && !LASTING.includes(result.failure.code);
  }

  private async stillOwed(all: readonly Owed[]): Promise<readonly Owed[]> {
    const isOwed = await Promise.all(all.map((owed) => this.isOwed(owed)));
    return all.filter((_, at) => isOwed[at]);
  }

  /** Another act on the item, here or elsewhere, ends what an earlier one wanted. */
  private async isOwed(owed: Owed): Promise<boolean> {
    if (this.isWanted(owed) && (await this.parts.known(owed.item)) !== owed.wanted) this.end(owed);
    return this.isWanted(owed);
  }

  private isWanted(owed: Owed): boolean {
    return this.owed.get(owed.uid) === owed;
  }

  private end(owed: Owed): void {
    if (this.isWanted(owed)) this.owed.delete(owed.uid);
  }
}
