import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readText } from '../barcode/read-code.ts';
import { hearKey, wedgeSilence, type Heard, type WedgeLimits } from '../keyboard-wedge.ts';
import { readDeskProfile } from './read-profile.ts';

const limits = fc
  .record({
    quick: fc.integer({ min: 5, max: 200 }),
    more: fc.integer({ min: 1, max: 800 }),
    shortestCode: fc.integer({ min: 2, max: 20 }),
  })
  .map(({ quick, more, shortestCode }) => ({ quick, divide: Math.max(50, quick + more), shortestCode }));

function scannerOf(keyboard: WedgeLimits) {
  const link = { kind: 'keyboard', ...keyboard };
  const read = readDeskProfile(
    JSON.stringify({ scanners: [{ name: 'toetsen', link, prefix: '*', suffix: '#' }] }),
  );
  const [scanner] = read.ok ? read.profile.scanners : [];
  if (scanner?.link.kind !== 'keyboard') throw new Error('the profile was not read');
  return { format: scanner, limits: scanner.link };
}

function heardOf(text: string, gap: number, keyboard: WedgeLimits): Heard {
  let state = wedgeSilence;
  let heard: Heard = { kind: 'more', begins: false };
  [...text, 'Enter'].forEach((key, index) => {
    ({ state, heard } = hearKey(state, { key, at: 1000 + index * gap }, keyboard));
  });
  return heard;
}

it("a profile's limits tell keys that a scanner types from those of a person, and its prefix and suffix go", () => {
  fc.assert(
    fc.property(
      limits,
      fc.stringMatching(/^\d{14}$/),
      fc.integer({ min: 1, max: 300 }),
      (given, code, over) => {
        const { format, limits: read } = scannerOf(given);
        const typed = `*${code}#`;
        fc.pre(typed.length >= given.shortestCode);
        const burst = heardOf(typed, given.quick, read);
        expect(burst).toEqual({ kind: 'scanned', code: typed, since: 1000 });
        expect(burst.kind === 'scanned' && readText(burst.code, null, format)).toMatchObject({
          ok: true,
          code,
        });
        expect(heardOf(typed, given.quick + over, read)).toEqual({ kind: 'typed', text: typed });
      },
    ),
  );
});

it('fewer keys than the shortest code are typed, however fast', () => {
  const { limits: read } = scannerOf({ quick: 60, divide: 500, shortestCode: 20 });
  expect(heardOf('30234000517861', 1, read)).toEqual({ kind: 'typed', text: '30234000517861' });
});
