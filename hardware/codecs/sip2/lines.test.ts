import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineSplitter } from './lines.ts';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const read = (splitter: LineSplitter, text: string): string[] =>
  splitter
    .take(bytes(text))
    .map((line) => (line.kind === 'line' ? Buffer.from(line.bytes).toString('latin1') : 'too long'));

describe('lines', () => {
  it('end at CR, LF or both, and empty ones are nothing', () => {
    expect(read(new LineSplitter(20), 'one\rtwo\nthree\r\n\r\r\nfour\rfive')).toEqual([
      'one',
      'two',
      'three',
      'four',
    ]);
  });

  it('are the same however the bytes arrive', () => {
    const text = fc.stringMatching(/^[a-z\r\n]{0,80}$/);
    fc.assert(
      fc.property(text, fc.array(fc.integer({ min: 1, max: 9 })), (whole, cuts) => {
        const splitter = new LineSplitter(12);
        const lines: string[] = [];
        let at = 0;
        for (const cut of cuts) lines.push(...read(splitter, whole.slice(at, (at += cut))));
        lines.push(...read(splitter, whole.slice(at)));
        expect(lines).toEqual(read(new LineSplitter(12), whole));
      }),
    );
  });

  it('that are too long are told once, at their end, and the next is whole', () => {
    const splitter = new LineSplitter(5);
    expect(read(splitter, '12345\r123456')).toEqual(['12345']);
    expect(read(splitter, 'x'.repeat(100_000))).toEqual([]);
    expect(read(splitter, '\rnext\r')).toEqual(['too long', 'next']);
  });
});
