import type { AnyEntry, Payload } from '@balie/shared/journal/entry.ts';
import { type Draft, type Reading, seal, type Tip } from '@balie/shared/journal/seal.ts';
import { personalBeside } from '@balie/shared/protocol/databases.ts';
import { itemQueue, titleQueue } from '@balie/shared/protocol/document-ids.ts';
import { plainHold, terms } from '@balie/shared/testing/make-entry.ts';
import type { Couch, CouchDocument } from '../couch/couch.ts';
import type { Resolver } from './resolver.ts';

export const ISIL = 'NL-0800070000';
export const JOURNAL = 'journal-nl-0800070000-202601';
export const START = Date.UTC(2026, 0, 5, 9);

export interface Written {
  readonly entry: AnyEntry;
  readonly payload: Payload | null;
}

/** A desk that writes well-formed entries, for tests. `clockError` is how far its wall clock is ahead, ms. */
export class TestingDesk {
  readonly written: Written[] = [];
  tip: Tip;
  private readonly clockError: number;
  private readonly branch: string;

  constructor(stream: string, { clockError = 0, branch = 'centrum' } = {}) {
    this.tip = { stream, seq: 0, hash: null };
    this.clockError = clockError;
    this.branch = branch;
  }

  /** Writes at `at`, true ms since START. */
  write(
    at: number,
    draft: Pick<Draft, 'kind' | 'body'> & { personal?: Record<string, string>; after?: string[] },
  ): AnyEntry {
    const place = {
      library: ISIL,
      branch: this.branch,
      staff: null,
      session: null,
      rules: 1,
      policy: 'test',
    };
    const reading: Reading = { wall: START + at + this.clockError, mono: at, boot: this.tip.stream };
    const sealed = seal(
      { after: [], ...draft } as unknown as Draft,
      place,
      reading,
      this.tip,
      () => 'c2ln',
      'salt-salt-salt-salt',
    );
    this.tip = sealed.tip;
    this.written.push(sealed);
    return sealed.entry;
  }

  open(at: number, previous: Tip | null = null): AnyEntry {
    return this.write(at, { kind: 'stream.open', body: { previous, program: 'test' } });
  }

  anchor(at: number): AnyEntry {
    return this.write(at, { kind: 'clock.anchor', body: { server: START + at } });
  }

  item(at: number, item: string, title: string | null = null): AnyEntry {
    const body = {
      source: `i${item}`,
      item,
      title,
      work: null,
      owner: 'centrum',
      at: 'centrum',
      shelf: null,
      callNumber: null,
    };
    const rest = { loanGroup: 'boek', mark: null, priceCents: null, holdable: true, circulates: true };
    return this.write(at, { kind: 'item.open', body: { ...body, ...rest } });
  }

  lend(at: number, item: string, patron: string, after: string[] = []): AnyEntry {
    return this.write(at, {
      kind: 'checkout',
      body: { item, patron, due: '2026-01-04', terms: DEAR, again: 'renew' },
      after,
    });
  }

  takeBack(at: number, item: string, captured?: { hold: string; queue: string; patron: string }): AnyEntry {
    const capture = captured ? { captured: { ...captured, pickup: 'centrum', place: null } } : {};
    return this.write(at, { kind: 'checkin', body: { item, destination: { kind: 'shelf' }, ...capture } });
  }

  hold(at: number, queue: string, patron: string): AnyEntry {
    return this.write(at, {
      kind: 'hold.place',
      body: { queue, patron, pickup: 'centrum', priority: 0, ...plainHold },
    });
  }

  /** A hold that another system captured. */
  openHold(at: number, queue: string, patron: string, item: string): AnyEntry {
    const body = {
      source: `h${item}`,
      queue,
      patron,
      pickup: 'centrum',
      placed: START + at,
      suspended: false,
    };
    return this.write(at, {
      kind: 'hold.open',
      body: { ...body, captured: { item, at: START + at, place: null } },
    });
  }

  cancel(at: number, queue: string, hold: string): AnyEntry {
    return this.write(at, { kind: 'hold.cancel', body: { queue, hold, by: 'patron' } });
  }

  patron(at: number, patron: string, personal: Record<string, string>): AnyEntry {
    const body = {
      source: patron,
      patron,
      kind: 'person' as const,
      subscription: 'basis',
      home: 'centrum',
      registered: null,
    };
    const rest = {
      expires: null,
      status: 'active' as const,
      juvenile: false,
      cards: [{ number: `c${patron}`, active: true }],
      fields: Object.keys(personal),
    };
    return this.write(at, { kind: 'patron.open', body: { ...body, ...rest }, personal });
  }
}

