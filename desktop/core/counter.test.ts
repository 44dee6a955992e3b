import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import { B, TestDesk } from './testing-desk.ts';
import type { Answer } from '../contract/answers.ts';

let desk: TestDesk;
let anna: string;

beforeEach(async () => {
  desk = await TestDesk.open(() => new MemoryIndex());
  anna = await desk.member();
});

const scan = (mode: 'lend' | 'take' | 'renew', session = 'visit'): Promise<Answer> =>
  desk.call('counter.scan', {
    ...{ code: B, by: 'scanned', mode, session },
    patron: mode === 'lend' ? anna : null,
    override: { reason: 'other' },
  }) as Promise<Answer>;
const count = (kind: string): number => desk.written().filter((entry) => entry.kind === kind).length;

describe('a scan that is repeated because its answer was lost', () => {
  test('renews once, and says the same again, after a restart too', async () => {
    await scan('lend', 'earlier');
    const first = await scan('renew');
    expect(first).toMatchObject({ kind: 'renewed' });
    await desk.lasting(async () => expect(await scan('renew')).toEqual(first));
    expect(count('renew')).toBe(1);
    expect(await scan('renew', 'another visit')).toMatchObject({ kind: 'renewed', renewalsLeft: 1 });
    expect(count('renew')).toBe(2);
  });

  test('takes back once, and still knows that the book was on loan', async () => {
    await scan('lend', 'earlier');
    expect(await scan('take')).toMatchObject({ kind: 'taken', wasOnLoan: true });
    await desk.lasting(async () =>
      expect(await scan('take')).toMatchObject({ kind: 'taken', wasOnLoan: true }),
    );
    expect(count('checkin')).toBe(1);
    expect(await scan('take', 'another pile')).toMatchObject({ kind: 'taken', wasOnLoan: false });
    expect(count('checkin')).toBe(2);
  });

  test('captures for a hold that was placed since', async () => {
    await scan('take');
    await desk.done({ kind: 'hold.place', queue: 'queue:title:t1', patron: anna, pickup: 'centrum' });
    expect(await scan('take')).toMatchObject({ destination: { kind: 'hold-shelf' } });
    expect(count('checkin')).toBe(2);
  });
});
