import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeText, textOf } from './character-sets.ts';

const every = Uint8Array.from({ length: 256 }, (_, byte) => byte);
/** What the system itself makes of all bytes. */
const iconv = (set: string): string =>
  execFileSync('iconv', ['-f', set, '-t', 'UTF-8'], { input: every }).toString('utf8');

describe('character sets', () => {
  it.each([
    ['cp850', 'CP850'],
    ['latin-1', 'ISO-8859-1'],
  ] as const)('%s is what the system calls %s', (set, name) => {
    expect(textOf(every, set)).toBe(iconv(name));
    expect(encodeText(iconv(name), set)).toEqual(every);
  });

  it('UTF-8 is what the platform reads and writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const bytes = new Uint8Array(Buffer.from(text));
        expect(encodeText(text, 'utf-8')).toEqual(bytes);
        expect(textOf(bytes, 'utf-8')).toBe(text);
      }),
    );
  });

  it('broken UTF-8 has a replacement wherever no character begins', () => {
    expect(textOf(Buffer.from('c3a9ff41c32841', 'hex'), 'utf-8')).toBe('é\uFFFDA\uFFFD(A');
    expect(textOf(Buffer.from('eda080c080f4908080e282', 'hex'), 'utf-8')).toMatch(/^\uFFFD+$/);
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void textOf(bytes, 'utf-8')));
  });

  it('a letter that a set lacks loses its mark, other characters get a stand-in', () => {
    const text = (raw: Uint8Array): string => Buffer.from(raw).toString('latin1');
    expect(text(encodeText('Şener – “Ůr” € 5 Ĳ…', 'latin-1'))).toBe('Sener - "Ur" EUR 5 IJ...');
    expect(text(encodeText('漢字', 'cp850'))).toBe('??');
    expect(textOf(encodeText('Café ß ı', 'cp850'), 'cp850')).toBe('Café ß ı');
  });
});
