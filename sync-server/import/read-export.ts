import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { readCsv } from './csv-table.ts';
import { EXPORT_FILES, TITLE_ENDINGS, type CsvKind, type RowOf } from './export-files.ts';
import { done, failed, type Result } from './import-error.ts';
import type { Note } from './import-report.ts';
import type { MarcRecord } from './marc/marc-record.ts';
import { readMarc } from './marc/read-marc.ts';

/** A row and where it stands: the line on which it begins, or in a MARC file the record's number. */
export type ExportRow<T> = { file: string; line: number; row: T };
type SourceFile = { file: string; kind: CsvKind | 'titles'; rows: number; columns: string[] };

/** An export as read: rows that could be read, all files, and notes on what could not. Nothing is judged yet. */
type CsvRows = { [K in CsvKind]: ExportRow<RowOf<K>>[] };
export type ExportSource = CsvRows & {
  titles: ExportRow<MarcRecord>[];
  files: SourceFile[];
  notes: Note[];
};

/** Called before each file and after the last: `done` of `total` files are read. */
export type ReadProgress = (progress: { file: string; done: number; total: number }) => void;

type Found = { name: string; kind: CsvKind | 'titles' };

/** Reads all files of an export in `folder`. An error names one file and what is wrong with it; then nothing should be imported. */
export async function readExport(
  folder: string,
  onProgress: ReadProgress = () => {},
): Promise<Result<ExportSource>> {
  const listing = await tryTo(() => readdir(folder, { withFileTypes: true }));
  if (!listing.ok) return failed('folder-unreadable', { folder, cause: listing.cause });
  const names = listing.value
    .filter((entry) => !entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const sorted = sortFiles(names);
  if (!sorted.ok) return sorted;
  const { found, others } = sorted.value;
  if (!found.some(({ kind }) => kind === 'items' || kind === 'patrons' || kind === 'titles')) {
    const needed = ['items.csv', 'patrons.csv', ...TITLE_ENDINGS.map((ending) => `*${ending}`)].join(', ');
    return failed('nothing-to-import', { folder, needed });
  }
  const source = emptySource();
  for (const name of others)
    source.notes.push({ file: name, line: 0, column: '', value: '', reason: 'file-not-read' });
  for (const [at, file] of found.entries()) {
    onProgress({ file: file.name, done: at, total: found.length });
    const bytes = await tryTo(() => readFile(join(folder, file.name)));
    if (!bytes.ok) return failed('file-unreadable', { file: file.name, cause: bytes.cause });
    const added =
      file.kind === 'titles'
        ? addTitles(source, file.name, bytes.value)
        : addRows(source, file.kind, file.name, bytes.value);
    if (!added.ok) return added;
  }
  onProgress({ file: '', done: found.length, total: found.length });
  return done(source);
}

export function emptySource(): ExportSource {
  return {
    branches: [],
    openingHours: [],
    closedDays: [],
    titles: [],
    items: [],
    patrons: [],
    cards: [],
    loans: [],
    holds: [],
    files: [],
    notes: [],
  };
}

function sortFiles(names: string[]): Result<{ found: Found[]; others: string[] }> {
  const found: Found[] = [];
  const others: string[] = [];
  for (const name of names) {
    const kind = kindOf(name);
    const other = kind !== null && kind !== 'titles' && found.find((file) => file.kind === kind);
    if (other) return failed('file-twice', { file: name, other: other.name });
    if (kind) found.push({ name, kind });
    else others.push(name);
  }
  return done({ found, others });
}

function kindOf(name: string): Found['kind'] | null {
  const lower = name.toLowerCase();
  if (TITLE_ENDINGS.includes(extname(lower))) return 'titles';
  for (const [kind, { file }] of Object.entries(EXPORT_FILES)) if (file === lower) return kind as CsvKind;
  return null;
}

/** Adds one CSV file's rows to `source`. Columns that are not there read as empty cells. */
export function addRows<K extends CsvKind>(
  source: ExportSource,
  kind: K,
  file: string,
  bytes: Uint8Array,
): Result<void> {
  const read = readCsv(file, bytes);
  if (!read.ok) return read;
  const { columns, rows, ragged, endsOpen } = read.value;
  const { keys, columns: known } = EXPORT_FILES[kind];
  const lacking = keys.find((key) => !columns.includes(key));
  if (lacking !== undefined)
    return failed('csv-missing-column', { file, column: lacking, found: columns.join(', ') });

  const say = (column: string, reason: Note['reason']) =>
    source.notes.push({ file, line: 0, column, value: '', reason });
  for (const column of columns) if (!known.some((name) => name === column)) say(column, 'column-unknown');
  for (const column of known) if (!columns.includes(column)) say(column, 'column-missing');
  if (endsOpen) say('', 'no-final-line-break');
  for (const { line, cells, text } of ragged) {
    source.notes.push({
      file,
      line,
      column: '',
      value: text,
      reason: 'row-ragged',
      params: { cells, columns: columns.length },
    });
  }
  const csv: CsvRows = source;
  const target = csv[kind];
  for (const { line, cells } of rows) {
    const row = Object.fromEntries(known.map((column) => [column, cells[column] ?? '']));
    target.push({ file, line, row: row as RowOf<K> });
  }
  source.files.push({ file, kind, rows: rows.length + ragged.length, columns });
  return done(undefined);
}

/** Adds the records of one MARCXML or ISO 2709 file to `source`; refused records become notes by name. */
export function addTitles(source: ExportSource, file: string, bytes: Uint8Array): Result<void> {
  let rows = 0;
  for (const read of readMarc(file, bytes)) {
    if (!read.ok) return read;
    rows++;
    const reading = read.value;
    if (reading.kind === 'refused') {
      source.notes.push({
        file,
        line: reading.number,
        column: '001',
        value: reading.controlNumber,
        reason: reading.reason,
      });
      continue;
    }
    const { number, record, mends } = reading;
    for (const reason of mends) {
      const [column, value] =
        reason === 'marc-leader-lied' ? ['leader/09', record.leader.charAt(9)] : ['', ''];
      source.notes.push({ file, line: number, column, value, reason });
    }
    source.titles.push({ file, line: number, row: record });
  }
  source.files.push({ file, kind: 'titles', rows, columns: [] });
  return done(undefined);
}

type Tried<T> = { ok: true; value: T } | { ok: false; cause: string };

async function tryTo<T>(act: () => Promise<T>): Promise<Tried<T>> {
  try {
    return { ok: true, value: await act() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { ok: false, cause: 'code' in error ? String(error.code) : error.message };
  }
}
