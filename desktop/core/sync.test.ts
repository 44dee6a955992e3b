import { payloadId } from '@balie/shared/journal/entry.ts';
import { patronRegister } from '@balie/shared/patrons/testing-entries.ts';
import type { PushRequest } from '@balie/shared/protocol/api.ts';
import { checkin, TestStream } from '@balie/shared/testing/make-entry.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { JournalBook } from './journal-book.ts';
import { GatewayError } from './ports.ts';
import { Sync } from './sync.ts';
import { FakeClock, FakeGateway, wallAt } from './testing-ports.ts';

const ONE = 'noord.a';
const TWO = 'noord.b';

let clock: FakeClock;
let gateway: FakeGateway;
let book: JournalBook;
let sync: Sync;
let reports: unknown[];
let followed: string[];
let anchors: [number, number][];

beforeEach(() => {
  clock = new FakeClock();
  gateway = new FakeGateway();
  book = new JournalBook();
  [reports, followed, anchors] = [[], [], []];
  sync = new Sync({
    book,
    gateway,
    clock,
    store: { follow: ({ database }) => void followed.push(database) },
    anchor: async (server, mono) => void anchors.push([server, mono]),
    checkClock: async () => void gateway.asked.push('clock'),
    changed: () => undefined,
    report: (error) => void reports.push(error),
  });
  write(ONE, 3);
  write(TWO, 2);
});

function write(stream: string, count: number): void {
  const written = new TestStream(stream);
  for (let i = 0; i < count; i++) written.write(checkin(`b${i}`), { at: i });
  for (const entry of written.entries) book.add({ entry, payload: null });
}

/** What one round asks of the centre. */
async function round(): Promise<readonly string[]> {
  gateway.asked.length = 0;
  await sync.round();
  return [...gateway.asked];
}
const unreachable = new GatewayError('unreachable', 'the line is down');

describe('a round', () => {
  test('looks at the clock first, asks for all numbers, pushes, and then has nothing to ask', async () => {
    expect(await round()).toEqual([
      'clock',
      'status',
      'numbers noord.a noord.b',
      'push noord.a 1-3 noord.b 1-2',
    ]);
    expect(await round()).toEqual(['clock', 'status']);
    expect([sync.contact.online, followed]).toEqual([true, ['library-one', 'library-one']]);
  });

  test('A1 names the entries whose payload was erased, and no others', async () => {
    const people = new TestStream('noord.c');
    const [erased, kept] = ['p-1', 'p-2'].map((patron) => {
      const entry = people.write(patronRegister(patron), { at: 1 });
      const payload = { _id: payloadId(entry._id), _rev: '1-a', salt: 's', fields: { familyName: patron } };
      return { entry: { ...entry, personal: 'a'.repeat(64) }, payload };
    });
    for (const record of [erased!, kept!]) book.add(record);
    book.erase(new Set([erased!.entry._id]));
    const requests: PushRequest[] = [];
    const push = gateway.push.bind(gateway);
    gateway.push = (request) => (requests.push(request), push(request));
    await round();
    expect(requests).toMatchObject([{ erased: [erased!.entry._id], payloads: [kept!.payload] }]);
    write('noord.d', 1);
    await round();
    expect(requests[1]).not.toHaveProperty('erased');
  });

  test('looks at the clock out of contact too', async () => {
    gateway.failing.status = unreachable;
    for (const _twice of [1, 2]) expect(await round()).toEqual(['clock', 'status']);
  });

  test('asks again for those streams alone that are not folded yet', async () => {
    gateway.folds = false;
    await round();
    expect(await round()).toContain('numbers noord.a noord.b');
    gateway.folds = true;
    await round();
    write('noord.c', 1);
    expect(await round()).toEqual(['clock', 'status', 'numbers noord.c', 'push noord.c 1-1']);
  });

  test('pushes 250 entries at a time, and what is refused once', async () => {
    write('noord.c', 600);
    gateway.refuses = [{ id: [...book.entries()].at(-1)!._id, code: 'entry-body', detail: '' }];
    expect((await round()).slice(3)).toEqual([
      'push noord.a 1-3 noord.b 1-2 noord.c 1-245',
      'push noord.c 246-495',
      'push noord.c 496-600',
    ]);
    expect(book.refused).toBe(1);
  });

  test('gives the anchor the moment in the middle of its question', async () => {
    gateway.onRequest = (name) => {
      if (name === 'status') clock.now += 300;
    };
    await round();
    expect(anchors).toEqual([[5_000, 1150]]);
  });
});

describe('another generation', () => {
  test('is asked for everything, and shown the last entry of each stream though it says to have them all', async () => {
    await round();
    gateway.generation = 'two';
    expect(await round()).toEqual([
      'clock',
      'status',
      'numbers noord.a noord.b',
      'push noord.a 3-3 noord.b 2-2',
    ]);
    expect(followed.at(-1)).toBe('library-two');
    expect(await round()).toEqual(['clock', 'status']);
  });

  test('from a backup gets what it lost', async () => {
    await round();
    gateway.generation = 'two';
    gateway.taken.set('noord.a', 1).delete('noord.b');
    expect((await round()).at(-1)).toBe('push noord.a 1-3 noord.b 1-2');
  });

  test('is asked all the same when contact is lost before it has answered', async () => {
    await round();
    gateway.generation = 'two';
    gateway.failing.numbers = unreachable;
    await round();
    gateway.failing = {};
    expect((await round()).slice(2)).toEqual(['numbers noord.a noord.b', 'push noord.a 3-3 noord.b 2-2']);
  });
});

