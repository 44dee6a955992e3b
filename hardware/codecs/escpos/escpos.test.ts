import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { paperDocument } from '@balie/shared/receipts/document.ts';
import { printable } from '@balie/shared/receipts/printable.ts';
import { type Columns, Sheet } from '@balie/shared/receipts/sheet.ts';
import { papers } from '@balie/shared/receipts/testing-papers.ts';
import { SimulatedPrinter } from '../../simulators/simulated-printer.ts';
import type { ByteLink } from '../../ports/byte-link.ts';
import { AnswerReader } from './answers.ts';
import { paperBytes } from './paper-bytes.ts';
import { paperPicture, paperText } from './paper-picture.ts';
import { stateOf } from './status.ts';

/** What a printer puts on paper of these bytes. */
function onPaper(bytes: Uint8Array): string {
  const printer = new SimulatedPrinter({ timer: { now: () => 0, after: () => () => undefined } });
  let receive: (bytes: Uint8Array) => void = () => undefined;
  const link: ByteLink = {
    write: () => Promise.resolve(),
    onBytes: (listener) => {
      receive = listener;
      return () => undefined;
    },
    onEnd: () => () => undefined,
    close: () => Promise.resolve(),
  };
  printer.attach(link);
  receive(bytes);
  expect(printer.unfinished).toBe('');
  return printer.papers.join('\n');
}

/** Letters of a picture, row by row, blanks at both ends gone. */
function inPicture(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, row]) =>
    [...row!.matchAll(/<tspan[^>]*>(.*?)<\/tspan>/g)]
      .map(([, sign]) => unescaped(sign!))
      .join('')
      .trim(),
  );
}

const unescaped = (sign: string): string =>
  ({ '&#xa0;': ' ', '&amp;': '&', '&lt;': '<', '&gt;': '>' })[sign] ?? sign;
const joined = (text: string): string => text.replace(/\s+/g, '');
const columns = fc.constantFrom<Columns>(32, 42, 48);
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...(String.raw`\|{}-=~_"^x7cn:;a€é ` + '`')) }),
);

describe('one document', () => {
  test('gives on paper and in the picture every sign of any title, none of them read as markup', () => {
    fc.assert(
      fc.property(anyText, columns, fc.boolean(), fc.boolean(), (title, width, centred, bold) => {
        const document = new Sheet(width).text(title, { centred, bold }).document();
        const wanted = joined(printable(title));
        expect(joined(onPaper(paperBytes(document, width)))).toBe(wanted);
        expect(joined(inPicture(paperPicture(document, width).picture).join(''))).toBe(wanted);
        expect(joined(paperText(document, width))).toBe(wanted);
      }),
      { numRuns: 500 },
    );
  });

  test('keeps a figure at the right end of its line, whatever stands at the left', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.integer({ min: -99_999_99, max: 99_999_99 }),
        columns,
        (title, cents, width) => {
          const figure = (cents / 100).toFixed(2);
          const last = onPaper(paperBytes(new Sheet(width).pair(title, figure).document(), width))
            .split('\n')
            .at(-1)!;
          expect(last.endsWith(figure)).toBe(true);
          expect([...last]).toHaveLength(width);
        },
      ),
    );
  });

  test('has the euro and the accents of our languages in code page 858', () => {
    const document = new Sheet(32).text('€ é ë ï ü ç ñ').document();
    const bytes = [...paperBytes(document, 32)];
    const text = [
      0x1b, 0x74, 0x13, 0xd5, 0x20, 0x82, 0x20, 0x89, 0x20, 0x8b, 0x20, 0x81, 0x20, 0x87, 0x20, 0xa4,
    ];
    expect(bytes.join(' ')).toContain(text.join(' '));
    expect(inPicture(paperPicture(document, 32).picture)).toEqual(['€ é ë ï ü ç ñ']);
  });

  test('prints every kind of paper as it is pictured, in each language and width', () => {
    for (const paper of Object.values(papers))
      for (const width of [32, 42, 48] as const)
        for (const language of ['nl', 'en'] as const) {
          const style = { language, columns: width, timeZone: 'Europe/Amsterdam', copy: true };
          const document = paperDocument(paper, { ...style, head: ['Bibliotheek'], foot: ['Tot ziens'] });
          const paperLines = onPaper(paperBytes(document, width)).replace(/^[─[].*$/gm, '');
          expect(joined(paperLines)).toBe(joined(inPicture(paperPicture(document, width).picture).join('')));
        }
  });

  test('is cut off and ends with the question whether it is done', () => {
    const bytes = [...paperBytes(new Sheet(42).text('x').document(), 42)];
    expect(bytes.slice(-7)).toEqual([0x1d, 0x56, 0x42, 0x00, 0x1d, 0x72, 0x31]);
  });

  test('has nothing in it that a printer obeys at once, in no bar code either', () => {
    const digits = fc.stringMatching(/^(16(04|05|20)|[0-9]){1,10}$/);
    fc.assert(
      fc.property(fc.oneof(digits, fc.constant('16041604160416')), (code) => {
        const bytes = paperBytes(new Sheet(48).barcode(code).document(), 48);
        expect(bytes.some((byte, at) => byte === 0x10 && [4, 5, 0x14].includes(bytes[at + 1]!))).toBe(false);
        if (code.length <= 20) expect(onPaper(bytes)).toContain(`[${code}]`);
      }),
    );
  });

  test('is a picture that asks nothing of the network and is the same each time', () => {
    const document = paperDocument(papers.loans, {
      ...{ language: 'nl', columns: 42, timeZone: 'Europe/Amsterdam', head: [], foot: [], copy: false },
    });
    const { picture } = paperPicture(document, 42);
    expect(picture).not.toMatch(/https?:(?!\/\/www\.w3\.org\/2000\/svg)|@import|url\(/);
    expect(paperPicture(document, 42).picture).toBe(picture);
  });
});

