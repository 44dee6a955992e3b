import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { crashCodes, crashSentence } from './crash-sentences.ts';
import { LASTING } from './core-messages.ts';
import { languageOf, launchOptions } from './launch-options.ts';

describe('launchOptions', () => {
  it('takes the home from the command line, then the environment, then the default', () => {
    const argv = ['electron', '.', '--no-sandbox', '--home=/desks/1'];
    expect(launchOptions(argv, '/desks/2', '/desks/3').home).toBe('/desks/1');
    expect(launchOptions([], '/desks/2', '/desks/3').home).toBe('/desks/2');
    expect(launchOptions(['--home='], '', '/desks/3').home).toBe('/desks/3');
    expect(launchOptions(['--home=desk'], undefined, '/desks/3').home).toBe(resolve('desk'));
  });

  it('knows Dutch and English, however a locale is written', () => {
    expect(launchOptions(['--lang=en-GB'], undefined, '').language).toBe('en');
    expect(launchOptions(['--lang=fr'], undefined, '').language).toBeNull();
    expect([languageOf('nl'), languageOf('nl-BE'), languageOf('EN_us'), languageOf('')]).toEqual([
      'nl',
      'nl',
      'en',
      null,
    ]);
  });
});

describe('crashSentence', () => {
  it('has every sentence in both languages, one for each lasting failure too', () => {
    expect(crashCodes('nl')).toEqual(crashCodes('en'));
    expect(crashCodes('nl')).toEqual(expect.arrayContaining([...LASTING]));
  });

  it('fills in what is known, and tells what it does not know as a fault', () => {
    expect(crashSentence('nl', 'disk-full', { seconds: 5 }).detail).toContain('over 5 seconden');
    expect(crashSentence('en', 'no-such-code', { seconds: 5 }).title).toBe('Balie keeps stopping.');
    expect(crashSentence('en', 'wrong-setting', { message: '"server" is missing' }).detail).toBe(
      '"server" is missing',
    );
  });
});
