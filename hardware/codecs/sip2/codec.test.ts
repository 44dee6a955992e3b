import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textOf } from './character-sets.ts';
import { decodeMessage, encodeMessage } from './codec.ts';
import {
  type AnyReceived,
  type Code,
  fixedFieldsOf,
  isCode,
  messages,
  variableFieldsOf,
} from './messages.ts';

const table = fileURLToPath(new URL('../../../../shared/data/protocols/sip2-messages.json', import.meta.url));
const isThere = existsSync(table);
const codes = Object.keys(messages).filter(isCode).sort();

describe('the messages of SIP2 2.00', () => {
  it.skipIf(!isThere)(
    isThere ? 'are those of the table, field by field' : `are those of the table (${table} is not there)`,
    () => {
      const known = JSON.parse(readFileSync(table, 'utf8')) as Record<string, Record<string, unknown>>;
      const ours = codes.map((code) => {
        const { sender, ...layout } = messages[code];
        const width = fixedFieldsOf(code).reduce((sum, [, one]) => sum + one, 0);
        return [code, { ...layout, sender: sender === 'machine' ? 'SC' : 'ACS', fixedLen: width }];
      });
      expect(Object.fromEntries(ours)).toEqual(known);
    },
  );

  it.each(codes)('%s is read as it was written', (code) => {
    fc.assert(
      fc.property(anyMessage(code), (message) => {
        expect(decodeMessage(encodeMessage(message))).toEqual(message);
      }),
    );
  });

  it.each(codes)('%s is read with its fields in any order, and others among them', (code) => {
    fc.assert(
      fc.property(anyMessage(code), fc.nat(), (message, turn) => {
        const text = encodeMessage(message);
        const width = 2 + fixedFieldsOf(code).reduce((sum, [, one]) => sum + one, 0);
        const pieces = text.slice(width).split('|').slice(0, -1);
        const from = pieces.length ? turn % pieces.length : 0;
        const first = pieces.slice(from);
        // Of fields that repeat the order is theirs.
        if (new Set(pieces.map((piece) => piece.slice(0, 2))).size < pieces.length) return;
        const turned = `${[...first, 'ZZextra', ...pieces.slice(0, from)].join('|')}|`;
        expect(decodeMessage(text.slice(0, width) + turned)).toEqual(message);
      }),
    );
  });

  it('that any bytes make are read without a fault', () => {
    const junk = fc.tuple(fc.constantFrom(...codes, 'ZZ', ''), fc.uint8Array({ maxLength: 300 }));
    fc.assert(
      fc.property(junk, ([code, bytes]) => {
        const message = decodeMessage(code + textOf(bytes, 'latin-1'));
        expect(message === null || isCode(message.code)).toBe(true);
      }),
    );
  });
});

describe('what machines send otherwise than they should', () => {
  const date = '20261123    120000';

  it('blanks left out at the end of the fixed fields', () => {
    expect(decodeMessage(`63001${date}YAOlib|AA123|`)).toEqual({
      code: '63',
      fixed: { language: '001', date, summary: 'Y         ' },
      fields: { AO: 'lib', AA: '123' },
    });
    expect(decodeMessage(`11YN${date}AOlib|AA1|AB2|`)).toMatchObject({
      fixed: { date, nbDueDate: ' '.repeat(18) },
      fields: { AO: 'lib', AA: '1', AB: '2' },
    });
  });

  it('no fields, no bar at the end, and a field twice', () => {
    expect(decodeMessage('9900302.00')).toMatchObject({ fixed: { status: '0', protocolVersion: '2.00' } });
    expect(decodeMessage('99')).toMatchObject({ fixed: { status: ' ' } });
    expect(decodeMessage(`17${date}AOlib|AB1|AB2|AC`)).toMatchObject({ fields: { AB: '1', AC: '' } });
  });

  it('no message at all', () => {
    expect(['', '9', 'hello', '00', '__proto__'].map(decodeMessage)).toEqual([null, null, null, null, null]);
  });

  it('bars and line ends in a value never reach the line', () => {
    const fields = { AO: 'a|b\rc\nd', BX: 'Y' };
    const fixed = Object.fromEntries(fixedFieldsOf('98').map(([name]) => [name, '']));
    const text = encodeMessage({ code: '98', fixed, fields } as AnyReceived);
    expect(text).toContain('AOa b c d|');
  });
});

function anyMessage(code: Code): fc.Arbitrary<AnyReceived> {
  const character = fc.constantFrom(...'0123456789 YNabcéñ.-:/AOZ');
  const value = fc.string({ unit: character, maxLength: 12 });
  const fixed = fc.record(
    Object.fromEntries(
      fixedFieldsOf(code).map(([name, width]) => [
        name,
        fc.string({ unit: fc.constantFrom(...'0123456789 YN.'), minLength: width, maxLength: width }),
      ]),
    ),
  );
  const fields = fc.record(
    Object.fromEntries(
      [...variableFieldsOf(code)].map(([id, often]) => [
        id,
        often === 'often' ? fc.array(value, { minLength: 1, maxLength: 3 }) : value,
      ]),
    ),
    { requiredKeys: [] },
  );
  return fc.record({ code: fc.constant(code), fixed, fields }) as unknown as fc.Arbitrary<AnyReceived>;
}
