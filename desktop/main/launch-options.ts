import { isAbsolute, resolve } from 'node:path';

export interface LaunchOptions {
  /** The desk's folder. */
  readonly home: string;
  /** As `--lang` says; null without one. */
  readonly language: 'nl' | 'en' | null;
}

/** `--home=<folder>`, else BALIE_HOME, else `otherwise`; `--lang=nl` or `en`. What follows is Chromium's own. */
export function launchOptions(
  argv: readonly string[],
  home: string | undefined,
  otherwise: string,
): LaunchOptions {
  const given = valueOf(argv, 'home') ?? home;
  return {
    home: given ? (isAbsolute(given) ? given : resolve(given)) : otherwise,
    language: languageOf(valueOf(argv, 'lang') ?? ''),
  };
}

/** Null for a language that Balie does not speak. */
export function languageOf(locale: string): 'nl' | 'en' | null {
  if (/^nl(?![a-z])/i.test(locale)) return 'nl';
  return /^en(?![a-z])/i.test(locale) ? 'en' : null;
}

function valueOf(argv: readonly string[], name: string): string | null {
  return argv.findLast((one) => one.startsWith(`--${name}=`))?.slice(name.length + 3) || null;
}
