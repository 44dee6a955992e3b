import { describe, expect, it } from 'vitest';
import { readCents, readClock, readDate, readFlag, readMoment } from './cell-values.ts';
import { createZone } from './zoned-time.ts';

const zone = createZone('Europe/Amsterdam');

describe('cells', () => {
  it.each([
    ['24.99', 2499, undefined],
    ['5', 500, undefined],
    ['0.1', 10, undefined],
    ['24,99', 2499, 'money-other-form'],
    ['€ 1.234,50', 123450, 'money-other-form'],
    ['25,-', 2500, 'money-other-form'],
    ['-5.00', null, 'money-unreadable'],
    ['gratis', null, 'money-unreadable'],
    ['', null, undefined],
  ])('money %s', (cell, value, mend) => expect(readCents(cell)).toEqual(mend ? { value, mend } : { value }));

  it.each([
    ['2020-10-27', '2020-10-27', undefined],
    ['2020-10-27T00:00:00-04:00', '2020-10-27', undefined],
    ['27-10-2020', '2020-10-27', 'date-other-form'],
    ['2021-02-29', null, 'date-unreadable'],
    ['soon', null, 'date-unreadable'],
  ])('day %s', (cell, value, mend) => expect(readDate(cell)).toEqual(mend ? { value, mend } : { value }));

  it.each([
    ['2020-10-27T10:26:51-04:00', '2020-10-27T14:26:51Z', undefined],
    ['2020-10-27 10:26:51.123+0530', '2020-10-27T04:56:51Z', undefined],
    ['2020-10-27T10:26:51Z', '2020-10-27T10:26:51Z', undefined],
    ['2020-07-01T10:00', '2020-07-01T08:00:00Z', 'time-without-offset'],
    ['2020-12-01T10:00:00', '2020-12-01T09:00:00Z', 'time-without-offset'],
    ['2021-03-28T02:30:00', '2021-03-28T01:30:00Z', 'time-without-offset'],
    ['2020-07-01', '2020-07-01T21:59:59Z', 'time-is-a-day'],
  ])('moment %s', (cell, wanted, mend) => {
    const value = Date.parse(wanted);
    expect(readMoment(cell, zone, true)).toEqual(mend ? { value, mend } : { value });
  });

  it('says of other moments that they cannot be read', () => {
    for (const cell of ['2020-13-01T10:00:00Z', '2020-01-01T25:00:00Z', 'x', '2020-01-01T']) {
      expect(readMoment(cell, zone)).toEqual({ value: null, mend: 'time-unreadable' });
    }
  });

  it('reads clock times and flags', () => {
    expect(['09:00:00', '9.30', '24:00', '24:01', '12:60', ''].map(readClock)).toEqual([
      '09:00',
      '09:30',
      '24:00',
      null,
      null,
      null,
    ]);
    expect(['1', 'Nee', '', '?'].map((cell) => readFlag(cell, true).value)).toEqual([
      true,
      false,
      true,
      true,
    ]);
    expect(readFlag('?', true).mend).toBe('flag-unreadable');
  });
});
