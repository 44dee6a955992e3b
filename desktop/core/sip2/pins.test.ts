import { expect, test } from 'vitest';
import { Pins } from './pins.ts';

/** A verifier is its PIN; what is asked waits until it is let go. */
function waiting() {
  const asked: { readonly pin: string; readonly end: (error?: Error) => void }[] = [];
  const verify = (pin: string, verifier: string): Promise<boolean> =>
    new Promise((resolve, reject) => {
      asked.push({ pin, end: (error) => (error ? reject(error) : resolve(pin === verifier)) });
    });
  return { asked, pins: new Pins(verify, () => 0) };
}
const moment = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('A7 PINs of many patrons are worked out one after another, also after one that failed', async () => {
  const { asked, pins } = waiting();
  const found = ['1111', '2222', '3333'].map((pin) => pins.check(`patron-${pin}`, pin, pin));
  const first = expect(found[0]).rejects.toThrow('out of memory');
  await moment();
  expect(asked.map(({ pin }) => pin)).toEqual(['1111']);
  asked[0]!.end(new Error('out of memory'));
  await first;
  await moment();
  expect(asked.map(({ pin }) => pin)).toEqual(['1111', '2222']);
  asked[1]!.end();
  await moment();
  asked[2]!.end();
  expect(await Promise.all(found.slice(1))).toEqual(['right', 'right']);
});

test('A7 many guesses at once are as many tries', async () => {
  const { asked, pins } = waiting();
  const guesses = ['0', '1', '2', '3', '4', '5'].map((pin) => pins.check('anna', pin, '5'));
  expect(await guesses[5]).toBe('locked');
  for (let n = 0; n < 5; n++) {
    await moment();
    asked[n]!.end();
  }
  expect(await Promise.all(guesses.slice(0, 5))).toEqual(Array(5).fill('wrong'));
});