describe('what a printer answers', () => {
  const pieces = fc.array(fc.uint8Array());
  const all = (parts: readonly Uint8Array[]): Uint8Array =>
    Uint8Array.from(parts.flatMap((part) => [...part]));

  test('is read alike however it is cut, whatever it is, and never throws', () => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const reader = new AnswerReader();
        expect(parts.flatMap((part) => reader.read(part))).toEqual(new AnswerReader().read(all(parts)));
      }),
    );
  });

  test('is a status only with the bits of one', () => {
    for (let byte = 0; byte < 256; byte++) {
      const status = new AnswerReader().read(Uint8Array.of(byte)).some(({ kind }) => kind === 'status');
      expect(status).toBe((byte & 0x93) === 0x12);
    }
  });

  test('tells a job that is done from status, asked and unasked', () => {
    const kinds = (...bytes: number[]): string[] =>
      new AnswerReader().read(Uint8Array.from(bytes)).map(({ kind }) => kind);
    expect(kinds(0x12, 0x00, 0x1a, 0x0f)).toEqual(['status', 'done', 'status', 'done']);
    expect(kinds(0x14, 0x00, 0x00, 0x0f, 0x00)).toEqual(['done']);
    expect(kinds(0x10, 0x00, 0x12, 0x00)).toEqual(['status', 'done']);
    expect(kinds(0x11, 0x13, 0xff)).toEqual([]);
  });

  test('names the cause before what follows from it', () => {
    const fine = { 1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12 };
    const codes = (answers: Partial<typeof fine>): string => stateOf({ ...fine, ...answers }).code;
    expect(codes({})).toBe('ready');
    expect(codes({ 4: 0x1e })).toBe('paper-near-end');
    expect(codes({ 1: 0x1a, 2: 0x32, 4: 0x7e })).toBe('paper-out');
    expect(codes({ 1: 0x1a, 2: 0x16 })).toBe('cover-open');
    expect(codes({ 1: 0x1a })).toBe('offline');
    expect(stateOf({ ...fine, 1: 0x1a, 2: 0x52, 3: 0x1a })).toEqual({
      code: 'error',
      params: { what: 'cutter' },
    });
    expect(stateOf({ ...fine, 3: 0x32 }).params).toEqual({ what: 'unrecoverable' });
    expect(stateOf({ ...fine, 2: 0x52 }).params).toEqual({ what: 'other' });
  });
});
