import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { JournalBook } from '@balie/desktop/core/journal-book.ts';
import { GatewayError } from '@balie/desktop/core/ports.ts';
import { Sync } from '@balie/desktop/core/sync.ts';
import { FakeClock } from '@balie/desktop/core/testing-ports.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { JournalRecord } from '@balie/shared/journal/journal-lines.ts';
import type { PushRequest } from '@balie/shared/protocol/api.ts';
import { MemoryCouch } from '@balie/sync-server/couch/memory-couch.ts';
import { Receiver } from '@balie/sync-server/gateway/receive.ts';
import { noted, TestDesk } from '@balie/sync-server/gateway/test-desk.ts';

const LIBRARY = 'NL-0800070000';
const NOW = Date.parse('2026-11-22T12:00:00Z');
const KEYS = generateKeyPairSync('ed25519');

/** The centre with its database. A gateway that starts again forgets all but that. */
class Centre {
  readonly couch = new MemoryCouch();
  gateway = this.started();

  restart(): void {
    this.gateway = this.started();
  }

  async lacks(entries: readonly AnyEntry[]): Promise<readonly number[]> {
    const [journal] = await this.couch.listDatabases('journal-');
    const rows = await this.couch.rangeIds(journal!, { startkey: '', endkey: '\ufff0' });
    const here = new Set(rows.map(({ id }) => id));
    return entries.filter(({ _id }) => !here.has(_id)).map(({ seq }) => seq);
  }

  private started(): Receiver {
    const desk = async (id: string) => ({ desk: id, key: '', library: LIBRARY, branch: 'x', revoked: false });
    const progress = { settled: async () => new Map() };
    return new Receiver({
      couch: this.couch,
      now: () => NOW,
      verify: () => true,
      registry: { desk, library: async () => null },
      progress,
    });
  }
}

/** A machine of which a copy was made: it pushes what it wrote, with a line that can lose an answer. */
class Machine {
  readonly entries: readonly AnyEntry[];
  /** How many pushes there were in this round. */
  pushes = 0;
  /** The push of this round whose answer is lost. */
  loses = Infinity;
  private readonly sync: Sync;

  constructor(centre: Centre, entries: readonly AnyEntry[], mostAtOnce: number) {
    this.entries = entries;
    const book = new (class extends JournalBook {
      override toPush(limit: number): readonly JournalRecord[] {
        return super.toPush(Math.min(limit, mostAtOnce));
      }
    })();
    for (const entry of entries) book.add({ entry, payload: null });
    const place = { protocol: 1, library: LIBRARY, generation: 'one', database: 'any' };
    this.sync = new Sync({
      book,
      clock: new FakeClock(),
      gateway: {
        status: async () => ({ ...place, serverTime: NOW }),
        numbers: (streams) => centre.gateway.numbers(LIBRARY, streams),
        push: async (request: PushRequest) => {
          const mine = ++this.pushes;
          if (mine > 2 * entries.length + 2) throw new Error('the round does not end');
          const answer = await centre.gateway.push(LIBRARY, request);
          if (mine === this.loses) throw new GatewayError('unreachable', 'the answer was lost');
          return answer;
        },
      },
      store: { follow: () => undefined },
      anchor: async () => undefined,
      checkClock: async () => undefined,
      changed: () => undefined,
      report: (error) => {
        throw error;
      },
    });
  }

  round(loses = Infinity): Promise<void> {
    this.pushes = 0;
    this.loses = loses;
    return this.sync.round();
  }
}

/** What a machine and its copy wrote in one stream: the same up to a number, then so many of their own. */
function twins(common: number, own: number, others: number): readonly [AnyEntry[], AnyEntry[]] {
  const desk = new TestDesk('noord-0001', LIBRARY, KEYS);
  const shared = desk.entries(common);
  const tip = desk.remembered();
  const mine = desk.entries(own);
  desk.rewindTo(tip);
  const theirs = Array.from({ length: others }, (_, i) => desk.add(noted({ copy: i })).entry);
  return [
    [...shared, ...mine],
    [...shared, ...theirs],
  ];
}

it('a machine and its copy bring their whole branches, each in one round of few pushes, however long they are', async () => {
  const centre = new Centre();
  for (const entries of twins(3, 600, 520)) {
    const machine = new Machine(centre, entries, Infinity);
    await machine.round();
    expect(await centre.lacks(entries)).toEqual([]);
    expect(machine.pushes).toBeLessThanOrEqual(4);
  }
});

const turns = fc.array(
  fc.record({
    copy: fc.boolean(),
    /** The desk's program starts again, or the gateway does, or neither. */
    restarts: fc.constantFrom('desk', 'gateway', 'none'),
    loses: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 8 },
);

it('they do so by turns too, in small pieces, with answers lost and programs that start again', async () => {
  const own = fc.integer({ min: 1, max: 12 });
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(fc.nat(8), own, own),
      fc.integer({ min: 1, max: 5 }),
      turns,
      async (lengths, mostAtOnce, taken) => {
        const centre = new Centre();
        const branches = twins(...lengths);
        const [one, other] = branches;
        const machines = branches.map((entries) => new Machine(centre, entries, mostAtOnce));
        for (const { copy, restarts, loses } of taken) {
          const which = copy ? 1 : 0;
          if (restarts === 'gateway') centre.restart();
          if (restarts === 'desk') machines[which] = new Machine(centre, branches[which], mostAtOnce);
          await machines[which]!.round(loses);
        }
        for (const which of [0, 1, 0]) await machines[which]!.round();
        expect([await centre.lacks(one), await centre.lacks(other)]).toEqual([[], []]);
        await machines[1]!.round();
        expect(machines.map(({ pushes }) => pushes)).toEqual([0, 0]);
      },
    ),
    { numRuns: 300, seed: 43 },
  );
});
