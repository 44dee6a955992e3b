import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv } from './csv-table.ts';

const read = (content: string | Uint8Array) =>
  readCsv('x.csv', typeof content === 'string' ? Buffer.from(content) : content);
const rows = (content: string) => {
  const table = read(content);
  if (!table.ok) throw new Error(table.error.code);
  return table.value.rows.map(({ line, cells }) => [line, ...Object.values(cells)]);
};
const error = (content: string | Uint8Array) => {
  const table = read(content);
  return table.ok ? null : table.error;
};

describe('a CSV file', () => {
  it('gives each row the line on which it begins', () => {
    expect(rows('a,b\r\n1,"x\r\ny"\r\n\r\n2,3\r\n"\n\n",4\r\n5,6\r\n')).toEqual([
      [2, '1', 'x\r\ny'],
      [5, '2', '3'],
      [6, '', '4'],
      [9, '5', '6'],
    ]);
    expect(rows('a,b\r1,2\r3,4')).toEqual([
      [2, '1', '2'],
      [3, '3', '4'],
    ]);
  });

  it('may have a byte order mark, semicolons or tabs, capitals, spaces and loose quotes', () => {
    expect(rows('\ufeffCode ; NAME\n A1 ; O"Neil \n')).toEqual([[2, 'A1', 'O"Neil']]);
    expect(read('\ufeffCode;NAME\n1;2\n')).toMatchObject({ value: { columns: ['code', 'name'] } });
    expect(rows('a\tb\n1\t2\n')).toEqual([[2, '1', '2']]);
    expect(rows('a,b\nCafe\u0301,2\n')).toEqual([[2, 'Café', '2']]);
  });

  it('keeps a row with other cells than the header apart', () => {
    expect(read('a,b\n1\n1,2,3\n4,5\n')).toMatchObject({
      value: {
        rows: [{ line: 4 }],
        ragged: [
          { line: 2, cells: 1 },
          { line: 3, cells: 3, text: '1,2,3' },
        ],
      },
    });
  });

  it('names the first byte that is not UTF-8', () => {
    expect(error(Buffer.from('a,b\n1,caf\xe9\n', 'latin1'))).toEqual({
      code: 'not-utf8',
      params: { file: 'x.csv', offset: 9, line: 2 },
    });
    expect(error(Buffer.from('\ufeffa,b\n', 'utf16le'))?.code).toBe('not-utf8');
    for (const bytes of [[0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf5, 0x80], [0xf4, 0x90, 0x80, 0x80], [0x80]]) {
      expect(error(Uint8Array.from([0x61, 0x0a, ...bytes, 0x0a]))).toMatchObject({
        code: 'not-utf8',
        params: { offset: 2 },
      });
    }
  });

  it('says where it is cut', () => {
    expect(error('a,b\n1,2\n3,"it goes\non')).toEqual({
      code: 'file-cut',
      params: { file: 'x.csv', line: 3 },
    });
    expect(error('a,b\n1,2\n3')).toEqual({ code: 'file-cut', params: { file: 'x.csv', line: 3 } });
    expect(error(Buffer.from('a,b\n1,é').subarray(0, -1))).toEqual({
      code: 'file-cut',
      params: { file: 'x.csv', line: 2 },
    });
    expect(read('a,b\n1,2')).toMatchObject({ value: { endsOpen: true } });
  });

  it('needs a header with each column once', () => {
    expect(error('')?.code).toBe('csv-no-header');
    expect(error('\n\n')?.code).toBe('csv-no-header');
    expect(error('a,A\n1,2\n')?.code).toBe('csv-column-twice');
  });

  it('never throws, whatever the bytes are', () => {
    const piece = fc.constantFrom(
      'a',
      ',',
      ';',
      '"',
      '""',
      '\n',
      '\r',
      '\r\n',
      ' ',
      'é',
      '\ufeff',
      '\0',
      '__proto__',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (parts) => void read(parts.join(''))),
      { seed: 1, numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => void read(bytes)),
      { seed: 2 },
    );
  });

  it('reads back what was written', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r\n', 'x y') })
      .map((value) => value.trim());
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 10 }), (written) => {
        const quoted = written.map((cells) =>
          cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(','),
        );
        expect(rows(['a,b', ...quoted].join('\n')).map(([, ...cells]) => cells)).toEqual(written);
      }),
      { seed: 3 },
    );
  });
});
