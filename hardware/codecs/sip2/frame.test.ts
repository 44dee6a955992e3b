import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CharacterSet, characterSets } from './character-sets.ts';
import { checksum } from './checksum.ts';
import { readFrame, writeFrame } from './frame.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const text = (raw: Uint8Array): string => Buffer.from(raw).toString('latin1');
const anySet = fc.constantFrom(...characterSets);

describe('checksum', () => {
  it.each([
    ['9900302.00AY1AZ', 'FCA5'],
    ['990 402.00AY1AZ', 'FCB4'],
    ['9300CNscu|COpw|CPbalie1|AY0AZ', 'F645'],
    ['941AY0AZ', 'FDFD'],
    ['96AZ', 'FEF6'],
    ['97AZ', 'FEF5'],
  ])('of %s is %s', (line, sum) => {
    expect(checksum(bytes(line))).toBe(sum);
  });

  it('makes the sum of all bytes with itself zero, in sixteen bits', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5000 }), (line) => {
        const sum = line.reduce((total, byte) => total + byte, 0);
        expect((sum + Number.parseInt(checksum(line), 16)) & 0xffff).toBe(0);
      }),
    );
  });
});

describe('a frame', () => {
  const read = (line: string) => readFrame(bytes(line), 'utf-8');

  it('has a sequence and a checksum, either, or neither', () => {
    expect(read('9900302.00AY1AZFCA5')).toEqual({ text: '9900302.00', sequence: '1', checksum: 'right' });
    expect(read('97AZFEF5')).toEqual({ text: '97', sequence: null, checksum: 'right' });
    expect(read('9900302.00')).toEqual({ text: '9900302.00', sequence: null, checksum: 'none' });
    expect(read('9900302.00AY4')).toEqual({ text: '9900302.00', sequence: '4', checksum: 'none' });
    expect(read('9300CNscu|COpw|')).toMatchObject({ text: '9300CNscu|COpw|', checksum: 'none' });
  });

  it('is taken with small hex digits, a bar behind it, blanks, zeros and line feeds around it', () => {
    const right = { text: '9900302.00', sequence: '1', checksum: 'right' };
    for (const line of ['9900302.00AY1AZfca5', '9900302.00AY1AZFCA5|', ' \n9900302.00AY1AZFCA5 \0'])
      expect(read(line)).toEqual(right);
  });

  it.each(['9900302.00AY1AZFCA6', '9900302.00AY1AZFC', '9900302.00AY1AZ', '9900302.00AY1AZZZZZ', '97AZFEF6'])(
    'that was damaged has a wrong checksum: %s',
    (line) => {
      expect(read(line).checksum).toBe('wrong');
    },
  );

  it('keeps AZ and AY where they are part of a number', () => {
    for (const line of ['17B', '17BAOx|ABAZ12|', '17BAOx|ABAY1|', '17BAOx|ABKAY1'])
      expect(read(line)).toEqual({ text: line, sequence: null, checksum: 'none' });
    expect(read('17BAOx|ABAZ12|AY3AZF8F2').text).toBe('17BAOx|ABAZ12|');
  });

  it('is read as it was written, in every character set', () => {
    const line = fc.stringMatching(/^[0-9]{2}[A-Za-z0-9 éü|.-]{0,80}[0-9|]$/);
    fc.assert(
      fc.property(line, anySet, fc.constantFrom('0', '5', '9'), fc.boolean(), (said, set, sequence, ends) => {
        const frame = writeFrame(`${said}|`, set, { sequence, checksum: ends });
        expect(text(frame).endsWith('\r')).toBe(true);
        expect(readFrame(frame, set)).toEqual({
          ...{ text: `${said}|`, sequence },
          checksum: ends ? 'right' : 'none',
        });
      }),
    );
  });

  it('notices any one byte that changed', () => {
    const frame = writeFrame('17BAOx|AB30100281774501|', 'utf-8', { sequence: '3', checksum: true });
    fc.assert(
      fc.property(fc.nat(frame.length - 8), fc.integer({ min: 1, max: 255 }), (at, by) => {
        const broken = Uint8Array.from(frame);
        broken[at] = (broken[at]! + by) & 0xff;
        expect(readFrame(broken, 'utf-8').checksum).not.toBe('right');
      }),
    );
  });

  it('is made of any bytes without a fault', () => {
    const sets: fc.Arbitrary<CharacterSet> = anySet;
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), sets, (raw, set) => void readFrame(raw, set)));
  });
});
