import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hearKey, isNumber, wedgeLimits, wedgeSilence, type Heard, type WedgeKey } from './keyboard-wedge.ts';

const code = fc.stringMatching(/^[A-Z0-9-]{4,20}$/).filter((text) => /\d/.test(text));
const fast = fc.integer({ min: 0, max: wedgeLimits.quick });
const slow = fc.integer({ min: wedgeLimits.quick + 1, max: 2000 });

function keysOf(text: string, gap: (index: number) => number, from = 1000): WedgeKey[] {
  let at = from;
  return [...text, 'Enter'].map((key, index) => ({ key, at: (at += gap(index)) }));
}

function hearAll(keys: readonly WedgeKey[]): Heard[] {
  let state = wedgeSilence;
  const ends: Heard[] = [];
  for (const key of keys) {
    const step = hearKey(state, key);
    state = step.state;
    if (step.heard.kind !== 'more') ends.push(step.heard);
  }
  return ends;
}

describe('keyboard wedge', () => {
  it('U3 hears every burst with its end as scanned, whatever the code', () => {
    fc.assert(
      fc.property(code, fc.array(fast, { minLength: 21, maxLength: 21 }), (text, gaps) => {
        expect(hearAll(keysOf(text, (i) => gaps[i] ?? 0))).toEqual([
          { kind: 'scanned', code: text, since: 1000 + (gaps[0] ?? 0) },
        ]);
      }),
    );
  });

  it('U3 hears slow keys as typed, with their whole text', () => {
    fc.assert(
      fc.property(code, fc.array(slow, { minLength: 21, maxLength: 21 }), (text, gaps) => {
        expect(hearAll(keysOf(text, (i) => gaps[i] ?? 100))).toEqual([{ kind: 'typed', text }]);
      }),
    );
  });

  it('loses no scan of many that follow each other without a pause', () => {
    fc.assert(
      fc.property(fc.array(code, { minLength: 1, maxLength: 12 }), fast, (codes, gap) => {
        const keys = codes.flatMap((text) => [...text, 'Enter']).map((key, i) => ({ key, at: i * gap }));
        expect(hearAll(keys).map((heard) => (heard.kind === 'scanned' ? heard.code : heard.kind))).toEqual(
          codes,
        );
      }),
    );
  });

  it('finds a scan behind letters that a person had typed', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,8}$/), code, (word, text) => {
        const typed = keysOf(word, () => 150).slice(0, -1);
        const scanned = keysOf(text, () => 8, 10_000);
        expect(hearAll([...typed, ...scanned])).toEqual([{ kind: 'scanned', code: text, since: 10_008 }]);
      }),
    );
  });

  it('never cuts a burst in two, however long one stall in it lasts', () => {
    fc.assert(
      fc.property(code, fc.nat(19), fc.integer({ min: 61, max: 3000 }), (text, place, stall) => {
        const at = 2 + (place % Math.max(1, text.length - 2));
        const heard = hearAll(keysOf(text, (i) => (i === at ? stall : 8)));
        expect(
          heard.map((end) => (end.kind === 'scanned' ? end.code : end.kind === 'typed' ? end.text : '')),
        ).toEqual([text]);
      }),
    );
  });

  it('skips Shift inside a burst and never hears more characters than were pressed', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            key: fc.constantFrom('Shift', '1', 'A', 'Tab', 'Enter', 'F5', 'Backspace', 'é'),
            at: fc.nat(50),
          }),
        ),
        (gaps) => {
          let at = 0;
          const keys = gaps.map((gap) => ({ key: gap.key, at: (at += gap.at) }));
          const heard = hearAll(keys).map((end) =>
            end.kind === 'scanned' ? end.code : end.kind === 'typed' ? end.text : '',
          );
          const pressed = keys.filter((key) => key.key.length === 1).length;
          expect(heard.join('').length).toBeLessThanOrEqual(pressed);
        },
      ),
    );
    const shifted = ['Shift', 'B', '1', '2', 'Shift', 'C', '3', 'Enter'].map((key, i) => ({
      key,
      at: i * 5,
    }));
    expect(hearAll(shifted)).toEqual([{ kind: 'scanned', code: 'B12C3', since: 5 }]);
  });

  it('takes Tab as the end of a burst only', () => {
    const end = (gap: number) =>
      hearAll([...'301002'].map((key, i) => ({ key, at: i * gap })).concat({ key: 'Tab', at: 6 * gap }));
    expect(end(10)).toEqual([{ kind: 'scanned', code: '301002', since: 0 }]);
    expect(end(200)).toEqual([]);
  });

  it('a word without a digit is a search, however fast', () => {
    expect(hearAll(keysOf('suriname', () => 5))).toEqual([{ kind: 'typed', text: 'suriname' }]);
  });

  it('U3 tells a number from a name', () => {
    for (const text of ['30100281', '978-90-254-4680-X', '2200 4417 0427', ' 12 '])
      expect(isNumber(text)).toBe(true);
    for (const text of ['boer', '1984 orwell', '', 'X']) expect(isNumber(text)).toBe(false);
  });
});
