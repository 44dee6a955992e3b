import { describe, expect, it } from 'vitest';
import { createLanguage } from './language.ts';
import { createWording, inFours } from './wording.ts';

const dutch = createWording(createLanguage('nl'), 'Europe/Amsterdam');
const english = createWording(createLanguage('en'), 'Europe/Amsterdam');

describe('wording', () => {
  it('writes a day with its weekday, the month whole in the hero', () => {
    expect(dutch.longDay('2026-12-14')).toBe('ma 14 december');
    expect(dutch.shortDay('2026-12-14')).toBe('ma 14 dec');
    expect(english.longDay('2026-12-14')).toBe('Mon 14 December');
    expect(english.shortDay('2026-12-14')).toBe('Mon 14 Dec');
  });

  it('writes the library’s own time, across its midnight', () => {
    expect(dutch.time(Date.parse('2026-11-23T13:06:00Z'))).toBe('14:06');
    expect(dutch.dateOf(Date.parse('2026-11-23T23:30:00Z'))).toBe('2026-11-24');
  });

  it('fills a check with money and dates, and says null when a figure is not known', () => {
    const owed = dutch.filled('check.owed-over-limit.head', { owedCents: 1430, limitCents: 1000 });
    expect(owed?.replaceAll('\u00a0', ' ')).toBe('Te betalen € 14,30, grens € 10,00');
    expect(dutch.filled('check.owed-over-limit.head', {})).toBeNull();
    expect(english.filled('check.on-loan-to-another.head', { due: '2026-12-14' })).toBe(
      'On loan to someone else until Mon 14 Dec',
    );
  });

  it('names each reason of a block, a library’s own as it is', () => {
    const reasons = 'unpaid, post-returned, kerstpakket';
    expect(dutch.filled('check.patron-blocked.why', { count: 3, reasons })).toBe(
      'niet betaald, post kwam terug, kerstpakket',
    );
  });

  it('shows a library’s own word as it is', () => {
    expect(dutch.code('loanGroup', 'boek')).toBe('boek');
    expect(english.code('loanGroup', 'boek')).toBe('book');
    expect(english.code('loanGroup', 'muziekpakket')).toBe('muziekpakket');
  });

  it('reads long numbers in fours', () => {
    expect(inFours('301002817745')).toBe('3010 0281 7745');
    expect(inFours('B-14')).toBe('B-14');
  });
});
