import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { readDeskProfile } from '../codecs/profile/read-profile.ts';
import { HandTimer } from '../simulators/hand-timer.ts';
import { layPtyPair } from '../simulators/pty-pair.ts';
import { bytesOf } from '../simulators/scanner-device.ts';
import { HeardScanner } from '../simulators/scanner-contract.ts';
import { listedScanner, SimulatedHid, SimulatedHidScanner } from '../simulators/simulated-hid.ts';
import { scannerOf } from './scanner-of-profile.ts';
import { serialLink } from './serial-link.ts';

const hid = new SimulatedHid();

/** The first scanner of a profile, started, and all that it tells. */
async function opened(link: object): Promise<HeardScanner> {
  const read = readDeskProfile(JSON.stringify({ scanners: [{ name: 'links', link, prefix: 'B' }] }));
  if (!read.ok) throw new Error(read.problems.map(({ code }) => code).join());
  const [profile] = read.profile.scanners;
  const scanner = profile ? scannerOf(profile, { forms: read.profile, hid, timer: new HandTimer() }) : null;
  if (!scanner) throw new Error('this link has no driver');
  onTestFinished(() => scanner.close());
  const heard = new HeardScanner();
  scanner.listen(heard);
  scanner.start();
  await heard.untilState('ready');
  return heard;
}

async function scanned(heard: HeardScanner): Promise<void> {
  await heard.until(() => heard.scans.length > 0);
  expect(heard.scans).toMatchObject([{ code: '30234000517861', source: 'links' }]);
}

it('a serial line of the profile becomes a scanner', async () => {
  const pair = await layPtyPair();
  onTestFinished(() => pair.remove());
  const device = await serialLink({
    path: pair.deviceEnd,
    baudRate: 9600,
    dataBits: 8,
    parity: 'none',
    stopBits: 1,
  })();
  const heard = await opened({ kind: 'serial', path: pair.deskEnd });
  await device.write(bytesOf('B30234000517861\r'));
  await scanned(heard);
  await device.close();
});

it('a socket of the profile becomes a scanner', async () => {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  const [heard, [device]] = await Promise.all([
    opened({ kind: 'tcp', host: '127.0.0.1', port: (server.address() as AddressInfo).port }),
    once(server, 'connection') as Promise<[Socket]>,
  ]);
  device.end('B30234000517861\r\n');
  await scanned(heard);
});

it('HID ids of the profile become a scanner', async () => {
  const listed = listedScanner({ vendorId: 0x05f9 });
  hid.plug(listed);
  const heard = await opened({ kind: 'hid', vendorId: '05F9' });
  await new SimulatedHidScanner(hid, listed).scan('B30234000517861');
  await scanned(heard);
});

it('a scanner that types has no driver: the window hears it', () => {
  const read = readDeskProfile('{ "scanners": [{ "name": "links", "link": { "kind": "keyboard" } }] }');
  expect(
    read.ok &&
      read.profile.scanners.map((profile) =>
        scannerOf(profile, { forms: read.profile, hid, timer: new HandTimer() }),
      ),
  ).toEqual([null]);
});
