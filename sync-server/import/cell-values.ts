import { utcMoment, type Zone } from './zoned-time.ts';
import type { ReasonCode } from './reasons.ts';

/** What a cell says, and the reason if it had to be mended (or could not be read, and `value` is what stands in for it). */
export type Read<T> = { value: T; mend?: ReasonCode };

const YES = ['1', 'true', 't', 'yes', 'y', 'ja', 'j'];
const NO = ['0', 'false', 'f', 'no', 'n', 'nee'];

/** An empty cell is not known and silently gives `otherwise`. */
export function readFlag(cell: string, otherwise: boolean): Read<boolean> {
  const word = cell.toLowerCase();
  if (word === '') return { value: otherwise };
  if (YES.includes(word)) return { value: true };
  return NO.includes(word) ? { value: false } : { value: otherwise, mend: 'flag-unreadable' };
}

/** Money as integer cents without floating point: `24.99`; a decimal comma or a currency sign is mended. */
export function readCents(cell: string): Read<number | null> {
  if (cell === '') return { value: null };
  const plain = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(cell);
  if (plain) return { value: cents(plain[1], plain[2]) };
  const bare = cell.replace(/[€$£\s]|EUR|USD|GBP/gi, '').replace(/,-$/, '');
  const grouped = /^(\d{1,3}(?:[.,']\d{3})*|\d{1,9})(?:[.,](\d{1,2}))?$/.exec(bare);
  if (!grouped) return { value: null, mend: 'money-unreadable' };
  return { value: cents(grouped[1]?.replace(/[.,']/g, ''), grouped[2]), mend: 'money-other-form' };
}

function cents(whole = '0', fraction = ''): number {
  return Number(whole) * 100 + Number(fraction.padEnd(2, '0'));
}

export function readCount(cell: string): Read<number | null> {
  if (cell === '') return { value: null };
  return /^\d{1,6}$/.test(cell) ? { value: Number(cell) } : { value: null, mend: 'number-unreadable' };
}

/** A day as `YYYY-MM-DD`; a time behind it is dropped, `31-12-2026` and `31/12/2026` are turned round (mended). */
export function readDate(cell: string): Read<string | null> {
  if (cell === '') return { value: null };
  const iso = /^(\d{4}-\d\d-\d\d)(?:[T ].*)?$/.exec(cell)?.[1];
  if (iso && isDay(iso)) return { value: iso };
  const parts = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(cell);
  const turned = parts ? `${parts[3]}-${parts[2]?.padStart(2, '0')}-${parts[1]?.padStart(2, '0')}` : '';
  return isDay(turned)
    ? { value: turned, mend: 'date-other-form' }
    : { value: null, mend: 'date-unreadable' };
}

const TIMESTAMP = /^(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/i;

/** A moment (epoch ms) of ISO 8601. Without an offset it is local time; a day alone is its first second, or its last if `endOfDay`. */
export function readMoment(cell: string, zone: Zone, endOfDay = false): Read<number | null> {
  if (cell === '') return { value: null };
  const [, day = '', hours = '', minutes = '', seconds = '0', offset] = TIMESTAMP.exec(cell) ?? [];
  if (isDay(day) && Number(hours) < 24 && Number(minutes) < 60 && Number(seconds) < 60) {
    if (offset === undefined) {
      return {
        value: zone.moment(day, Number(hours), Number(minutes), Number(seconds)),
        mend: 'time-without-offset',
      };
    }
    const local = utcMoment(day, Number(hours), Number(minutes), Number(seconds));
    return { value: local - offsetMs(offset) };
  }
  const date = readDate(/[T:]/.test(cell) ? 'unreadable' : cell);
  if (date.value === null) return { value: null, mend: 'time-unreadable' };
  const value = endOfDay ? zone.moment(date.value, 23, 59, 59) : zone.moment(date.value, 0, 0, 0);
  return { value, mend: 'time-is-a-day' };
}

function offsetMs(offset: string): number {
  if (/^z$/i.test(offset)) return 0;
  const digits = offset.slice(1).replace(':', '').padEnd(4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return (offset.startsWith('-') ? -1 : 1) * minutes * 60_000;
}

/** A clock time as `HH:MM`, up to `24:00`; `null` if it is none. */
export function readClock(cell: string): string | null {
  const [, hours = '', minutes = ''] = /^(\d{1,2})[:.](\d\d)(?:[:.]\d\d)?$/.exec(cell) ?? [];
  if (
    hours === '' ||
    Number(minutes) > 59 ||
    Number(hours) > 24 ||
    (Number(hours) === 24 && minutes !== '00')
  )
    return null;
  return `${hours.padStart(2, '0')}:${minutes}`;
}

export function isDay(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const at = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === value && value >= '1000';
}