const CHARGE = { reason: 'copies', cents: 120, ledger: '8000', vat: 2100 };

/** What costs something, so that loans reach accounts. */
const DEAR = {
  ...terms,
  feeCents: 50,
  late: {
    days: 'calendar' as const,
    graceDays: 0,
    rate: { by: 'period' as const, every: 'day' as const, cents: 20 },
    maximumCents: 500,
    patronMaximumCents: null,
  },
};

/** Puts entries and their payloads in a journal, as the gateway does. */
export async function deliver(couch: Couch, written: readonly Written[], journal = JOURNAL): Promise<void> {
  await couch.createDatabase(journal);
  await couch.createDatabase(personalBeside(journal));
  const payloads = written.flatMap(({ payload }) => payload ?? []);
  if (payloads.length) await couch.bulk(personalBeside(journal), payloads, { newEdits: false });
  await couch.bulk(
    journal,
    written.map(({ entry }) => entry),
    { newEdits: false },
  );
}

/** A day at two desks, with holds, a capture, a cancellation, a patron, and clocks that are wrong until anchored. */
export function aDay(): {
  readonly a: TestingDesk;
  readonly b: TestingDesk;
  readonly all: readonly Written[];
} {
  const a = new TestingDesk('balie-1.aaa', { clockError: 7_200_000 });
  const b = new TestingDesk('balie-2.bbb', { branch: 'noord' });
  a.open(0);
  b.open(0);
  b.anchor(1);
  a.patron(5, 'p-1', { familyName: 'Jansen', pin: 'scrypt', street: 'Dorpsstraat 1' });
  for (let i = 0; i < 20; i++) a.item(10 + i, `B${i}`, `t.${i % 5}`);
  const hold = b.hold(50, titleQueue('t.1'), 'p-2');
  for (let i = 0; i < 20; i++) (i % 2 ? a : b).lend(100 + i, `B${i}`, `p-${i % 3}`);
  for (let i = 0; i < 20; i += 3) b.lend(200 + i, `B${i}`, `p-${(i + 1) % 3}`);
  a.takeBack(300, 'B1', { hold: hold._id, queue: titleQueue('t.1'), patron: 'p-2' });
  b.takeBack(301, 'B6', { hold: hold._id, queue: titleQueue('t.1'), patron: 'p-2' });
  const second = b.hold(310, itemQueue('B4'), 'p-1');
  b.cancel(320, itemQueue('B4'), second._id);
  b.openHold(330, itemQueue('B7'), 'p-2', 'B7');
  a.patron(340, 'p-9', { familyName: 'Janssen', givenName: 'An' });
  b.write(341, { kind: 'patron.merge', body: { patron: 'p-9', into: 'p-1' } });
  b.write(342, { kind: 'item.merge', body: { item: 'B19', into: 'B18' } });
  a.write(343, { kind: 'title.merge', body: { title: 't.1', into: 't.2' } });
  a.write(344, { kind: 'charge', body: { ...CHARGE, patron: 'p-9' } });
  const undone = b.lend(345, 'B2', 'p-2');
  b.write(346, { kind: 'undo', body: { entry: undone._id, kind: 'checkout', documents: ['item:B2'] } });
  const lost = b.takeBack(347, 'B4', { hold: second._id, queue: itemQueue('B4'), patron: 'p-1' });
  b.write(348, {
    kind: 'exception.settle',
    body: { exception: `exception:reshelve:${lost._id}`, answer: 'reshelved' },
  });
  a.write(349, { kind: 'calendar.set', body: { branch: 'centrum', hours: [], closed: [] } });
  a.anchor(400);
  return { a, b, all: [...a.written, ...b.written] };
}

/** Steps until there is nothing more; how many documents were written. */
export async function drain(resolver: Resolver): Promise<number> {
  let written = 0;
  for (let more = true; more;) {
    const step = await resolver.step();
    written += step.written;
    more = step.more;
  }
  return written;
}

/** All documents of a database by id, without their revisions. */
export async function contentOf(couch: Couch, database: string): Promise<Record<string, unknown>> {
  const documents = await couch.range<CouchDocument>(database, { startkey: '', endkey: '\ufff0' });
  return Object.fromEntries(documents.map(({ _rev, ...rest }) => [rest._id, rest]));
}
