import { describe, expect, it } from 'vitest';
import { ean13, isbn13 } from './isbn.ts';
import type { DataField, MarcRecord } from './marc-record.ts';
import { clean, cleanImprint } from './punctuation.ts';
import { titleOf } from './title.ts';

/** `245 10 $a Title : $b rest` */
function field(line: string): DataField {
  const [, tag = '', ind1 = ' ', ind2 = ' ', rest = ''] = /^(\d{3}) (.)(.) (.*)$/u.exec(line) ?? [];
  const subfields = rest
    .split('$')
    .slice(1)
    .map((part) => ({ code: part.charAt(0), value: part.slice(2).trimEnd() }));
  return { tag, ind1, ind2, subfields };
}

function record(
  lines: string[],
  leader = '00000nam a2200000 a 4500',
  fixed = '970701s1989    it a          000 0 ita u',
): MarcRecord {
  const control = [
    { tag: '001', value: '12' },
    { tag: '003', value: 'NL-1' },
    { tag: '008', value: fixed },
  ];
  return { leader, control, data: lines.map(field) };
}

const title = (...lines: string[]) => titleOf(record(lines)).title;

describe('a title from MARC 21', () => {
  it('is free of ISBD punctuation', () => {
    expect(
      title(
        '100 1  $a Tolkien, J. R. R.',
        '245 14 $a The hobbit : $b or, There and back again / $c J. R. R. Tolkien.',
        '250    $a 2nd ed.',
        '260    $a Boston : $b Houghton Mifflin, $c [1997?]',
        '490 0  $a Middle-earth ; $v 1',
        '650  0 $a Fantasy fiction. $z England.',
        '020    $a 0-395-07122-4 (pbk.) : $c $10.00',
        '024 3  $a 5412345678908',
      ),
    ).toEqual({
      controlNumber: '12',
      source: 'NL-1',
      title: 'The hobbit',
      subtitle: 'or, There and back again',
      author: 'Tolkien, J. R. R.',
      isbns: ['9780395071229'],
      eans: ['5412345678908'],
      year: 1989,
      publisher: 'Houghton Mifflin',
      language: 'ita',
      material: 'book',
      edition: '2nd ed.',
      series: 'Middle-earth ; 1',
      subjects: ['Fantasy fiction -- England'],
    });
  });

  it('takes the original script from the linked 880', () => {
    expect(
      title(
        '100 1  $6 880-01 $a Da, Qiao.',
        '245 10 $6 880-02 $a Tu shuo Zhongguo jie = $b Tushuo / $c Da Qiao.',
        '880 1  $6 245-00/$1 $a 不對',
        '880 1  $6 100-01/$1 $a 大乔.',
        '880 10 $6 245-02/$1 $a 图说中国节 = $b Tushuo / $c 大乔编著.',
      ),
    ).toMatchObject({
      title: 'Tu shuo Zhongguo jie',
      author: 'Da, Qiao',
      vernacular: { title: '图说中国节', subtitle: 'Tushuo', author: '大乔' },
    });
  });

  it('takes it from a repeated field, or shows it if there is nothing else', () => {
    expect(title('245 10 $a बिहानी टुसा /', '245 10 $a Bihānī Ṭusā /')).toMatchObject({
      title: 'Bihānī Ṭusā',
      vernacular: { title: 'बिहानी टुसा' },
    });
    expect(title('245 10 $a Война и мир /')).toMatchObject({ title: 'Война и мир' });
    expect(title('880 10 $6 245-00/(N $a Война и мир /')).toMatchObject({ title: 'Война и мир' });
    expect(title('245 10 $a Twee', '245 10 $a titels')).not.toHaveProperty('vernacular');
  });

  it('is never empty', () => {
    expect(titleOf(record(['246 3  $a Ook zo genoemd']))).toMatchObject({
      title: { title: 'Ook zo genoemd' },
      findings: [{ column: '245', value: '', reason: 'title-missing' }],
    });
    expect(title('300    $a 1 p.').title).toBe('[12]');
  });

  it('knows its material, year and language by their codes', () => {
    const of = (leader: string, fixed: string, ...lines: string[]) =>
      titleOf(record(['245 00 $a X', ...lines], leader, fixed)).title;
    expect(of('00000njm a22', '020121s1999    cau            eng d')).toMatchObject({
      material: 'music',
      year: 1999,
    });
    expect(
      of('00000nas a22', '020121c19uu9999cau            ||| d', '260    $c 1971-', '041 0  $a dutfre'),
    ).toMatchObject({
      material: 'periodical',
      year: 1971,
      language: 'dut',
    });
    expect(of('00000ngm a22', '')).toEqual(expect.not.objectContaining({ year: expect.anything() }));
    expect(
      of('00000nam a22', '', '264  4 $c ©2020', '264  1 $a Amsterdam : $b Querido, $c 2021.'),
    ).toMatchObject({ year: 2021, publisher: 'Querido' });
  });

  it('leaves a wrong ISBN out and says so', () => {
    const { title: made, findings } = titleOf(
      record(['245 00 $a X', '020    $a 9780395071220', '020    $a (pbk.)']),
    );
    expect(made.isbns).toEqual([]);
    expect(findings).toEqual([{ column: '020', value: '9780395071220', reason: 'isbn-wrong' }]);
  });
});

describe('punctuation', () => {
  it.each([
    ['La canzone italiana :', 'La canzone italiana'],
    ['Baldazzi, Gianfranco.', 'Baldazzi, Gianfranco'],
    ['Rowling, J. K.', 'Rowling, J. K.'],
    ['King, Martin Luther, Jr.,', 'King, Martin Luther, Jr.'],
    ['Comic books, etc.', 'Comic books, etc.'],
    ['En toen ...', 'En toen ...'],
    ['/', ''],
    ['\u0098De \u009cstad /', 'De stad'],
  ])('%s', (given, wanted) => expect(clean(given)).toBe(wanted));

  it('drops the brackets of what a cataloguer supplied', () => {
    expect(cleanImprint('[Querido],')).toBe('Querido');
    expect(cleanImprint('Columbia [Records],')).toBe('Columbia [Records]');
  });
});

describe('numbers', () => {
  it('checks ISBN and EAN by their digit', () => {
    expect(isbn13('080442957X')).toBe('9780804429573');
    expect(isbn13('978-3-16-148410-0 :')).toBe('9783161484100');
    expect(isbn13('9783161484101')).toBeNull();
    expect(ean13('036000291452')).toBe('0036000291452');
    expect(ean13('036000291453')).toBeNull();
  });
});
