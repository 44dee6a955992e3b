import { isAscii, isUtf8 } from 'node:buffer';
import { done, failed, type Result } from '../import-error.ts';
import type { MarcMend, MarcReading, MarcRecord } from './marc-record.ts';

const RECORD_END = 0x1d;
const FIELD_END = 0x1e;
const SUBFIELD = 0x1f;
const ESCAPE = 0x1b;
const LEADER = 24;
const ENTRY = 12;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const latin1 = new TextDecoder('latin1');

/**
 * Reads a file of MARC 21 records in ISO 2709, one by one, strictly. A record in another encoding than UTF-8, or with a wrong directory,
 * comes out as refused and reading goes on; a wrong frame (not MARC, cut, wrong length) is an error with its byte, and ends it.
 */
export function* readIso2709(file: string, bytes: Uint8Array): Generator<Result<MarcReading>, void> {
  let number = 0;
  for (let at = skipBlank(bytes, 0); at < bytes.length; at = skipBlank(bytes, at)) {
    number++;
    const length = digits(bytes, at, 5);
    const place = { file, record: number, offset: at };
    if (length === null) {
      if (number === 1) yield failed('marc-not-marc', { file, offset: at });
      else yield failed(bytes.length - at < 5 ? 'marc-cut' : 'marc-broken', place);
      return;
    }
    if (length <= LEADER) return yield failed('marc-broken', place);
    if (at + length > bytes.length) return yield failed('marc-cut', place);
    if (bytes[at + length - 1] !== RECORD_END) return yield failed('marc-broken', place);
    yield done(readRecord(bytes.subarray(at, at + length), number));
    at += length;
  }
}

function readRecord(bytes: Uint8Array, number: number): MarcReading {
  const fields = readDirectory(bytes);
  const controlNumber = nameOf(fields);
  if (!fields) return { kind: 'refused', number, controlNumber, reason: 'marc-record-damaged' };
  const saysUtf8 = bytes[9] === 0x61;
  const ascii = isAscii(bytes);
  if (!isUtf8(bytes))
    return { kind: 'refused', number, controlNumber, reason: saysUtf8 ? 'marc-not-utf8' : 'marc-8-record' };
  // MARC-8 reaches other scripts by escape sequences that are pure ASCII.
  if (!saysUtf8 && bytes.includes(ESCAPE))
    return { kind: 'refused', number, controlNumber, reason: 'marc-8-record' };
  const mends: MarcMend[] = !saysUtf8 && !ascii ? ['marc-leader-lied'] : [];
  const record = decode(latin1.decode(bytes.subarray(0, LEADER)), fields, mends);
  if (!record) return { kind: 'refused', number, controlNumber, reason: 'marc-record-damaged' };
  return { kind: 'record', number, record, mends };
}

type RawField = { tag: string; bytes: Uint8Array };

function readDirectory(bytes: Uint8Array): RawField[] | null {
  const base = digits(bytes, 12, 5);
  if (base === null || base <= LEADER || base >= bytes.length || bytes[base - 1] !== FIELD_END) return null;
  if ((base - 1 - LEADER) % ENTRY !== 0) return null;
  const fields: RawField[] = [];
  for (let at = LEADER; at < base - 1; at += ENTRY) {
    const tag = latin1.decode(bytes.subarray(at, at + 3));
    const length = digits(bytes, at + 3, 4);
    const start = digits(bytes, at + 7, 5);
    if (!/^[0-9A-Za-z]{3}$/.test(tag) || length === null || start === null || length < 1) return null;
    const end = base + start + length;
    if (end > bytes.length - 1 || bytes[end - 1] !== FIELD_END) return null;
    fields.push({ tag, bytes: bytes.subarray(base + start, end - 1) });
  }
  return fields;
}

function decode(leader: string, fields: RawField[], mends: MarcMend[]): MarcRecord | null {
  const record: MarcRecord = { leader, control: [], data: [] };
  for (const { tag, bytes } of fields) {
    if (!isUtf8(bytes)) return null;
    if (tag.startsWith('00')) {
      record.control.push({ tag, value: text(bytes) });
      continue;
    }
    const [indicators = '', ...parts] = text(bytes).split(String.fromCharCode(SUBFIELD));
    if (indicators.length !== 2 && !mends.includes('marc-indicators-wrong'))
      mends.push('marc-indicators-wrong');
    const [ind1 = ' ', ind2 = ' '] = indicators;
    const subfields = parts
      .filter((part) => part !== '')
      .map((part) => ({ code: part.charAt(0), value: part.slice(1) }));
    record.data.push({ tag, ind1, ind2, subfields });
  }
  return record;
}

function text(bytes: Uint8Array): string {
  return utf8.decode(bytes).normalize('NFC');
}

function nameOf(fields: RawField[] | null): string {
  const field = fields?.find((candidate) => candidate.tag === '001');
  return field ? latin1.decode(field.bytes).trim() : '';
}

function digits(bytes: Uint8Array, at: number, count: number): number | null {
  let value = 0;
  for (let step = 0; step < count; step++) {
    const digit = (bytes[at + step] ?? 0) - 0x30;
    if (digit < 0 || digit > 9) return null;
    value = value * 10 + digit;
  }
  return value;
}

function skipBlank(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length && [0x20, 0x0a, 0x0d, 0x1a].includes(bytes[at] ?? 0)) at++;
  return at;
}
