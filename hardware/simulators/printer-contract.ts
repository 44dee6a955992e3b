import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Printer, PrinterState, PrintJob } from '../ports/printer.ts';

/** A printer and what can be done to it. What the desk is told of it may come later, through `state`. */
export interface PrinterBench {
  readonly printer: Printer;
  /** What is wholly on paper, oldest first. */
  papers(): readonly string[];
  drawerOpened(): number;
  setPaper(lines: number): void;
  setCover(open: boolean): void;
  setSilent(silent: boolean): void;
  pull(): Promise<void>;
  plug(): Promise<void>;
  remove(): Promise<void>;
}

const ENOUGH = 10_000;
const ofLines = (id: string, lines = 4): PrintJob => ({
  ...{ id, columns: 32 },
  document: Array.from({ length: lines }, (_, line) => `|${id} line ${line}`).join('\n'),
});

/** Resolves when the printer says so, if it does not already. */
export function untilState(printer: Printer, code: PrinterState['code']): Promise<void> {
  return new Promise((resolve) => {
    const stop = printer.onState((state) => {
      if (state.code === code) finish();
    });
    const finish = (): void => {
      stop();
      resolve();
    };
    if (printer.state.code === code) finish();
  });
}

/** What every printer does. `lay` gives one of its own for each test, with paper and in order. */
export function describePrinter(name: string, lay: () => Promise<PrinterBench>): void {
  describe(`${name} as a Printer`, () => {
    let bench: PrinterBench;
    let printer: Printer;
    beforeEach(async () => {
      bench = await lay();
      ({ printer } = bench);
      await untilState(printer, 'ready');
    });
    afterEach(async () => {
      await printer.close();
      await bench.remove();
    });

    const timesPrinted = (id: string): number =>
      bench.papers().filter((paper) => paper.includes(`${id} line`)).length;

    it('says that a job is printed once it is on paper, and prints those asked together in order', async () => {
      const outcomes = await Promise.all(['one', 'two', 'three'].map((id) => printer.print(ofLines(id))));
      expect(outcomes).toEqual([{ kind: 'printed' }, { kind: 'printed' }, { kind: 'printed' }]);
      expect(bench.papers().map((paper) => /(\w+) line 3/.exec(paper)?.[1])).toEqual(['one', 'two', 'three']);
    });

    it('sends nothing to a printer that cannot print, and says why', async () => {
      bench.setPaper(0);
      expect(await printer.print(ofLines('one'))).toEqual({
        ...{ kind: 'not-printed', state: { code: 'paper-out', params: {} } },
      });
      bench.setPaper(ENOUGH);
      bench.setCover(true);
      expect(await printer.print(ofLines('two'))).toMatchObject({
        ...{ kind: 'not-printed', state: { code: 'cover-open' } },
      });
      bench.setCover(false);
      expect(await printer.print(ofLines('three'))).toEqual({ kind: 'printed' });
      expect([timesPrinted('one'), timesPrinted('two'), timesPrinted('three')]).toEqual([0, 0, 1]);
    });

    it('goes on where it was when paper that ran out in the middle is there again', async () => {
      bench.setPaper(2);
      const printing = printer.print(ofLines('one'));
      await untilState(printer, 'paper-out');
      expect(bench.papers()).toEqual([]);
      bench.setPaper(ENOUGH);
      expect(await printing).toEqual({ kind: 'printed' });
      expect(timesPrinted('one')).toBe(1);
      await untilState(printer, 'ready');
    });

    it('prints while the paper is near its end, and says so', async () => {
      bench.setPaper(15);
      expect(await printer.print(ofLines('one'))).toEqual({ kind: 'printed' });
      await untilState(printer, 'paper-near-end');
    });

    it('does not take silence for being fine', async () => {
      bench.setSilent(true);
      expect(await printer.print(ofLines('one'))).toMatchObject({
        ...{ kind: 'not-printed', state: { code: 'unknown' } },
      });
      expect(timesPrinted('one')).toBe(0);
      bench.setSilent(false);
      await untilState(printer, 'ready');
    });

    it('does not know how a job ended when it is pulled in the middle', async () => {
      bench.setPaper(2);
      const printing = printer.print(ofLines('one'));
      await untilState(printer, 'paper-out');
      await bench.pull();
      expect(await printing).toMatchObject({ kind: 'unknown' });
      await untilState(printer, 'lost');
    });

    it('comes back by itself, and takes no answer to an earlier job for one to its own', async () => {
      bench.setPaper(2);
      const first = printer.print(ofLines('one'));
      await untilState(printer, 'paper-out');
      await bench.pull();
      expect(await first).toMatchObject({ kind: 'unknown' });
      expect(await printer.print(ofLines('two'))).toMatchObject({ kind: 'not-printed' });
      await bench.plug();
      bench.setPaper(ENOUGH);
      await untilState(printer, 'ready');
      expect(await printer.print(ofLines('three'))).toEqual({ kind: 'printed' });
      expect([timesPrinted('two'), timesPrinted('three')]).toEqual([0, 1]);
    });

    it('opens the drawer, and says when it could not', async () => {
      expect(await printer.openDrawer()).toBe(true);
      // What comes after it is done when it is.
      await printer.print(ofLines('one'));
      expect(bench.drawerOpened()).toBe(1);
      await bench.pull();
      await untilState(printer, 'lost');
      expect(await printer.openDrawer()).toBe(false);
    });

    it('opens the drawer at once or not at all, never when paper is put in later', async () => {
      bench.setPaper(2);
      const printing = printer.print(ofLines('one'));
      await untilState(printer, 'paper-out');
      expect(await printer.openDrawer()).toBe(false);
      bench.setPaper(ENOUGH);
      expect(await printing).toEqual({ kind: 'printed' });
      bench.setCover(true);
      expect(await printer.openDrawer()).toBe(false);
      bench.setCover(false);
      expect(await printer.print(ofLines('two'))).toEqual({ kind: 'printed' });
      expect(bench.drawerOpened()).toBe(0);
    });

    it('is lost once it is closed, and what was being printed is unknown', async () => {
      bench.setPaper(2);
      const printing = printer.print(ofLines('one'));
      await untilState(printer, 'paper-out');
      await printer.close();
      expect(await printing).toMatchObject({ kind: 'unknown' });
      expect(await printer.print(ofLines('two'))).toMatchObject({
        ...{ kind: 'not-printed', state: { code: 'lost', params: { why: 'closed' } } },
      });
    });

    it('tells nobody who stopped listening', async () => {
      const told: PrinterState[] = [];
      printer.onState((state) => told.push(state))();
      bench.setPaper(0);
      await printer.print(ofLines('one'));
      expect(told).toEqual([]);
    });
  });
}
