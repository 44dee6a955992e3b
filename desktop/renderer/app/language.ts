import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './locales/en.ts';
import { nl, type Locale } from './locales/nl.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: Locale };
  }
}

export type Language = 'nl' | 'en';

/** The tags that dates, money and figures are written by. */
export const localeOf: Readonly<Record<Language, string>> = { nl: 'nl-NL', en: 'en-GB' };

/** Both languages are in the program, so a change needs no file. */
export function createLanguage(language: Language): i18n {
  const instance = createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'nl',
    resources: { nl: { translation: nl }, en: { translation: en } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return instance;
}
