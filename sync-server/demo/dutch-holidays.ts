import { dayNumber, weekday, type DayNumber } from './amsterdam-time.ts';

export interface Holiday {
  readonly day: DayNumber;
  readonly name: string;
}

/** Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher). */
export function easter(year: number): DayNumber {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayNumber(year, Math.floor(n / 31), (n % 31) + 1);
}

/** The days on which Dutch libraries are closed, in the order of the year. King's Day moves to the 26th when the 27th is a Sunday. */
export function dutchHolidays(year: number): Holiday[] {
  const first = easter(year);
  const kingsDay = dayNumber(year, 4, 27);
  const holidays: Holiday[] = [
    { day: dayNumber(year, 1, 1), name: 'Nieuwjaarsdag' },
    { day: first, name: 'Eerste paasdag' },
    { day: first + 1, name: 'Tweede paasdag' },
    { day: weekday(kingsDay) === 6 ? kingsDay - 1 : kingsDay, name: 'Koningsdag' },
    { day: dayNumber(year, 5, 5), name: 'Bevrijdingsdag' },
    { day: first + 39, name: 'Hemelvaartsdag' },
    { day: first + 49, name: 'Eerste pinksterdag' },
    { day: first + 50, name: 'Tweede pinksterdag' },
    { day: dayNumber(year, 12, 25), name: 'Eerste kerstdag' },
    { day: dayNumber(year, 12, 26), name: 'Tweede kerstdag' },
  ];
  return holidays.sort((one, other) => one.day - other.day);
}
