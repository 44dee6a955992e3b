import { expect, test } from 'vitest';
import { nationalDefault } from '../policy/national-default.ts';
import { checkout, itemOpen } from '../testing/make-entry.ts';
import { B, book, counter, lentTo, onShelf, patron } from '../testing/make-situation.ts';
import { meaningOfScan, unlistedWord } from './scan-meaning.ts';

test('U1 a scan of what the open patron has is asked, but not of what this visit lent', () => {
  expect(meaningOfScan(counter, patron(), onShelf.item)).toBe('lend');
  expect(meaningOfScan(counter, patron(), lentTo('bram').item)).toBe('lend');
  expect(meaningOfScan(counter, patron(), lentTo('anna').item)).toBe('ask');
  expect(meaningOfScan(counter, patron({ aliases: ['bram'] }), lentTo('bram').item)).toBe('ask');
  const now = book((d) => {
    d.write(itemOpen(B), { at: 1 });
    d.write(checkout(B, 'anna'), { at: 2, session: counter.session });
  });
  expect(meaningOfScan(counter, patron(), now.item)).toBe('nothing');
});

test('U3 an unlisted number is scanned, or typed twice, and fits the library’s pattern', () => {
  expect(unlistedWord(nationalDefault, B, 'scanned')).toBe('key');
  expect(unlistedWord(nationalDefault, B, 'picked')).toBe('key');
  expect(unlistedWord(nationalDefault, B, 'typed')).toBe('type-again');
  expect(unlistedWord(nationalDefault, 'X1', 'scanned')).toBeNull();
});
