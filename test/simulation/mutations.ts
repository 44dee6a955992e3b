import type { Fault } from './options.ts';

export interface Mutation {
  readonly name: string;
  /** What a programmer might have got wrong. */
  readonly says: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** What has to go wrong for it to show; everything when left out. */
  readonly faults?: readonly Fault[];
}

/** Deliberate mistakes in the rules and the sync, each of which a simulation must notice. */
export const mutations: readonly Mutation[] = [
  {
    name: 'order-by-stream',
    says: 'facts of a document are put in order of their streams, not of time (L1)',
    file: 'shared/journal/order.ts',
    find: 'a.fact.at - b.fact.at || compare(a.stream, b.stream)',
    replace: 'compare(a.stream, b.stream)',
  },
  {
    name: 'checkin-needs-loan',
    says: 'a checkin without an open loan does not say where the book is (L5)',
    file: 'shared/circulation/fold-item.ts',
    find: "case 'checkin':\n        this.handled(fact.branch);",
    replace: "case 'checkin':\n        if (!loans.open) return;\n        this.handled(fact.branch);",
  },
  {
    name: 'answer-before-sync',
    says: 'the screen says done before the entry is on the disk',
    file: 'shared/journal/journal-files.ts',
    find: 'if (text) await stream.file.appendSynced(text);',
    replace: 'if (text) void stream.file.appendSynced(text).catch(() => undefined);',
  },
  {
    name: 'numbers-never-fall',
    says: 'a desk does not believe a centre that has less than before',
    file: 'desktop/core/journal-book.ts',
    find: 'this.sent.delete(stream);\n      this.known.set(stream, numbers);',
    replace: 'continue;\n      this.known.set(stream, numbers);',
    faults: ['restore'],
  },
  {
    name: 'restore-unnoticed',
    says: 'a desk that was in contact all along does not ask again after the centre came back from a backup',
    file: 'desktop/core/sync.ts',
    find: 'if (status.generation !== this.generation) this.renew();',
    replace: '',
    faults: ['restore'],
  },
  {
    name: 'numbers-are-enough',
    says: 'a desk takes its entries for received because the centre has these numbers, from a copy of this machine',
    file: 'desktop/core/journal-book.ts',
    find: 'const sure = (this.confirmed.get(stream) ?? 0) >= received ? received : received - 1;',
    replace: 'const sure = received;',
    faults: ['fork'],
  },
  {
    name: 'half-written-is-written',
    says: 'the resolver moves on when _bulk_docs wrote only some of the documents',
    file: 'sync-server/resolver/write-documents.ts',
    find: 'else throw new Error(`${database}/${row.id} was not written: ${row.error}, ${row.reason}`);',
    replace: "else revisions.set(row.id, '1-0');",
    faults: ['bulk'],
  },
  {
    name: 'times-stay',
    says: 'an anchor that comes late does not time again what was folded before it',
    file: 'sync-server/resolver/resolver.ts',
    find: 'for (const stream of streams.retimed) {',
    replace: 'for (const stream of streams.retimed.slice(0, 0)) {',
  },
  {
    name: 'wall-clock-believed',
    says: 'an entry has the time of its desk, right or wrong',
    file: 'shared/clock/timing.ts',
    find: 'const at = anchor ? timeFrom(timed(anchor), reading)',
    replace: 'const at = anchor ? reading.wall',
    faults: ['clock', 'partition'],
  },
];
