import { beforeEach, describe, expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import { B, TestDesk } from './testing-desk.ts';
import { foldItem } from '@balie/shared/circulation/fold-item.ts';
import { factsOf } from '@balie/shared/testing/make-entry.ts';
import type { Returning } from '@balie/shared/deciding/decide-checkin.ts';
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

describe('what staff say of a book', () => {
  const body = (kind: string) => desk.written().findLast((entry) => entry.kind === kind)!.body;
  const take = (returning: Returning, session: string): Promise<Answer> =>
    desk.call('counter.scan', {
      ...{ code: B, by: 'scanned', mode: 'take', session, patron: null, returning },
    }) as Promise<Answer>;

  test('L11 of the book drop it counts as back when it was dropped, never later than now', async () => {
    await scan('lend', 'earlier');
    const dropped = desk.clock.reading().wall + 21 * 86_400_000;
    desk.clock.now += 40 * 86_400_000;
    const late = await take({ returnedAt: dropped, bookdrop: true }, 'drop');
    expect(late).toMatchObject({ kind: 'taken', wasOnLoan: true, daysLate: 0 });
    expect(body('checkin')).toMatchObject({ returnedAt: dropped, bookdrop: true });
    const tomorrow = desk.clock.reading().wall + 86_400_000;
    await take({ returnedAt: tomorrow }, 'drop 2');
    expect(body('checkin')['returnedAt']).toBeLessThan(tomorrow);
  });

  test('L12 parts are counted at both ends, and what lacks them or is damaged goes to the tray and makes a case', async () => {
    await desk.call('counter.scan', {
      ...{ code: B, by: 'scanned', mode: 'lend', session: 'v', patron: anna, parts: 'complete' },
      override: { reason: 'other' },
    });
    expect(body('checkout')).toMatchObject({ parts: 'complete' });
    for (const [condition, reason, found] of [
      [{ parts: 'incomplete', damaged: false }, 'incomplete', 'parts-missing'],
      [{ parts: 'complete', damaged: true }, 'damaged', 'damaged'],
    ] as const) {
      const answer = await take({ condition }, reason);
      expect(answer).toMatchObject({ kind: 'taken', destination: { kind: 'tray', reason } });
      expect(body('checkin')).toMatchObject({ condition });
      const entries = desk.written().filter((entry) => entry.body['item'] === B);
      expect(foldItem(B, factsOf(entries)).findings.map(({ kind }) => kind)).toEqual([found]);
    }
  });
});
