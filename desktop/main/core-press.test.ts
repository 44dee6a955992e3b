import { expect, test } from 'vitest';
import type { FromCoreProcess } from './core-messages.ts';
import { CorePress } from './core-press.ts';

const page = { html: '<p>', title: 'a', widthMm: 80, heightMm: 100 };

function lay() {
  const sent: Extract<FromCoreProcess, { type: 'press' }>[] = [];
  let ring: () => void = () => undefined;
  const press = new CorePress({
    send: (message) => {
      if (message.type === 'press') sent.push(message);
    },
    after: (_ms, callback) => {
      ring = callback;
      return () => undefined;
    },
  });
  return { press, sent, ring: () => ring() };
}

test('each page gets its own answer', async () => {
  const { press, sent } = lay();
  const [one, two] = [press.press(page, { printer: null }), press.press(page, { folder: '/x' })];
  expect(sent.map(({ target }) => target)).toEqual([{ printer: null }, { folder: '/x' }]);
  press.hear({ type: 'pressed', id: sent[1]!.id, refusal: 'no room', unknown: false });
  press.hear({ type: 'pressed', id: sent[0]!.id, refusal: null, unknown: false });
  expect([await one, await two]).toEqual([null, 'no room']);
});

test('no answer is not taken for one, and one that comes too late is nobody’s', async () => {
  const { press, sent, ring } = lay();
  const pressed = press.press(page, { printer: null });
  ring();
  await expect(pressed).rejects.toThrow('no answer');
  press.hear({ type: 'pressed', id: sent[0]!.id, refusal: null, unknown: false });
  const unsure = press.press(page, { printer: null });
  press.hear({ type: 'pressed', id: sent[1]!.id, refusal: 'the window is gone', unknown: true });
  await expect(unsure).rejects.toThrow('the window is gone');
});
