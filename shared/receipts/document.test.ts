import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paperDocument } from './document.ts';
import type { Paper, PaperStyle } from './paper.ts';
import { printable } from './printable.ts';
import { Sheet } from './sheet.ts';
import { papers } from './testing-papers.ts';

const style: PaperStyle = {
  ...{ language: 'nl', columns: 42, timeZone: 'Europe/Amsterdam', copy: false },
  ...{ head: ['Bibliotheek Wilgendam', 'Dorpsstraat 12'], foot: ['Tot ziens'] },
};
const write = (paper: Paper, change: Partial<PaperStyle> = {}): string =>
  paperDocument(paper, { ...style, ...change });
/** Money as it stands on paper, markup gone. */
const read = (document: string): string => document.replace(/\\/g, '');

describe('the document of a paper', () => {
  test('tells what is to be back on one day together, the first day first', () => {
    const text = read(write(papers.loans));
    const days = [...text.matchAll(/Retour uiterlijk +(\S+ \d+ \S+ \d+)/g)].map(([, day]) => day);
    expect(days).toEqual(['ma 30 nov 2026', 'ma 14 dec 2026', 'ma 21 dec 2026']);
    expect(text).toContain('4 exemplaren');
  });

  test('speaks both languages, in words, dates and money', () => {
    const dutch = read(write(papers.payment));
    expect(dutch).toMatch(/Betaald[^]*Abonnement +€ 42,00[^]*Contant +€ 48,50[^]*Waarvan btw 21 % +€ 7,98/);
    expect(dutch).toContain('ma 23 nov 2026 14:06');
    const english = read(write(papers.payment, { language: 'en' }));
    expect(english).toMatch(/Paid[^]*Membership +€42.00[^]*Cash +€48.50[^]*Of which VAT 21 % +€7.98/);
    expect(english).toContain('Mon 23 Nov 2026 14:06');
  });

  test('has the library above and below, but on a slip', () => {
    for (const paper of Object.values(papers) as Paper[]) {
      const slip = paper.kind.endsWith('-slip');
      const text = read(write(paper));
      expect(text.includes('Dorpsstraat 12'), paper.kind).toBe(!slip);
      expect(text.includes('Tot ziens'), paper.kind).toBe(!slip);
      expect(text, paper.kind).toContain('Wilgendam Centrum');
    }
  });

  test('has the receipt number, and says that it is a copy', () => {
    expect(write(papers.payment)).toMatch(/Bon 17 +noord\.k3x9a/);
    for (const paper of Object.values(papers)) {
      expect(write(paper), paper.kind).not.toContain('KOPIE');
      expect(write(paper, { copy: true }), paper.kind).toContain('* KOPIE *');
      expect(write(paper, { copy: true, language: 'en' }), paper.kind).toContain('* COPY *');
    }
  });

  test('A7 says where a held book stands and its code', () => {
    expect(read(write(papers['hold-slip']))).toMatch(/\^\^\^"B-14"\n\^\^\^"7K-4PX"/);
  });

  test('M8 has of a till what came in, what was counted and what differs', () => {
    const text = read(write(papers['till-report']));
    expect(text).toMatch(/Verschil +€ -0,50/);
    expect(text).toMatch(/Grootboek 8010 +€ 45,98\n.*btw 21 % +€ 7,98\n.*zonder btw +€ 38,00/);
    expect(text).toMatch(/Totaal +€ 131,20/);
  });

  test('an overview has the end of a card only', () => {
    const text = write(papers.overview);
    expect(text).toContain('Pas eindigt op 0427');
    expect(text).not.toContain('22004417140427');
  });

  test('no line is wider than the paper', () => {
    for (const paper of Object.values(papers))
      for (const columns of [32, 42, 48] as const)
        for (const language of ['nl', 'en'] as const)
          for (const line of write(paper, { columns, language }).split('\n')) {
            if (line.startsWith('{') || line === '---') continue;
            const wide = line.includes('^^^') ? 2 : 1;
            const signs = line.replace(/^\|/, '').replace(/\\(.)|[\^"]/g, '$1');
            expect(signs.length * wide, line).toBeLessThanOrEqual(columns);
          }
  });
});

describe('what is written on paper', () => {
  test('is what printers have: other accents go, other signs become a question mark', () => {
    expect(printable('“Škvorecký” – Łódź…')).toBe('"Skvorecký" - Lódz...');
    expect(printable('é è ë ï ü ç ñ € ½ ß Œuvre ĳs')).toBe('é è ë ï ü ç ñ € ½ ß OEuvre ijs');
    expect(printable('e\u0308 \u200b tab\tline\nbreak\u0000 \u00a0')).toBe('ë tab line break');
    expect(printable('Війна 日本')).toBe('????? ??');
  });

  test('stays as it is when it is folded again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(printable(text))).toBe(printable(text));
      }),
    );
  });

  test('a figure stands at the right end, below a text that leaves no room for it', () => {
    const sheet = new Sheet(32).pair('Abonnement', '€ 42,00').pair('x'.repeat(31), '€ 1,00');
    const lines = sheet.document().split('\n');
    expect(lines[0]).toBe(`|Abonnement${' '.repeat(15)}€ 42,00`);
    expect(lines.at(-1)!.replaceAll('~', ' ')).toHaveLength(33);
    for (const figure of ['9'.repeat(32), '9'.repeat(33), '9'.repeat(80)])
      expect(new Sheet(32).pair('x', figure).document()).toContain('9'.repeat(32));
  });

  test('a code that is too wide for bars is still there as a number', () => {
    expect(new Sheet(32).barcode('30100281774501').document()).toContain('{code:30100281774501');
    expect(new Sheet(32).barcode('A'.repeat(30)).document()).toBe('A'.repeat(30));
    expect(new Sheet(32).barcode('é1').document()).toBe('é1');
  });
});
