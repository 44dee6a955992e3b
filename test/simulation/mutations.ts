import { nameOf } from '../mutate/mutation.ts';
import { mutations as mutationsOfRules } from '../mutate/mutations.ts';
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

/** Of the mistakes that the tests of the rules notice, those that a simulation meets often enough to notice them by itself. */
const OF_THE_RULES = [
  'L9 a lost book that comes back is not found',
  'H2 a copy scanned again for its hold is captured anew',
  'P3 merged ids stand beside each other',
  'P3 “not the same” parts nobody',
];

/** Deliberate mistakes in the rules and the sync, each of which a simulation must notice. */
export const mutations: readonly Mutation[] = [
  ...mutationsOfRules.flatMap((one) =>
    OF_THE_RULES.includes(nameOf(one)) ? [{ ...one, name: nameOf(one) }] : [],
  ),
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
  {
    name: 'first-day-free',
    says: 'the first day after the due date costs nothing (M3)',
    file: 'shared/accounts/late-charge.ts',
    find: 'days - terms.graceDays',
    replace: 'days - terms.graceDays - 1',
  },
  {
    name: 'cancelled-waits',
    says: 'a hold that was cancelled waits on (H5)',
    file: 'shared/holds/fold-queue.ts',
    find: 'hold.end(`cancelled-by-${fact.body.by}`, { at, by })',
    replace: 'undefined',
  },
  {
    name: 'library-stays-open',
    says: 'a closing of the whole library closes no branch (D8)',
    file: 'shared/calendar/fold-calendar.ts',
    find: ', ...(library?.closings ?? [])]',
    replace: ']',
  },
  {
    name: 'labels-stay-two',
    says: 'two labels of one book stay two books (L10)',
    file: 'shared/circulation/one-book.ts',
    find: 'const { root, members } = classOf(barcode, withoutUndone(ordered, new Set()).live);',
    replace: 'const [root, members] = [barcode, new Set([barcode])];',
  },
  {
    name: 'titles-stay-two',
    says: 'joined titles keep a queue each (H1)',
    file: 'shared/holds/fold-queue.ts',
    find: 'if (!id.startsWith(TITLE)) return',
    replace: 'if (id.length > 0) return',
  },
  {
    name: 'reversed-stays-paid',
    says: 'what the bank took back stays paid (M7)',
    file: 'shared/accounts/settlement.ts',
    find: 'if (settled) settled.paid -= ofCharge;',
    replace: '',
  },
  {
    name: 'bounced-is-told',
    says: 'who was never reached counts as told (N1)',
    file: 'shared/notices/fold-notices.ts',
    find: "'notice.failed': 'failed'",
    replace: "'notice.failed': 'sent'",
  },
  {
    name: 'undo-does-nothing',
    says: 'what was undone stands as it was (L8)',
    file: 'shared/journal/undo.ts',
    find: '    if (!between) {',
    replace: '    if (!between && between) {',
  },
  {
    name: 'missing-at-third',
    says: 'a copy is missing after three pull lists (H6)',
    file: 'shared/circulation/marks.ts',
    find: 'this.notOnShelf >= ',
    replace: 'this.notOnShelf > ',
  },
  {
    name: 'supplied-for-ever',
    says: 'a copy that another library sent home stays away (I3)',
    file: 'shared/circulation/whereabouts.ts',
    find: "leg === 'arrived' ? null : {",
    replace: '{',
  },
  {
    name: 'nobody-is-forgotten',
    says: 'who was erased is still there (A4)',
    file: 'shared/patrons/own-acts.ts',
    find: '.every((named) => erased.has(named));',
    replace: '.every((named) => erased.has(named) && named.length === 0);',
  },
  {
    name: 'payloads-stay',
    says: 'what identifies who was erased stays beside the journals (A1)',
    file: 'sync-server/resolver/resolver.ts',
    find: 'await erasePayloads(this.ports.couch, batch.journals, erased);',
    replace: '',
  },
];
