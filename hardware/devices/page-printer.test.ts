import { expect, test } from 'vitest';
import { paperPicture } from '../codecs/escpos/paper-picture.ts';
import type { PressedPage } from '../ports/page-press.ts';
import type { PrinterState } from '../ports/printer.ts';
import { PagePrinter } from './page-printer.ts';

const job = { id: 'one', document: '|hello', columns: 42 } as const;

/** A printer whose press says what the test lets it, and whose retry comes when the test lets it. */
function lay(press: (page: PressedPage) => Promise<string | null>) {
  let retry: () => void = () => undefined;
  const timer = {
    now: () => 0,
    after: (_ms: number, callback: () => void) => {
      retry = callback;
      return () => (retry = () => undefined);
    },
  };
  const printer = new PagePrinter({
    ...{ press, target: { printer: null }, size: 'A4', draw: paperPicture, timer },
  });
  return { printer, retry: () => retry() };
}

test('a page is printed when the system took it', async () => {
  const pages: PressedPage[] = [];
  const { printer } = lay((page) => Promise.resolve(pages.push(page) ? null : ''));
  expect(await printer.print(job)).toEqual({ kind: 'printed' });
  expect(pages).toMatchObject([{ widthMm: 210, heightMm: 297, title: 'one' }]);
  expect(await printer.openDrawer()).toBe(false);
});

test('what the system refused is not printed, and it is worth another try after a while', async () => {
  const { printer, retry } = lay(() => Promise.resolve('no such printer'));
  const states: PrinterState['code'][] = [];
  printer.onState(({ code }) => states.push(code));
  expect(await printer.print(job)).toEqual({
    kind: 'not-printed',
    state: { code: 'error', params: { what: 'other', detail: 'no such printer' } },
  });
  retry();
  expect(states).toEqual(['error', 'ready']);
});

test('where nobody knows whether the system took it the outcome is unknown', async () => {
  const { printer } = lay(() => Promise.reject(new Error('the window is gone')));
  expect(await printer.print(job)).toMatchObject({ kind: 'unknown' });
  await printer.close();
  expect(await printer.print(job)).toMatchObject({ kind: 'not-printed', state: { code: 'lost' } });
});
