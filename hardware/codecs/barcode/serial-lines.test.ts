import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hearBytes,
  hearEnd,
  hearIdle,
  type SerialLine,
  type SerialLinesState,
  serialSilence,
} from './serial-lines.ts';

const codes = fc.array(fc.stringMatching(/^[A-Z0-9]{1,30}$/), { maxLength: 12 });
const ends = fc.constantFrom('\r', '\n', '\r\n');
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const textsOf = (lines: readonly SerialLine[]): string[] =>
  lines.map(({ bytes }) => new TextDecoder().decode(bytes));

function hearPieces(
  pieces: readonly Uint8Array[],
  from = serialSilence,
): { state: SerialLinesState; lines: SerialLine[] } {
  let state = from;
  const lines: SerialLine[] = [];
  for (const piece of pieces) {
    const step = hearBytes(state, piece);
    state = step.state;
    lines.push(...step.lines);
  }
  return { state, lines };
}

function cut(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort(
    (one, other) => one - other,
  );
  return [...at, bytes.length].map((end, index) => bytes.subarray(index === 0 ? 0 : at[index - 1], end));
}

describe('lines of a serial scanner', () => {
  it('give every code whole, whatever ends it and wherever the bytes are cut', () => {
    fc.assert(
      fc.property(codes, ends, fc.array(fc.nat(500), { maxLength: 20 }), (all, end, places) => {
        const { state, lines } = hearPieces(cut(bytesOf(all.map((code) => code + end).join('')), places));
        expect(textsOf(lines)).toEqual(all);
        expect(lines.every(({ whole }) => whole === 'yes')).toBe(true);
        expect(state.pending).toEqual([]);
      }),
    );
  });

  it('of a scanner that ends its codes are never whole without an end', () => {
    const begun = hearBytes(hearBytes(serialSilence, bytesOf('30234\r')).state, bytesOf('302')).state;
    expect(hearIdle(begun, 'auto').lines).toEqual([{ bytes: bytesOf('302'), whole: 'cut-off' }]);
    expect(hearIdle(begun, 'never').lines).toEqual([{ bytes: bytesOf('302'), whole: 'yes' }]);
    expect(hearEnd(begun).lines).toEqual([{ bytes: bytesOf('302'), whole: 'cut-off' }]);
  });

  it('of a scanner that ends nothing are whole when it falls silent', () => {
    const { state } = hearBytes(serialSilence, bytesOf('30234'));
    expect(hearIdle(state, 'auto').lines).toEqual([{ bytes: bytesOf('30234'), whole: 'yes' }]);
    expect(hearIdle(state, 'always').lines).toEqual([{ bytes: bytesOf('30234'), whole: 'cut-off' }]);
    expect(hearIdle(serialSilence, 'auto').lines).toEqual([]);
  });

  it('that are longer than any code are told as such, once, and the next is whole', () => {
    const { lines } = hearPieces([new Uint8Array(5000).fill(0x37), bytesOf('\r30234\r')]);
    expect(lines.map(({ whole, bytes }) => [whole, bytes.length])).toEqual([
      ['too-long', 1024],
      ['yes', 5],
    ]);
  });

  it('never throw and never hold more than they may, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 900 }), { maxLength: 8 }), (pieces) => {
        const { state, lines } = hearPieces(pieces);
        const all = [...lines, ...hearEnd(state).lines];
        const sent = pieces.flatMap((piece) => [...piece]).filter((byte) => byte !== 13 && byte !== 10);
        const lost = all.some(({ whole }) => whole === 'too-long');
        expect(state.pending.length).toBeLessThanOrEqual(1024);
        if (!lost) expect(all.flatMap(({ bytes }) => [...bytes])).toEqual(sent);
      }),
    );
  });
});
