import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dateOfDay } from '../calendar/days.ts';
import type { LocalDate } from '../clock/instant.ts';
import { factsOf, patronOpen, QuickStream, TestStream } from '../testing/make-entry.ts';
import { foldPatron, type PatronState } from './fold-patron.ts';
import { subscriptionOn } from './subscription-periods.ts';
import { patronMerge, patronSubscription } from './testing-entries.ts';

type Change = Parameters<typeof patronSubscription>[1];

function after(...acts: readonly Change[]): PatronState {
  const desk = new QuickStream('d1.a');
  for (const [i, act] of acts.entries()) desk.write(patronSubscription('anna', act), { at: i + 1 });
  return foldPatron('anna', factsOf(desk.entries));
}

const on = (state: PatronState, day: LocalDate): string | null =>
  subscriptionOn(state, day)?.subscription ?? null;
const nextYear = { act: 'renew', from: '2027-01-01', until: '2027-12-31' } as const;

test('P4 a subscription runs from its first day to its last, and a renewal follows it', () => {
  const state = after({}, nextYear);
  expect(
    ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01', '2028-01-01'].map((d) => on(state, d)),
  ).toEqual([null, 'basis', 'basis', 'basis', null]);
  expect(subscriptionOn(state, '2026-12-31')?.id).not.toBe(subscriptionOn(state, '2027-01-01')?.id);
  expect(state).toMatchObject({ subscription: 'basis', expires: '2027-12-31', findings: [] });
});

test('P4 a change takes the place of the running one, and leaves what begins later', () => {
  const state = after({}, nextYear, { act: 'change', subscription: 'compleet', from: '2026-07-01' });
  expect(['2026-06-30', '2026-07-01', '2027-01-01'].map((day) => on(state, day))).toEqual([
    'basis',
    'compleet',
    'basis',
  ]);
  expect(state.subscriptions[0]?.cut).toMatchObject({ how: 'replaced', agreedUntil: '2026-12-31' });
});

test('P4 an end takes away what runs and what was to begin later; a new one after it begins again', () => {
  const end = { act: 'end', from: '2026-07-01' } as const;
  const ended = after({}, nextYear, end);
  expect(['2026-06-30', '2026-07-01', '2027-01-01'].map((day) => on(ended, day))).toEqual([
    'basis',
    null,
    null,
  ]);
  expect(ended.expires).toBe('2026-06-30');
  const again = after({}, nextYear, end, {
    subscription: 'compleet',
    from: '2026-09-01',
    until: '2027-08-31',
  });
  expect(again).toMatchObject({ subscription: 'compleet', expires: '2027-08-31' });
  expect(after({}, { act: 'end', from: '2026-01-01' }).expires).toBe('2025-12-31');
});

test('P4 an imported subscription is the first, and a new one here makes an inactive patron active', () => {
  const desk = new TestStream('d1.a');
  desk.write(patronOpen('anna', { status: 'inactive', registered: null, expires: '2026-03-31' }), { at: 9 });
  expect(foldPatron('anna', factsOf(desk.entries))).toMatchObject({
    status: 'inactive',
    expires: '2026-03-31',
  });
  const end = desk.write(patronSubscription('anna', { act: 'end', from: '2026-03-01' }), { at: 4 });
  const ended = foldPatron('anna', factsOf(desk.entries));
  expect(ended).toMatchObject({ status: 'inactive', expires: '2026-02-28' });
  desk.write(patronSubscription('anna', { from: '2026-03-01', until: null, subscription: 'compleet' }), {
    at: 5,
  });
  const state = foldPatron('anna', factsOf(desk.entries));
  expect(state).toMatchObject({ status: 'active', subscription: 'compleet', expires: null });
  expect(state.subscriptions[0]?.cut).toEqual({ by: end._id, how: 'ended', agreedUntil: '2026-03-31' });
  expect(['2026-02-28', '2026-03-01', '2030-01-01'].map((day) => on(state, day))).toEqual([
    'basis',
    'compleet',
    'compleet',
  ]);
});

test('P4 of two imported subscriptions of one person the later counts, and neither cuts the other', () => {
  const desk = new TestStream('import.a');
  desk.write(patronOpen('anna', { subscription: 'compleet' }), { at: 2 });
  desk.write(patronOpen('bob', { subscription: 'tegoed' }), { at: 3 });
  desk.write(patronMerge('bob', 'anna'), { at: 4 });
  const state = foldPatron('anna', factsOf(desk.entries));
  expect(on(state, '2026-01-01')).toBe('tegoed');
  expect(state.subscriptions.map(({ cut }) => cut)).toEqual([null, null]);
});

test('P4 renewed at two desks is renewed once, and somebody pays one back', () => {
  const one = new TestStream('d1.a');
  const two = new TestStream('d2.a');
  one.write(patronSubscription('anna'), { at: 1 });
  const first = one.write(patronSubscription('anna', nextYear), { at: 2 });
  const second = two.write(patronSubscription('anna', nextYear), { at: 3 });
  const state = foldPatron('anna', factsOf([second, ...one.entries]));
  expect(subscriptionOn(state, '2027-06-01')?.id).toBe(second._id);
  expect(state.expires).toBe('2027-12-31');
  expect(state.findings).toEqual([
    {
      kind: 'subscription-doubled',
      entry: second._id,
      weight: 'exception',
      params: { of: first._id, subscription: 'basis', from: '2027-01-01' },
    },
  ]);
});

test('P4 who ended a subscription and takes it again on the same day has it once', () => {
  const state = after({}, { act: 'end', from: '2026-01-01' }, {});
  expect(state).toMatchObject({ subscription: 'basis', findings: [] });
});

/** The sentence of the rule, act by act over every day. */
function naive(
  acts: readonly { act: string; from: LocalDate; until: LocalDate | null }[],
  day: LocalDate,
): number {
  const periods: { n: number; from: LocalDate; until: LocalDate }[] = [];
  for (const [n, { act, from, until }] of acts.entries()) {
    for (const period of periods)
      if (period.until >= from && (act === 'end' || period.from <= from)) period.until = addDays(from, -1);
    if (act !== 'end') periods.push({ n, from, until: until ?? '9999-12-31' });
  }
  const running = periods.filter((p) => p.from <= day && p.until >= day);
  return running.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.n - b.n)).at(-1)?.n ?? -1;
}

test('P4 on every day runs what the acts, one by one, leave running', () => {
  const act = fc
    .tuple(fc.constantFrom('new', 'renew', 'change', 'end'), fc.nat(60), fc.option(fc.nat(40)))
    .map(([kind, from, days]) => ({
      act: kind as 'new',
      from: dateOfDay(20_000 + from),
      until: days === null ? null : dateOfDay(20_000 + from + days),
    }));
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
      const state = after(...acts.map((one, n) => ({ ...one, priceCents: n })));
      for (let day = 19_999; day < 20_105; day += 3) {
        const date = dateOfDay(day);
        expect(subscriptionOn(state, date)?.priceCents ?? -1).toBe(naive(acts, date));
      }
    }),
    { numRuns: 2000, seed: 44 },
  );
});
