import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MarcReading } from './marc-record.ts';
import { readMarc } from './read-marc.ts';

const shared = new URL('../../../../shared/data/ils-export/titles.marcxml', import.meta.url);

function readAll(content: string | Uint8Array): {
  readings: MarcReading[];
  error: { code: string; params: object } | null;
} {
  const readings: MarcReading[] = [];
  for (const read of readMarc('t.xml', typeof content === 'string' ? Buffer.from(content) : content)) {
    if (!read.ok) return { readings, error: read.error };
    readings.push(read.value);
  }
  return { readings, error: null };
}

const record = (title: string, prefix = '') =>
  `<${prefix}record><${prefix}leader>00000nam a2200000 a 4500</${prefix}leader>` +
  `<${prefix}controlfield tag="001">7</${prefix}controlfield>` +
  `<${prefix}datafield tag="245" ind1="1" ind2="0"><${prefix}subfield code="a">${title}</${prefix}subfield></${prefix}datafield>` +
  `</${prefix}record>`;
const collection = (...records: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n${records.join('\n')}\n</collection>\n`;

function titles(readings: MarcReading[]): string[] {
  return readings.map((reading) =>
    reading.kind === 'record' ? (reading.record.data[0]?.subfields[0]?.value ?? '') : 'refused',
  );
}

describe('MARCXML', () => {
  it('reads entities, CDATA and letters that are composed of two signs', () => {
    const { readings, error } = readAll(
      collection(record('Caf&#xE9; &amp; <![CDATA[<b>]]>'), record('Cafe\u0301'), record('図説')),
    );
    expect(error).toBeNull();
    expect(titles(readings)).toEqual(['Café & <b>', 'Café', '図説']);
    expect(readings.map(({ number }) => number)).toEqual([1, 2, 3]);
  });

  it('reads prefixed, single, unnamespaced and enveloped records', () => {
    const namespace = 'xmlns:marc="http://www.loc.gov/MARC21/slim"';
    expect(
      titles(readAll(`<marc:collection ${namespace}>${record('a', 'marc:')}</marc:collection>`).readings),
    ).toEqual(['a']);
    expect(titles(readAll(record('b')).readings)).toEqual(['b']);
    const oai = `<r xmlns="http://www.openarchives.org/OAI/2.0/"><record><metadata ${namespace}>${record('c', 'marc:')}</metadata></record></r>`;
    expect(titles(readAll(oai).readings)).toEqual(['c']);
    expect(titles(readAll(`\ufeff${collection(record('d'))}`).readings)).toEqual(['d']);
  });

  it('is right where a sign lies across two chunks', () => {
    const long = collection(
      ...Array.from({ length: 3000 }, (_, at) => record(`${'é'.repeat(at % 7)}書${at}`)),
    );
    expect(titles(readAll(long).readings)).toEqual(
      Array.from({ length: 3000 }, (_, at) => `${'é'.repeat(at % 7)}書${at}`),
    );
  });

  it('makes one error of a file that is cut anywhere', () => {
    const whole = Buffer.from(collection(record('Één'), record('twee')).trimEnd());
    for (let length = 1; length < whole.length; length++)
      expect(readAll(whole.subarray(0, length)).error).not.toBeNull();
    const half = readAll(whole.subarray(0, 400)).error;
    expect(half).toEqual({ code: 'file-cut', params: { file: 't.xml', line: 4 } });
  });

  it('says what is wrong with a file that is no MARCXML in UTF-8', () => {
    expect(readAll('<html><body>Not found</body></html>').error?.code).toBe('xml-not-marc');
    expect(readAll('<collection><record></collection>').error?.code).toBe('xml-broken');
    expect(readAll(Buffer.from('<collection>\n<x>caf\xe9</x></collection>', 'latin1')).error).toEqual({
      code: 'not-utf8',
      params: { file: 't.xml', line: 2, offset: 19 },
    });
    expect(readAll('<?xml version="1.0" encoding="ISO-8859-1"?><collection/>').error?.code).toBe(
      'xml-encoding',
    );
    expect(readAll(Buffer.from('\ufeff<collection/>', 'utf16le')).error?.code).toBe('not-utf8');
    expect(readAll(collection()).error).toBeNull();
  });

  it('refuses a damaged record by name', () => {
    const { readings } = readAll(collection(record('a').replace('tag="245"', ''), record('b')));
    expect(readings[0]).toEqual({
      kind: 'refused',
      number: 1,
      controlNumber: '7',
      reason: 'marc-record-damaged',
    });
    expect(readings[1]?.kind).toBe('record');
  });

  it('never throws, whatever is in it', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '</',
      'record',
      'collection',
      'subfield code="a"',
      ' ',
      '&',
      ';',
      '<![CDATA[',
      ']]>',
      '<!DOCTYPE x [',
      '<!ENTITY a "b">',
      '"',
      'é',
    );
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 30 }),
        (parts) => void readAll(`<collection>${parts.join('')}`),
      ),
      { seed: 8 },
    );
  });
});

describe.skipIf(!existsSync(shared))(
  'MARCXML from a real consortium (needs ../shared/data/ils-export)',
  () => {
    it('takes all of its titles', () => {
      const { readings, error } = readAll(readFileSync(shared));
      expect(error).toBeNull();
      expect(readings.filter(({ kind }) => kind === 'record')).toHaveLength(339);
    });
  },
);
