import { parse } from 'csv-parse/sync';
import { done, failed, type Result } from './import-error.ts';
import { checkedUtf8 } from './utf8.ts';

/** A CSV file by column name. `line` is where a row begins; a row with another number of cells than the header stands in `ragged`. */
export type CsvTable = {
  columns: string[];
  rows: CsvRow[];
  ragged: { line: number; cells: number; text: string }[];
  endsOpen: boolean;
};
type CsvRow = { line: number; cells: Record<string, string> };

const LF = 0x0a;
const CR = 0x0d;

/**
 * Reads CSV (RFC 4180; comma, semicolon or tab, whichever the header uses) in UTF-8, with or without a byte order mark. Column names
 * are compared in lower case; cells are trimmed and in normal form C. A wrong encoding, no header, or a file cut off is an error.
 */
export function readCsv(file: string, bytes: Uint8Array): Result<CsvTable> {
  const checked = checkedUtf8(file, bytes);
  if (!checked.ok) return checked;
  const lines = splitRows(file, checked.value);
  if (!lines.ok) return lines;
  const [header, ...body] = lines.value;
  const columns = (header?.cells ?? []).map((name) => tidy(name).toLowerCase());
  if (!header || columns.every((name) => name === '')) return failed('csv-no-header', { file });
  const twice = columns.find((name, at) => name !== '' && columns.indexOf(name) !== at);
  if (twice !== undefined) return failed('csv-column-twice', { file, column: twice });

  const last = body.at(-1);
  if (last && last.cells.length < columns.length) return failed('file-cut', { file, line: last.line });
  const table: CsvTable = {
    columns: columns.filter((name) => name !== ''),
    rows: [],
    ragged: [],
    endsOpen: endsOpen(checked.value),
  };
  for (const { line, cells } of body) {
    if (cells.length === columns.length) table.rows.push({ line, cells: byName(columns, cells) });
    else table.ragged.push({ line, cells: cells.length, text: cells.map(tidy).join(',').slice(0, 200) });
  }
  return done(table);
}

type Split = { line: number; cells: string[] };

function splitRows(file: string, bytes: Uint8Array): Result<Split[]> {
  const rows: Split[] = [];
  const place = new LineCounter(bytes);
  try {
    parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      delimiter: delimiterOf(bytes),
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { bytes: end }) => {
        rows.push({ line: place.startOfRow(), cells });
        place.advance(end);
        return null;
      },
    });
    return done(rows);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    const line = place.startOfRow();
    if (error.code === 'CSV_QUOTE_NOT_CLOSED') return failed('file-cut', { file, line });
    return failed('csv-broken', { file, line, cause: String(error.code) });
  }
}

/** The parser counts a CRLF inside quotes as two lines; a person's editor counts one. */
class LineCounter {
  private readonly bytes: Uint8Array;
  private at = 0;
  private line = 1;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  startOfRow(): number {
    while (this.bytes[this.at] === LF || this.bytes[this.at] === CR) this.step();
    return this.line;
  }

  advance(end: number): void {
    while (this.at < end) this.step();
  }

  private step(): void {
    const sign = this.bytes[this.at++];
    if (sign === LF || (sign === CR && this.bytes[this.at] !== LF)) this.line++;
  }
}

function delimiterOf(bytes: Uint8Array): string {
  const start = new TextDecoder().decode(bytes.subarray(0, 4096));
  const header = /^[^\r\n]*/.exec(start)?.[0] ?? '';
  if (header.includes(',')) return ',';
  return header.includes(';') ? ';' : header.includes('\t') ? '\t' : ',';
}

function byName(columns: string[], cells: string[]): Record<string, string> {
  const row: Record<string, string> = Object.create(null);
  for (const [at, name] of columns.entries()) if (name !== '') row[name] = tidy(cells[at] ?? '');
  return row;
}

function tidy(cell: string): string {
  return cell.normalize('NFC').trim();
}

function endsOpen(bytes: Uint8Array): boolean {
  const last = bytes.at(-1);
  return last !== undefined && last !== LF && last !== CR;
}
