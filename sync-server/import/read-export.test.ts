import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { errorSentence } from './import-error.ts';
import { reportLines } from './import-report.ts';
import { readLibraryMapping } from './library-mapping.ts';
import { planImport } from './plan-import.ts';
import { readExport } from './read-export.ts';
import { REASONS } from './reasons.ts';

const made: string[] = [];
afterEach(() => {
  for (const path of made.splice(0)) rmSync(path, { recursive: true });
});

function folder(files: Record<string, string | Uint8Array>): string {
  const path = mkdtempSync(join(tmpdir(), 'export-'));
  made.push(path);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return path;
}

async function sentence(files: Record<string, string | Uint8Array>): Promise<string> {
  const read = await readExport(folder(files));
  return read.ok ? 'taken' : errorSentence(read.error, 'en');
}

describe('reading an export', () => {
  it('needs items, patrons or titles; anything may be missing or more', async () => {
    expect(await sentence({ 'loans.csv': 'item_barcode,patron_card\n' })).toMatch(
      /at least one of items\.csv, patrons\.csv, \*\.marcxml/,
    );
    expect(await readExport('/nowhere/at/all')).toMatchObject({
      error: { code: 'folder-unreadable', params: { cause: 'ENOENT' } },
    });
    const read = await readExport(
      folder({ 'Items.CSV': 'barcode,colour\nb1,red\nb2\nb3,blue', 'notes.txt': '' }),
    );
    if (!read.ok) throw new Error(read.error.code);
    expect(read.value.items).toMatchObject([
      { file: 'Items.CSV', line: 2, row: { barcode: 'b1', status: '' } },
      { line: 4 },
    ]);
    expect(read.value.files).toEqual([
      { file: 'Items.CSV', kind: 'items', rows: 3, columns: ['barcode', 'colour'] },
    ]);
    const said = new Set(read.value.notes.map(({ reason }) => reason));
    expect([...said].sort()).toEqual([
      'column-missing',
      'column-unknown',
      'file-not-read',
      'no-final-line-break',
      'row-ragged',
    ]);
  });

  it('says in one sentence which file is wrong, and how', async () => {
    expect(await sentence({ 'items.csv': 'code,title\n1,2\n' })).toBe(
      'items.csv lacks the column barcode; found: code, title.',
    );
    expect(await sentence({ 'items.csv': 'barcode,x\nb1,2\nb2' })).toBe(
      'items.csv is cut off: it ends in the middle of its data on line 3.',
    );
    expect(await sentence({ 'patrons.csv': Buffer.from('card\ncaf\xe9\n', 'latin1') })).toBe(
      'patrons.csv is not UTF-8: byte 8 (line 2) does not belong there; export it again as UTF-8.',
    );
    expect(await sentence({ 'titles.mrc': 'barcode,title\n' })).toBe(
      'titles.mrc is not MARC: byte 0 does not begin with the length of a record, nor is it XML.',
    );
    expect(await sentence({ 'titles.mrc': '00100nam  2200049   4500' })).toBe(
      'titles.mrc is cut off: record 1, which begins at byte 0, is not whole.',
    );
    expect(await sentence({ 'titles.xml': '<collection><record>' })).toBe(
      'titles.xml is cut off: it ends in the middle of its data on line 1.',
    );
    expect(await sentence({ 'items.csv': 'barcode\n', 'ITEMS.csv': 'barcode\n' })).toMatch(
      /^items\.csv and ITEMS\.csv are the same file/,
    );
  });

  it('shows how far it is', async () => {
    const seen: string[] = [];
    await readExport(
      folder({ 'items.csv': 'barcode\nb1\n', 'patrons.csv': 'card\np1\n' }),
      ({ file, done, total }) => seen.push(`${file} ${done}/${total}`),
    );
    expect(seen).toEqual(['items.csv 0/2', 'patrons.csv 1/2', ' 2/2']);
  });

  it('ends its report with the counts by file', async () => {
    const read = await readExport(folder({ 'items.csv': 'barcode,price\nb1,1\nb1,2\nb2,"1,5"\n' }));
    if (!read.ok) throw new Error(read.error.code);
    const made = planImport(read.value, {
      mapping: { kind: 'all', isil: 'NL-1' },
      now: 0,
      timeZone: 'Europe/Amsterdam',
      defaultLoanGroup: 'boek',
    });
    if (!made.ok) throw new Error(made.error.code);
    const lines = [...reportLines(made.value.report, 'nl')].map((line) => JSON.parse(line) as unknown);
    expect(lines.at(-1)).toEqual({ files: { 'items.csv': { rows: 3, taken: 1, mended: 1, refused: 1 } } });
    expect(lines).toContainEqual({
      file: 'items.csv',
      line: 3,
      column: 'barcode',
      value: 'b1',
      outcome: 'refused',
      reason: 'barcode-twice',
      sentence: 'Barcode b1 stond er al.',
    });
    expect(JSON.stringify(lines)).not.toMatch(/"sentence":"[^"]*\{/);
  });
});

describe('whose the export is', () => {
  it('is one ISIL, or an ISIL for each code', () => {
    expect(readLibraryMapping(['NL-0800070000'])).toEqual({
      ok: true,
      value: { kind: 'all', isil: 'NL-0800070000' },
    });
    expect(readLibraryMapping(['RPLS=NL-1', 'SPLS=NL-2'])).toMatchObject({
      value: { kind: 'map', codes: { RPLS: 'NL-1', SPLS: 'NL-2' } },
    });
    const code = (...values: string[]) => {
      const read = readLibraryMapping(values);
      return read.ok ? null : read.error.code;
    };
    expect(code()).toBe('mapping-missing');
    expect(code('NL-1', 'NL-2')).toBe('mapping-mixed');
    expect(code('NL-1', 'A=NL-2')).toBe('mapping-mixed');
    expect(code('Amsterdam')).toBe('mapping-not-isil');
    expect(code('A=NL-1', 'A=NL-2')).toBe('mapping-code-twice');
  });
});

describe('reasons', () => {
  it('are told in both languages with the same particulars', () => {
    const places = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
    for (const { nl, en } of Object.values(REASONS)) expect(places(nl)).toEqual(places(en));
  });
});
