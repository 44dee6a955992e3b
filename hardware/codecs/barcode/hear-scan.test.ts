import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usualCodes } from './code-settings.ts';
import { hearScan, type LastScan, type ScanReading } from './hear-scan.ts';

const reading: ScanReading = {
  ...{ prefix: '*', suffix: '#', sameScanMs: 300 },
  ...{ codes: usualCodes, otherCodes: 'accepted' },
};
const book = '30234000517861';

/** What came of scans at these times, of texts that the scanner sent. */
function heard(scans: readonly (readonly [at: number, sent: string])[]): (string | null)[] {
  let last: LastScan | null = null;
  return scans.map(([at, sent]) => {
    const step = hearScan(last, { sent, aim: null, at }, reading);
    ({ last } = step);
    return step.read && (step.read.ok ? step.read.code : step.read.why.code);
  });
}

describe('one scan', () => {
  it('is read alike from bytes and from keys: affixes, AIM id, form and check digit', () => {
    const sent = fc.oneof(
      fc.constantFrom(`*${book}#`, `]C0*${book}#`, `*]C0${book}#`, `*30234000517860#`, `${book}#`, '*#'),
      fc.stringMatching(/^[*]?[ -~]{0,16}[#]?$/),
    );
    fc.assert(
      fc.property(sent, (text) => {
        const keys = hearScan(null, { sent: text, aim: null, at: 0 }, reading);
        const bytes = { sent: new TextEncoder().encode(text), aim: null, at: 0 };
        expect(hearScan(null, bytes, reading)).toEqual(keys);
      }),
    );
    expect(heard([[0, `]C0*${book}#`]])).toEqual([book]);
  });

  it('that is misread says why, and has all that was sent', () => {
    const why = (sent: string) => hearScan(null, { sent, aim: null, at: 0 }, reading).read;
    expect(why(`${book}#`)).toMatchObject({ ok: false, raw: `${book}#`, why: { code: 'prefix-missing' } });
    expect(why('*30234000517860#')).toEqual({
      ...{ ok: false, raw: '*30234000517860#' },
      why: { code: 'check-digit', params: { found: '0', expected: '1' } },
    });
  });

  it('goes on as long as its code comes again in time, and a misreading in between does not end it', () => {
    const scan = `*${book}#`;
    expect(
      heard([
        [0, scan],
        [299, scan],
        [400, book],
        [598, scan],
        [898, scan],
        [1000, '*9780306406157#'],
        [1001, scan],
      ]),
    ).toEqual([book, null, 'prefix-missing', null, book, '9780306406157', book]);
  });
});
