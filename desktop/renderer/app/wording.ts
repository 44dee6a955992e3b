import type { i18n } from 'i18next';
import type { RefusalView } from '../../contract/answers.ts';
import type { LocalDate, Params } from '../../contract/views.ts';
import { figuresOf, type Writing } from './figures.ts';
import { localeOf, type Language } from './language.ts';

/** Writes dates, times, money and codes in the reader's language; no sentence is made here. */
export interface Wording extends Writing {
  /** `ma 14 december`, for the hero. */
  longDay(date: LocalDate): string;
  /** `31 maart 2027`. */
  fullDay(date: LocalDate): string;
  /** `ma 23 nov`, of ms since 1970. */
  dayOf(at: number): string;
  /** `2026-11-23` in the library's time zone. */
  dateOf(at: number): LocalDate;
  count(value: number): string;
  /** A sentence with parameters, or null when one of its values is not known. */
  filled(key: string, params: Params): string | null;
  /** The sentence that says why something is not done, and what to do. */
  refusal(refusal: RefusalView): string;
  /** The words of what an act has to tell beside its book, in order. */
  figures(params: Params): readonly string[];
}

export function createWording(i18n: i18n, timeZone: string): Wording {
  const language: Language = i18n.language === 'en' ? 'en' : 'nl';
  const locale = localeOf[language];
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const long = format({ weekday: 'short', day: 'numeric', month: 'long', timeZone: 'UTC' });
  const short = format({ weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' });
  const full = format({ day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
  const here = format({ weekday: 'short', day: 'numeric', month: 'short', timeZone });
  const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
  const iso = new Intl.DateTimeFormat('sv-SE', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    timeZone,
  });
  const euro = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' });
  const figures = new Intl.NumberFormat(locale);
  const say = (key: string, values?: object): string => String(i18n.t(key as never, values as never));

  const wording: Wording = {
    longDay: (date) => dayText(long, noon(date)),
    shortDay: (date) => dayText(short, noon(date)),
    fullDay: (date) => full.format(noon(date)),
    time: (at) => clock.format(at),
    dayOf: (at) => dayText(here, at),
    dateOf: (at) => iso.format(at),
    money: (cents) => euro.format(cents / 100),
    count: (value) => figures.format(value),
    code: (under, code) => (i18n.exists(`${under}.${code}`) ? say(`${under}.${code}`) : code),
    filled(key, params) {
      const raw = (name: string): unknown => i18n.getResource(language, 'translation', name);
      const text = raw(key) ?? raw(`${key}_other`);
      if (typeof text !== 'string') return null;
      if (text === '') return '';
      const values = figuresOf(params, wording);
      const needed = [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '');
      return needed.every((name) => name in values) ? say(key, values) : null;
    },
    refusal({ code, params }) {
      const checked =
        wording.filled(`check.${code}.head`, params) ?? wording.filled(`check.${code}.bare`, {});
      const said = (key: string): string | null =>
        wording.filled(key, params) ?? wording.filled(`${key}_bare`, params);
      return checked ?? said(`objection.${code}`) ?? said(`failure.${code}`) ?? say('failure.desk-fault');
    },
    figures: (params) => Object.values(figuresOf(params, wording)).map(String),
  };
  return wording;
}

function noon(date: LocalDate): number {
  return Date.parse(`${date}T12:00:00Z`);
}

/** Weekday, day and month with single spaces and no points or commas, in either language. */
function dayText(format: Intl.DateTimeFormat, at: number): string {
  return format
    .formatToParts(at)
    .filter((part) => part.type !== 'literal')
    .map((part) => part.value.replace(/\.$/, ''))
    .join(' ');
}

/** `2200 4417 0427`: long numbers in fours, so that they can be read aloud. */
export function inFours(code: string): string {
  return /^\d{8,}$/.test(code) ? (code.match(/\d{1,4}/g) ?? []).join(' ') : code;
}
