import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Misread, Scan, Scanner, ScannerListener, ScannerState } from '../ports/scanner.ts';
import type { HandTimer } from './hand-timer.ts';
import type { ScannerDevice } from './scanner-device.ts';

/** A scanner that was not started yet, named `links`, and the device behind it. */
export interface ScannerWorld {
  readonly scanner: Scanner;
  readonly device: ScannerDevice;
  readonly timer: HandTimer;
  remove(): Promise<void>;
}

/** All that a scanner told, and a wait for what it has yet to tell. */
export class HeardScanner implements ScannerListener {
  readonly scans: Scan[] = [];
  readonly misreads: Misread[] = [];
  readonly states: ScannerState[] = [];
  #waiting: (() => void)[] = [];

  get codes(): readonly string[] {
    return this.scans.map(({ code }) => code);
  }

  scanned(scan: Scan): void {
    this.scans.push(scan);
    this.#wake();
  }

  misread(misread: Misread): void {
    this.misreads.push(misread);
    this.#wake();
  }

  changed(state: ScannerState): void {
    this.states.push(state);
    this.#wake();
  }

  /** Resolves with the event that makes it true; a test that waits in vain ends by its own time limit. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  untilState(kind: ScannerState['kind']): Promise<void> {
    return this.until(() => this.states.at(-1)?.kind === kind);
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

/** Longer than any wait of a scanner before it looks again, ms. */
const longerThanRetry = 10_000;

/** What holds for every scanner, simulated or real. `sameScanMs` of the worlds is 300. */
export function describeScanner(name: string, openWorld: (plugged: boolean) => Promise<ScannerWorld>): void {
  describe(name, () => {
    let world: ScannerWorld;
    let heard: HeardScanner;

    async function open(plugged = true): Promise<void> {
      world = await openWorld(plugged);
      heard = new HeardScanner();
      world.scanner.listen(heard);
    }

    beforeEach(() => open());
    afterEach(async () => {
      await world.scanner.close();
      await world.remove();
    });

    async function ready(): Promise<void> {
      world.scanner.start();
      await heard.untilState('ready');
    }

    async function comesBack(): Promise<void> {
      await world.device.plug();
      world.timer.pass(longerThanRetry);
      await heard.untilState('back');
    }

    it('is starting until it is there, and then gives a code with its symbology and its own name', async () => {
      expect(world.scanner.state).toEqual({ kind: 'starting' });
      await ready();
      await world.device.scan('30234000517861', ']F0');
      await heard.until(() => heard.scans.length > 0);
      expect(heard.scans).toEqual([
        {
          code: '30234000517861',
          symbology: 'codabar',
          source: 'links',
          raw: expect.stringContaining('30234000517861'),
        },
      ]);
      expect(heard.states).toEqual([{ kind: 'ready' }]);
    });

    it('gives every one of many codes that follow each other without a pause, in order', async () => {
      await ready();
      const codes = Array.from({ length: 50 }, (_, index) => `3000${String(index).padStart(10, '0')}`);
      for (const code of codes) await world.device.scan(code, ']C0');
      await heard.until(() => heard.scans.length >= codes.length);
      expect(heard.codes).toEqual(codes);
      expect(heard.misreads).toEqual([]);
    });

    it('takes a code that comes again at once for the same scan, and for another one later', async () => {
      await ready();
      for (const code of ['30000000000001', '30000000000001', '30000000000002', '30000000000001'])
        await world.device.scan(code, ']C0');
      await heard.until(() => heard.scans.length >= 3);
      world.timer.pass(300);
      await world.device.scan('30000000000001', ']C0');
      await heard.until(() => heard.scans.length >= 4);
      expect(heard.codes.map((code) => code.slice(-1))).toEqual(['1', '2', '1', '1']);
    });

    it('gives nothing of a code in the middle of which it was pulled, says so, and comes back by itself', async () => {
      await ready();
      await world.device.begin('30234000517861');
      await world.device.unplug();
      await heard.untilState('lost');
      expect(heard.states.at(-1)).toMatchObject({
        kind: 'lost',
        why: { code: 'unplugged', params: { device: expect.stringMatching(/./) } },
      });
      await comesBack();
      await world.device.scan('30234000517860', ']C0');
      await heard.until(() => heard.scans.length > 0);
      expect(heard.codes).toEqual(['30234000517860']);
      expect(new Set(heard.misreads.map(({ why }) => why.code))).toEqual(
        new Set(heard.misreads.length > 0 ? ['cut-off'] : []),
      );
    });

    it('comes back as often as it is pulled', async () => {
      await ready();
      for (let round = 1; round <= 3; round++) {
        await world.device.unplug();
        await heard.untilState('lost');
        await comesBack();
        await world.device.scan(`3000000000000${round}`, ']C0');
        await heard.until(() => heard.scans.length >= round);
      }
      expect(heard.codes).toEqual(['30000000000001', '30000000000002', '30000000000003']);
    });

    it('says once why it is not there, and is ready when it is plugged in later', async () => {
      await world.scanner.close();
      await world.remove();
      await open(false);
      world.scanner.start();
      await heard.untilState('lost');
      world.timer.pass(longerThanRetry);
      expect(heard.states).toHaveLength(1);
      await comesBack();
      await world.device.scan('30000000000001');
      await heard.until(() => heard.scans.length > 0);
      expect(heard.codes).toEqual(['30000000000001']);
    });

    it('says that it read nothing of junk, and reads the next code', async () => {
      await ready();
      await world.device.junk();
      await heard.until(() => heard.misreads.length > 0);
      await world.device.scan('30000000000001', ']C0');
      await heard.until(() => heard.scans.length > 0);
      expect(heard.codes).toEqual(['30000000000001']);
      expect(heard.misreads.map(({ source }) => source)).toEqual(['links']);
    });

    it('tells every listener until it stops', async () => {
      const second = new HeardScanner();
      const stop = world.scanner.listen(second);
      await ready();
      await world.device.scan('30000000000001', ']C0');
      await heard.until(() => heard.scans.length === 1);
      stop();
      await world.device.scan('30000000000002', ']C0');
      await heard.until(() => heard.scans.length === 2);
      expect(second.codes).toEqual(['30000000000001']);
    });

    it('once closed says so, waits for nothing, and starts no more', async () => {
      await ready();
      await world.scanner.close();
      await world.scanner.close();
      world.scanner.start();
      expect(heard.states).toEqual([{ kind: 'ready' }, { kind: 'closed' }]);
      expect(world.timer.waiting).toBe(0);
    });

    it('can be closed while it looks for what is not there', async () => {
      await ready();
      await world.device.unplug();
      await heard.untilState('lost');
      await world.scanner.close();
      expect(world.scanner.state).toEqual({ kind: 'closed' });
      expect(world.timer.waiting).toBe(0);
    });
  });
}
