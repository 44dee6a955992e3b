import { hashText } from './canonical.ts';
import type { AnyEntry, Payload } from './entry.ts';
import type { EntryId } from './ids.ts';

/** One line of a journal file: an entry and, where it has one that was not erased, its personal payload. */
export interface JournalRecord {
  readonly entry: AnyEntry;
  readonly payload: Payload | null;
}

export interface JournalText {
  readonly records: readonly JournalRecord[];
  /** Bytes up to the end of the last whole line; less than the file's when its tail is torn. */
  readonly wholeLength: number;
  /** Line numbers, from 1, of damaged lines that have whole ones after them. */
  readonly damaged: readonly number[];
}

/** `<16 hex of SHA-256 of the JSON> <JSON, ASCII>\n`; `rest` is how many lines of the same act come after it. */
export function journalLine({ entry, payload }: JournalRecord, rest = 0): string {
  const json = ascii(JSON.stringify({ entry, payload, ...(rest > 0 ? { rest } : {}) }));
  return `${hashText(json).slice(0, 16)} ${json}\n`;
}

/**
 * Reads a journal file's text. A last line that is cut or does not fit its checksum is a torn tail, and so are the lines before it of
 * the same act: it was never acknowledged.
 */
export function readJournal(text: string): JournalText {
  const records: JournalRecord[] = [];
  const damaged: number[] = [];
  let ofOneAct: JournalRecord[] = [];
  let wholeLength = 0;
  let start = 0;
  for (let line = 1; start < text.length; line++) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const read = newline < 0 ? null : parseLine(text.slice(start, end));
    if (read) ofOneAct.push(read.record);
    else damaged.push(line);
    if (read?.rest === 0) {
      records.push(...ofOneAct);
      ofOneAct = [];
      wholeLength = end + 1;
    }
    start = end + 1;
  }
  const linesInWhole = text.slice(0, wholeLength).split('\n').length - 1;
  return { records, wholeLength, damaged: damaged.filter((line) => line <= linesInWhole) };
}

/** The same text without the payloads of these entries (A1): every other line stays byte for byte, whole or damaged. */
export function withoutPayloads(text: string, erased: ReadonlySet<EntryId>): string {
  return text.replaceAll(/[^\n]*\n/g, (line) => {
    const read = parseLine(line.slice(0, -1));
    if (!read?.record.payload || !erased.has(read.record.entry._id)) return line;
    return journalLine({ entry: read.record.entry, payload: null }, read.rest);
  });
}

function parseLine(line: string): { readonly record: JournalRecord; readonly rest: number } | null {
  const json = line.slice(17);
  if (line[16] !== ' ' || hashText(json).slice(0, 16) !== line.slice(0, 16)) return null;
  const { rest = 0, ...record } = JSON.parse(json) as JournalRecord & { readonly rest?: number };
  return { record, rest };
}

function ascii(json: string): string {
  return json.replaceAll(/[\u007f-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
