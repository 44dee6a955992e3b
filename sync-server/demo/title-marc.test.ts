import { describe, expect, it } from 'vitest';
import { dayNumber } from './amsterdam-time.ts';
import { demoIsbn } from './check-digits.ts';
import { marcCollection } from './title-marc.ts';
import { buildTitles, inReadingOrder, nonFiling } from './titles.ts';

const titles = buildTitles();

describe('titles', () => {
  it('are at least 450, each once per kind, with plain data', () => {
    expect(titles.length).toBeGreaterThanOrEqual(450);
    const keys = titles.map(
      (title) => `${title.kind} ${title.title} ${title.authors[0] ?? ''} ${title.language}`,
    );
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
    for (const { title, authors, year, call } of titles) {
      expect(year, title).toBeLessThanOrEqual(2025);
      expect(call, title).toMatch(/ [\p{Lu}\p{N}]{1,4}$/u);
      for (const author of authors) expect(author, title).toBe(author.trim());
    }
  });

  it('have ISBNs with right check digits in the demo block', () => {
    expect(demoIsbn(1)).toBe('9789099900019');
    for (const code of titles.flatMap((title) => title.code ?? [])) {
      const sum = [...code].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
      expect(sum % 10, code).toBe(0);
      expect(code).toMatch(/^(97890999|29099900)\d{5}$/);
    }
  });

  it('file under their first word that is no article', () => {
    const samples = [
      'De avonden',
      'Het diner',
      'Een klein leven',
      '’t Hooge Nest',
      'L’étranger',
      'Denemarken',
      'Het',
      'Les',
      'Turks fruit',
    ];
    expect(samples.map(nonFiling)).toEqual([3, 4, 4, 3, 2, 0, 0, 0, 0]);
    expect(['Loon, Paul van', '’t Hart, Maarten', 'Multatuli'].map(inReadingOrder)).toEqual([
      'Paul van Loon',
      'Maarten ’t Hart',
      'Multatuli',
    ]);
  });
});

describe('MARC records', () => {
  const xml = marcCollection(titles, dayNumber(2026, 11, 22));

  it('have a leader of 24 and an 008 of 40 characters', () => {
    const leaders = [...xml.matchAll(/<leader>([^<]*)<\/leader>/g)].map((match) => match[1] ?? '');
    const fixed = [...xml.matchAll(/tag="008">([^<]*)</g)].map((match) => match[1] ?? '');
    expect([leaders.length, fixed.length]).toEqual([titles.length, titles.length]);
    for (const leader of leaders) expect(leader).toMatch(/^00000n[agir][ms] a2200000 i 4500$/);
    for (const field of fixed) expect(field).toMatch(/^261122[sc]\d{4}(9999| {4})ne .{17}[a-z]{3} d$/);
  });

  it('have one 245 each, well-formed text, and fields in order', () => {
    expect(xml).toContain('Dunya &amp; Desie');
    expect(xml.replace(/&(amp|lt|gt);/g, '')).not.toContain('&');
    for (const record of xml.split('<record>').slice(1)) {
      const tags = [...record.matchAll(/tag="(\d{3})"/g)].map((match) => match[1] ?? '');
      expect(tags.filter((tag) => tag === '245')).toHaveLength(1);
      expect(tags).toEqual(tags.toSorted());
    }
  });
});
