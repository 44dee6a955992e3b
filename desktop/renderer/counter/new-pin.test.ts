import fc from 'fast-check';
import { expect, it } from 'vitest';
import { noPin, pinEntered } from './new-pin.ts';

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });

it('A7 takes a PIN of 4 to 12 digits that is typed twice, and keeps nothing of it', () => {
  fc.assert(
    fc.property(digits(4, 12), (first) => {
      const once = pinEntered({ ...noPin, first });
      expect(once).toEqual({ pin: { first, again: '', wrong: null }, done: null });
      expect(pinEntered({ ...once.pin, again: first })).toEqual({ pin: noPin, done: first });
    }),
  );
});

it('A7 has both typed anew where the second is another, or the first is no PIN', () => {
  fc.assert(
    fc.property(digits(4, 12), digits(1, 14), (first, again) => {
      fc.pre(first !== again);
      expect(pinEntered({ first, again, wrong: null })).toEqual({
        ...{ pin: { ...noPin, wrong: 'pins-differ' }, done: null },
      });
    }),
  );
  for (const first of ['', '123', '1234567890123', '12a4', '12 34', '-1234'])
    for (const again of ['', first])
      expect(pinEntered({ first, again, wrong: null })).toEqual({
        ...{ pin: { ...noPin, wrong: 'pin-unfit' }, done: null },
      });
});