describe('an error', () => {
  test('of the line or the centre is the state of contact with its code, and is not reported', async () => {
    await round();
    clock.now = 2000;
    gateway.failing.status = new GatewayError('no-database', 'the database is away');
    await round();
    expect(sync.contact).toEqual({ online: false, since: wallAt(2000), code: 'no-database' });
    clock.now = 9000;
    gateway.failing.status = unreachable;
    await round();
    expect(sync.contact).toEqual({ online: false, since: wallAt(2000), code: 'unreachable' });
    gateway.failing = {};
    await round();
    expect(sync.contact).toEqual({ online: true, since: wallAt(9000), code: null });
    expect(reports).toEqual([]);
  });

  test('of any other kind is reported too', async () => {
    gateway.failing.numbers = new TypeError('a programmer did this');
    await round();
    expect(sync.contact).toMatchObject({ online: false, code: 'desk-fault' });
    expect(reports).toEqual([gateway.failing.numbers]);
  });

  test('leaves the desk alone since the first one, though the centre still says how it is', async () => {
    await round();
    write('noord.c', 1);
    gateway.failing.push = new GatewayError('no-database', 'the disk is full');
    for (clock.now = 2000; clock.now < 8000; clock.now += 2000) await round();
    expect(sync.contact).toEqual({ online: false, since: wallAt(2000), code: 'no-database' });
  });

  test('makes the next round ask for all numbers, and send again what was under way', async () => {
    await round();
    write('noord.c', 2);
    gateway.failing.push = unreachable;
    await round();
    gateway.failing = {};
    expect((await round()).slice(2)).toEqual(['numbers noord.a noord.b noord.c', 'push noord.c 1-2']);
  });

  test('forgets what was sent: what the centre refused, and all behind it, is offered once more', async () => {
    gateway.refuses = [{ id: [...book.entries()][1]!._id, code: 'unknown-desk', detail: '' }];
    expect((await round()).at(-1)).toBe('push noord.a 1-3 noord.b 1-2');
    expect((await round()).at(-1)).toBe('numbers noord.a');
    gateway.failing.status = unreachable;
    await round();
    gateway.failing = {};
    expect((await round()).at(-1)).toBe('push noord.a 2-3');
    expect((await round()).at(-1)).toBe('numbers noord.a');
  });
});

describe('rounds that come by themselves', () => {
  const statuses = (): number => gateway.asked.filter((what) => what === 'status').length;

  /** The wait after a round that was woken. */
  async function waitAfterWake(): Promise<number> {
    const wait = clock.wait();
    sync.wake();
    return wait;
  }

  test('wait 5 s with nothing to do, 0.3 s while acts are to be folded, 2 s out of contact', async () => {
    const idle = await waitAfterWake();
    gateway.folds = false;
    write('noord.c', 1);
    const busy = await waitAfterWake();
    gateway.failing.status = unreachable;
    expect([idle, busy, await waitAfterWake()]).toEqual([5000, 300, 2000]);
  });

  test('come at once, and once, after those that were woken while one ran', async () => {
    gateway.onRequest = () => sync.wake();
    expect(await waitAfterWake()).toBe(0);
    expect(statuses()).toBe(1);
    gateway.onRequest = () => undefined;
    const wait = clock.wait();
    clock.alarm!.ring();
    expect(await wait).toBe(5000);
    expect(statuses()).toBe(2);
  });

  test('leave no alarm behind that was set before', async () => {
    for (const end of [async () => sync.wake(), () => sync.stop()]) {
      await waitAfterWake();
      const ended = end();
      expect(clock.alarm).toBeNull();
      await ended;
    }
  });

  test('end with the one under way, and stopping waits for it', async () => {
    let answer!: () => void;
    const line = new Promise<void>((resolve) => (answer = resolve));
    gateway.onRequest = () => line;
    let ended = false;
    sync.wake();
    const stopping = sync.stop().then(() => (ended = true));
    await new Promise(setImmediate);
    expect(ended).toBe(false);
    answer();
    await stopping;
    sync.wake();
    await new Promise(setImmediate);
    expect([clock.alarm, statuses()]).toEqual([null, 1]);
  });

  test('push nothing more once they are to stop', async () => {
    write('noord.c', 600);
    const stopped = new Promise<void>((resolve) => {
      gateway.onRequest = (name) => {
        if (name === 'push') resolve(sync.stop());
      };
    });
    sync.wake();
    await stopped;
    expect(gateway.asked.filter((what) => what.startsWith('push'))).toHaveLength(1);
  });
});
