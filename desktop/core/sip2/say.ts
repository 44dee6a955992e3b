import type { Params } from '../../contract/views.ts';
import { sentencesEn } from './sentences.en.ts';
import { sentencesNl } from './sentences.nl.ts';

export type Language = 'nl' | 'en';
export type SentenceCode = keyof typeof sentencesNl;

/** A sentence for a machine's screen. A code that has none becomes the general one. */
export type Say = (code: string, params?: Params) => string;

const tables = { nl: sentencesNl, en: sentencesEn };
/** Those of SIP2 that mean Dutch (Belgium's too) and English. */
const LANGUAGES: Readonly<Record<string, Language>> = { '001': 'en', '005': 'nl', '024': 'en', '026': 'nl' };

export function isSentence(code: string): code is SentenceCode {
  return Object.hasOwn(sentencesNl, code);
}

export function sayIn(language: Language): Say {
  const table = tables[language];
  return (code, params = {}) => {
    const cents = params['cents'] ?? params['owedCents'];
    const values: Params = { ...params, money: typeof cents === 'number' ? euros(cents, language) : '' };
    return table[isSentence(code) ? code : 'fault'].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) =>
      String(values[name] ?? ''),
    );
  };
}

/** What a language code of SIP2 says; null for those that Balie does not speak. */
export function languageOf(code: string): Language | null {
  return LANGUAGES[code] ?? null;
}

/** `12.50`, as amounts stand in messages. */
export function amount(cents: number): string {
  const sign = cents < 0 ? '-' : '';
  const whole = Math.abs(cents);
  return `${sign}${Math.floor(whole / 100)}.${String(whole % 100).padStart(2, '0')}`;
}

/** Cents of `12.50`, `12,5` or `12`; null for anything else and for nothing. */
export function centsOf(text: string): number | null {
  const match = /^\s*(\d{1,6})(?:[.,](\d{1,2}))?\s*$/.exec(text);
  if (!match) return null;
  const cents = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return cents > 0 ? cents : null;
}

function euros(cents: number, language: Language): string {
  return language === 'nl' ? `€ ${amount(cents).replace('.', ',')}` : `€ ${amount(cents)}`;
}
