import { dayNumber } from '../calendar/days.ts';
import type { Instant, LocalDate } from '../clock/instant.ts';
import { en } from './locales/en.ts';
import { nl, type Words } from './locales/nl.ts';
import type { PaperStyle } from './paper.ts';

/** Dates, money and words of a paper in its language. */
export interface PaperWording {
  readonly words: Words;
  /** `ma 14 dec 2026`. */
  day(date: LocalDate): string;
  /** `ma 23 nov 2026 14:06`. */
  moment(at: Instant): string;
  /** `€ 14,30`, `€14.30`. */
  money(cents: number): string;
  /** `21 %`, of hundredths of a percent. */
  rate(vat: number): string;
}

export function paperWording({
  language,
  timeZone,
}: Pick<PaperStyle, 'language' | 'timeZone'>): PaperWording {
  const locale = language === 'en' ? 'en-GB' : 'nl-NL';
  const day = { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' } as const;
  const date = new Intl.DateTimeFormat(locale, { ...day, timeZone: 'UTC' });
  const here = new Intl.DateTimeFormat(locale, { ...day, timeZone });
  const clock = new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  });
  const euro = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' });
  const percent = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  return {
    words: language === 'en' ? en : nl,
    day: (of) => dayText(date, noonOf(of)),
    moment: (at) => `${dayText(here, at)} ${clock.format(at)}`,
    money: (cents) => euro.format(cents / 100),
    rate: (vat) => `${percent.format(vat / 100)} %`,
  };
}

function noonOf(date: LocalDate): Instant {
  return (dayNumber(date) + 0.5) * 86_400_000;
}

/** With single spaces and no points or commas, in either language. */
function dayText(format: Intl.DateTimeFormat, at: number): string {
  return format
    .formatToParts(at)
    .filter(({ type }) => type !== 'literal')
    .map(({ value }) => value.replace(/\.$/, ''))
    .join(' ');
}
