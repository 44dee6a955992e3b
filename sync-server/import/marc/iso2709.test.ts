import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIso2709 } from './iso2709.ts';
import type { MarcReading, MarcRecord } from './marc-record.ts';
import { titleOf } from './title.ts';

const shared = new URL('../../../../shared/data/marc/', import.meta.url);

function encode(record: MarcRecord, leader9 = 'a', encoding: 'utf8' | 'latin1' = 'utf8'): Buffer {
  const fields = [
    ...record.control.map(({ tag, value }) => ({ tag, text: value })),
    ...record.data.map(({ tag, ind1, ind2, subfields }) => ({
      tag,
      text: ind1 + ind2 + subfields.map(({ code, value }) => `\x1f${code}${value}`).join(''),
    })),
  ];
  const bodies = fields.map(({ text }) => Buffer.from(`${text}\x1e`, encoding));
  let start = 0;
  const directory = fields.map(({ tag }, at) => {
    const length = bodies[at]?.length ?? 0;
    const entry = tag + String(length).padStart(4, '0') + String(start).padStart(5, '0');
    start += length;
    return entry;
  });
  const base = 24 + directory.length * 12 + 1;
  const leader = `${String(base + start + 1).padStart(5, '0')}nam ${leader9}22${String(base).padStart(5, '0')} a 4500`;
  return Buffer.concat([Buffer.from(leader + directory.join('') + '\x1e'), ...bodies, Buffer.from('\x1d')]);
}

function readAll(bytes: Uint8Array): { readings: MarcReading[]; error: string | null } {
  const readings: MarcReading[] = [];
  for (const read of readIso2709('a.mrc', bytes)) {
    if (!read.ok) return { readings, error: read.error.code };
    readings.push(read.value);
  }
  return { readings, error: null };
}

const text = fc
  .string({ unit: 'grapheme', maxLength: 30 })
  .map((value) => value.replace(/\p{Cc}/gu, '').normalize('NFC'));
const code = fc.constantFrom(...'abcnp67');
const control = fc.record({ tag: fc.constantFrom('001', '003', '008'), value: text });
const data = fc.record({
  tag: fc.constantFrom('100', '245', '260', '880'),
  ind1: fc.constantFrom(' ', '0', '1'),
  ind2: fc.constantFrom(' ', '0', '4'),
  subfields: fc.array(fc.record({ code, value: text }), { maxLength: 4 }),
});
const marcRecord = fc.record({
  leader: fc.constant(''),
  control: fc.array(control, { maxLength: 3 }),
  data: fc.array(data, { maxLength: 6 }),
});

const simple = (title: string): MarcRecord => ({
  leader: '',
  control: [{ tag: '001', value: 'no 7' }],
  data: [{ tag: '245', ind1: '1', ind2: '0', subfields: [{ code: 'a', value: title }] }],
});

describe('ISO 2709', () => {
  it('reads back what was written, in any script', () => {
    fc.assert(
      fc.property(fc.array(marcRecord, { maxLength: 5 }), (records) => {
        const { readings, error } = readAll(Buffer.concat(records.map((record) => encode(record))));
        expect(error).toBeNull();
        expect(
          readings.map((reading) => reading.kind === 'record' && { ...reading.record, leader: '' }),
        ).toEqual(records);
      }),
      { seed: 2709 },
    );
  });

  it('makes one error of a file that is cut anywhere but between records', () => {
    const one = encode(simple('Één'));
    const whole = Buffer.concat([one, one]);
    for (let length = 1; length < whole.length; length++) {
      if (length === one.length) continue;
      const { error } = readAll(whole.subarray(0, length));
      expect(error).toBe(length < 5 ? 'marc-not-marc' : 'marc-cut');
    }
  });

  it('never throws, whatever the bytes are', () => {
    fc.assert(
      fc.property(
        marcRecord,
        fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 8 }),
        (record, changes) => {
          const bytes = encode(record);
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
          readAll(bytes);
        },
      ),
      { seed: 13, numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void readAll(bytes)),
      { seed: 14 },
    );
  });

  it('believes the bytes and not the leader', () => {
    const outcome = (bytes: Uint8Array) => {
      const [reading] = readAll(bytes).readings;
      return reading?.kind === 'record' ? reading.mends : reading?.reason;
    };
    expect(outcome(encode(simple('Plain'), ' '))).toEqual([]);
    expect(outcome(encode(simple('Crème brûlée 書'), ' '))).toEqual(['marc-leader-lied']);
    expect(outcome(encode(simple('Cr\xe2eme'), ' ', 'latin1'))).toBe('marc-8-record');
    expect(outcome(encode(simple('Cr\xe8me'), 'a', 'latin1'))).toBe('marc-not-utf8');
    expect(outcome(encode(simple('\x1b$1!3T'), ' '))).toBe('marc-8-record');
  });

  it('refuses a record by its name and reads on', () => {
    const { readings } = readAll(
      Buffer.concat([encode(simple('\xe8'), ' ', 'latin1'), encode(simple('next'))]),
    );
    expect(readings[0]).toEqual({
      kind: 'refused',
      number: 1,
      controlNumber: 'no 7',
      reason: 'marc-8-record',
    });
    expect(readings[1]).toMatchObject({ kind: 'record', number: 2 });
  });

  it('names the byte of what is not MARC', () => {
    const [read] = readIso2709('a.mrc', Buffer.from('barcode,title\n1,2\n'));
    expect(read).toEqual({
      ok: false,
      error: { code: 'marc-not-marc', params: { file: 'a.mrc', offset: 0 } },
    });
    expect(readAll(Buffer.concat([encode(simple('x')), Buffer.from('rubbish here')])).error).toBe(
      'marc-broken',
    );
  });
});

describe.skipIf(!existsSync(shared))('ISO 2709 from real libraries (needs ../shared/data/marc)', () => {
  const counts = (name: string) => {
    const { readings, error } = readAll(readFileSync(new URL(name, shared)));
    expect(error).toBeNull();
    return { all: readings.length, taken: readings.filter(({ kind }) => kind === 'record').length };
  };

  it('takes what is ASCII or UTF-8 and refuses MARC-8', () => {
    expect(counts('jazz_1k.mrc')).toEqual({ all: 1000, taken: 905 });
    expect(counts('lul_fre_100.mrc')).toEqual({ all: 100, taken: 8 });
    expect(counts('nepali.marc')).toEqual({ all: 96, taken: 96 });
  });

  it('keeps Devanagari beside its transliteration, composed', () => {
    const { readings } = readAll(readFileSync(new URL('nepali.marc', shared)));
    const [first] = readings;
    if (first?.kind !== 'record') throw new Error('The first record is not there');
    expect(titleOf(first.record).title).toMatchObject({
      title: 'Bihānī Ṭusā',
      vernacular: { title: 'बिहानी टुसा', author: 'शाह, वीरेन्द्रविक्रम' },
      language: 'nep',
    });
    expect(JSON.stringify(readings)).toBe(JSON.stringify(readings).normalize('NFC'));
  });
});
