import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import type { Bodies } from '@balie/shared/journal/kinds.ts';
import { noteBook } from './book-acts.ts';
import { noteCentre } from './centre-acts.ts';
import { noteMoney } from './money-acts.ts';
import { notePerson } from './person-acts.ts';
import { noteWish } from './wish-acts.ts';
import type { Deed } from './deed.ts';
import type { World } from './world.ts';

interface Undoable {
  readonly putBack: () => void;
  /** Accounts tell of it: what was done with a book since says nothing of the coins. */
  readonly money: boolean;
  /** Something came after it that names the same: it can be taken back no more (L8). */
  overtakenBy: EntryId | null;
}

/** Writes down in the world what staff did, in the order in which it truly happened. */
export class Chronicle {
  /** Undoings that came too late, of which a person is told. */
  readonly refusedUndos = new Set<EntryId>();
  private readonly world: World;
  /** All that was written down, in order. */
  readonly entries: AnyEntry[] = [];
  private readonly known = new Map<EntryId, AnyEntry>();
  private readonly undoable = new Map<EntryId, Undoable>();
  /** What can be undone, by the things that it is about. */
  private readonly about = new Map<string, Undoable[]>();

  constructor(world: World) {
    this.world = world;
  }

  /** True for what was not known yet. */
  note(done: Omit<Deed, 'slipBefore'>): boolean {
    const { entry } = done;
    if (this.known.has(entry._id)) return false;
    const slipBefore = this.world.bookWith(entry.body['item'])?.record.slip ?? null;
    const deed = { ...done, slipBefore };
    this.known.set(entry._id, entry);
    this.entries.push(entry);
    this.world.history.push({ at: deed.at, what: describe(entry) });
    if (entry.kind === 'undo') {
      this.undo(entry);
      return true;
    }
    const things = new Set(thingsNamedBy(this.world, entry));
    const undoable: Undoable = { putBack: this.put(deed), money: isMoney(entry), overtakenBy: null };
    for (const thing of things) {
      const earlier = this.about.get(thing) ?? [];
      for (const one of earlier) if (isMoney(entry) || !one.money) one.overtakenBy ??= entry._id;
      this.about.set(thing, [...earlier, undoable]);
    }
    this.undoable.set(entry._id, undoable);
    return true;
  }

  entryOf(id: EntryId): AnyEntry | null {
    return this.known.get(id) ?? null;
  }

  /** Returns how it is put back. */
  private put(deed: Deed): () => void {
    const { world } = this;
    const undo = [noteBook, noteWish, notePerson, noteMoney, noteCentre].map((note) => note(world, deed));
    return () => {
      for (const one of undo.reverse()) one?.();
    };
  }

  private undo(entry: AnyEntry): void {
    const { entry: of } = entry.body as unknown as Bodies['undo'];
    const target = this.undoable.get(of);
    if (!target) return;
    if (target.overtakenBy !== null) {
      this.refusedUndos.add(entry._id);
      this.world.purse.handBack(of);
      return;
    }
    this.undoable.delete(of);
    target.putBack();
    for (const earlier of this.undoable.values()) if (earlier.overtakenBy === of) earlier.overtakenBy = null;
  }
}

/** Books, loans, holds and charges that an act is about: what stands between it and an undoing (L8). The labels of one book are one name. */
function thingsNamedBy({ books }: World, { _id, kind, body }: AnyEntry): readonly string[] {
  if (kind === 'item.merge') return [];
  const of = (name: string): readonly string[] =>
    typeof body[name] === 'string' ? [`${name}:${body[name]}`] : [];
  const lines = (body['lines'] ?? []) as readonly { readonly charge: string; readonly item?: string }[];
  if (kind.startsWith('debit.')) return lines.map(({ charge }) => `charge:${charge}`);
  const itemOf = (label: string): string =>
    `item:${books.find(({ labels }) => labels.includes(label))?.labels[0] ?? label}`;
  return [
    ...(typeof body['item'] === 'string' ? [itemOf(body['item'])] : []),
    ...of('loan'),
    ...of('hold'),
    ...of('charge'),
    ...lines.flatMap(({ charge, item }) => [`charge:${charge}`, ...(item ? [itemOf(item)] : [])]),
    ...(kind === 'checkout' ? [`loan:${_id}`] : []),
    ...(kind === 'hold.place' ? [`hold:${_id}`] : []),
    ...(kind === 'charge' ? [`charge:${_id}`] : []),
  ];
}

function isMoney({ kind }: AnyEntry): boolean {
  return /^(charge|pay|waive|refund|debit\..*)$/.test(kind);
}

const TOLD = [
  'item',
  'patron',
  'other',
  'into',
  'queue',
  'hold',
  'charge',
  'cents',
  'till',
  'mark',
  'due',
  'entry',
];

function describe({ kind, branch, body, stream, seq }: AnyEntry): string {
  const told = TOLD.flatMap((name) => (body[name] === undefined ? [] : [`${name} ${String(body[name])}`]));
  return `${kind} at ${branch}: ${told.join(', ')} (${stream}:${seq})`;
}
