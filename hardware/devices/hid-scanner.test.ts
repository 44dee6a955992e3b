import { beforeEach, describe, expect, it } from 'vitest';
import { encodeReports } from '../codecs/hid-pos/reports.ts';
import { LinkError } from '../ports/byte-link.ts';
import type { ListedHid } from '../ports/hid.ts';
import { HandTimer } from '../simulators/hand-timer.ts';
import { bytesOf } from '../simulators/scanner-device.ts';
import { HeardScanner } from '../simulators/scanner-contract.ts';
import { listedScanner, SimulatedHid, SimulatedHidScanner } from '../simulators/simulated-hid.ts';
import { HidScanner } from './hid-scanner.ts';
import { nodeHid } from './node-hid-api.ts';

const reading = { prefix: '', suffix: '', sameScanMs: 300, codes: [], otherCodes: 'accepted' } as const;
const poll = 1000;

describe('a HID scanner', () => {
  let timer: HandTimer;
  let hid: SimulatedHid;
  let heard: HeardScanner;

  beforeEach(() => {
    timer = new HandTimer();
    hid = new SimulatedHid();
    heard = new HeardScanner();
  });

  function started(
    ids: ConstructorParameters<typeof HidScanner>[0]['ids'],
    source = 'links',
    to = heard,
  ): HidScanner {
    const scanner = new HidScanner({ source, ids, hid, reading, timer, pollMs: poll });
    scanner.listen(to);
    scanner.start();
    return scanner;
  }

  const lostWith = (code: string) =>
    heard.until(() => {
      const last = heard.states.at(-1);
      return last?.kind === 'lost' && last.why.code === code;
    });

  it.each([
    ['Honeywell', 0x0c2e, [[0xfe, 0x01]]],
    ['Honeywell (Metrologic)', 0x23d0, [[0xfe, 0x01]]],
    ['Zebra', 0x05e0, []],
  ])('wakes a %s if it has to', async (_, vendorId, features) => {
    hid.plug(listedScanner({ vendorId }));
    started({ vendorId });
    await heard.untilState('ready');
    expect(hid.features.map(({ report }) => [...report])).toEqual(features);
  });

  it('opens the scanner among its own collections and other devices', async () => {
    const scanner = listedScanner();
    hid.plug(scanner, scanner, { ...scanner, usagePage: 0xff45, usage: 1 });
    hid.plug(listedScanner({ path: 'mouse', vendorId: 0x046d, usagePage: 1, usage: 2 }));
    started({ vendorId: 0x05e0 });
    await heard.untilState('ready');
    await new SimulatedHidScanner(hid, scanner).scan('30234000517861');
    expect(heard.scans).toMatchObject([{ code: '30234000517861', symbology: 'code128' }]);
  });

  it('of two scanners of one model is two sources, each with its own scans', async () => {
    const [left, right] = [listedScanner(), listedScanner({ path: '/dev/hidraw1', serialNumber: 'S2' })];
    hid.plug(left);
    hid.plug(right);
    const other = new HeardScanner();
    started({ vendorId: 0x05e0, serialNumber: 'S1' });
    started({ vendorId: 0x05e0, serialNumber: 'S2' }, 'rechts', other);
    await Promise.all([heard.untilState('ready'), other.untilState('ready')]);
    await new SimulatedHidScanner(hid, left).scan('30234000517861');
    await new SimulatedHidScanner(hid, right).scan('30234000517861');
    expect([heard.scans, other.scans].map((scans) => scans.map(({ source }) => source))).toEqual([
      ['links'],
      ['rechts'],
    ]);
  });

  it('says when its ids fit several, opens neither, and opens the one that stays', async () => {
    hid.plug(listedScanner());
    hid.plug(listedScanner({ path: '/dev/hidraw1' }));
    started({ vendorId: 0x05e0 });
    await lostWith('several-listed');
    expect(heard.states).toMatchObject([{ why: { params: { device: '05E0', count: 2 } } }]);
    hid.unplug('/dev/hidraw0');
    timer.pass(poll);
    await heard.untilState('back');
  });

  it('says when it is there as a keyboard, and when it is not there', async () => {
    const typing: ListedHid = listedScanner({ usagePage: 1, usage: 6 });
    hid.plug(typing);
    started({ vendorId: 0x05e0, productId: 0x1300 });
    await lostWith('not-hid-pos');
    hid.unplug(typing.path);
    timer.pass(poll);
    await lostWith('not-listed');
    expect(heard.states.at(-1)).toMatchObject({ why: { params: { device: '05E0:1300' } } });
  });

  it('says what the system says when the device or the list cannot be opened', async () => {
    hid.plug(listedScanner());
    hid.open = (path) =>
      Promise.reject(new LinkError({ why: 'refused', detail: `${path}: Permission denied` }));
    started({ vendorId: 0x05e0 });
    await lostWith('refused');
    expect(heard.states).toMatchObject([{ why: { detail: '/dev/hidraw0: Permission denied' } }]);
    hid.list = () => Promise.reject(new Error('no driver'));
    timer.pass(poll);
    await heard.until(() => heard.states.length === 2);
    expect(heard.states.at(-1)).toMatchObject({ why: { code: 'refused', detail: 'Error: no driver' } });
  });

  it('stays with a scanner while the list cannot be had', async () => {
    hid.plug(listedScanner());
    const scanner = started({ vendorId: 0x05e0 });
    await heard.untilState('ready');
    const asked = new Promise<void>((resolve) => {
      hid.list = () => {
        resolve();
        return Promise.reject(new LinkError({ why: 'refused', detail: 'busy' }));
      };
    });
    timer.pass(poll);
    await asked;
    await new SimulatedHidScanner(hid, listedScanner()).scan('30234000517861');
    expect(heard.codes).toEqual(['30234000517861']);
    await scanner.close();
    expect(timer.waiting).toBe(0);
  });

  it('does not join the first half of a code to the next code', async () => {
    hid.plug(listedScanner());
    started({ vendorId: 0x05e0 });
    await heard.untilState('ready');
    const [half = new Uint8Array()] = encodeReports({ bytes: bytesOf('3'.repeat(60)), aim: ']C0' });
    hid.report('/dev/hidraw0', half);
    timer.pass(600);
    await new SimulatedHidScanner(hid, listedScanner()).scan('30234000517861', ']C0');
    expect(heard.misreads).toMatchObject([{ raw: '3'.repeat(56), why: { code: 'cut-off' } }]);
    expect(heard.codes).toEqual(['30234000517861']);
  });

  it('tells a report that is not built as it should be apart from a scan', async () => {
    hid.plug(listedScanner());
    started({ vendorId: 0x05e0 });
    await heard.untilState('ready');
    await new SimulatedHidScanner(hid, listedScanner()).junk();
    expect(heard.misreads).toMatchObject([{ why: { code: 'report-damaged', params: { part: 'aim' } } }]);
  });
});

describe("this machine's HID devices", () => {
  it('can be listed', async () => {
    for (const { path, vendorId } of await nodeHid.list())
      expect([typeof path, typeof vendorId]).toEqual(['string', 'number']);
  });

  it('refuse by name what is not there', async () => {
    const refused: unknown = await nodeHid.open('/dev/hidraw-none').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(LinkError);
    expect(refused).toMatchObject({
      end: { why: 'refused', detail: expect.stringContaining('/dev/hidraw-none') },
    });
  });
});
