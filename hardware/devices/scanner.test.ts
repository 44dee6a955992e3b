import type { ByteLink } from '../ports/byte-link.ts';
import { HandTimer } from '../simulators/hand-timer.ts';
import { MemoryCable } from '../simulators/memory-link.ts';
import { layPtyPair } from '../simulators/pty-pair.ts';
import { describeScanner } from '../simulators/scanner-contract.ts';
import { listedScanner, SimulatedHid, SimulatedHidScanner } from '../simulators/simulated-hid.ts';
import { SimulatedScanner } from '../simulators/simulated-scanner.ts';
import { SimulatedSerialScanner } from '../simulators/simulated-serial-scanner.ts';
import { HidScanner } from './hid-scanner.ts';
import { serialLink } from './serial-link.ts';
import { SerialScanner } from './serial-scanner.ts';

const reading = { prefix: '', suffix: '', sameScanMs: 300, codes: [], otherCodes: 'accepted' } as const;
const pollMs = 1000;
const lines = { lineEnd: 'auto', idleMs: 100 } as const;
const scannerLine = { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1 } as const;

describeScanner('a simulated scanner', (plugged) => {
  const timer = new HandTimer();
  const scanner = new SimulatedScanner('links', reading, timer, plugged);
  return Promise.resolve({ scanner, device: scanner, timer, remove: () => Promise.resolve() });
});

describeScanner('a serial scanner over a pseudo-terminal', async (plugged) => {
  const timer = new HandTimer();
  const pair = await layPtyPair();
  const openDevice = serialLink({ path: pair.deviceEnd, ...scannerLine });
  let end: ByteLink | null = await openDevice();
  const device = new SimulatedSerialScanner(
    {
      send: async (bytes) => end?.write(bytes),
      unplug: async () => {
        await end?.close();
        end = null;
        await pair.unplug();
      },
      plug: async () => {
        await pair.plug();
        end ??= await openDevice();
      },
    },
    { end: '\r\n' },
  );
  if (!plugged) await device.unplug();
  const scanner = new SerialScanner({
    source: 'links',
    device: pair.deskEnd,
    open: serialLink({ path: pair.deskEnd, ...scannerLine }),
    reading,
    lines,
    timer,
  });
  return {
    scanner,
    device,
    timer,
    remove: async () => {
      await end?.close();
      await pair.remove();
    },
  };
});

describeScanner('a serial scanner whose bytes come one by one', (plugged) => {
  const timer = new HandTimer();
  const cable = new MemoryCable();
  if (!plugged) cable.unplug();
  const device = new SimulatedSerialScanner(
    {
      send: (bytes) => Promise.resolve(cable.send(bytes)),
      unplug: () => Promise.resolve(cable.unplug()),
      plug: () => Promise.resolve(cable.plug()),
    },
    { pieces: 1 },
  );
  const scanner = new SerialScanner({
    source: 'links',
    device: 'cable',
    open: cable.open,
    reading,
    lines,
    timer,
  });
  return Promise.resolve({ scanner, device, timer, remove: () => Promise.resolve() });
});

for (const [name, shifted, tellsPulled] of [
  ['a HID scanner', false, true],
  ['a HID scanner that shifts its reports', true, true],
  ['a HID scanner that only its absence from the list shows to be pulled', false, false],
] as const)
  describeScanner(name, (plugged) => {
    const timer = new HandTimer();
    const hid = new SimulatedHid();
    hid.tellsPulled = tellsPulled;
    const listed = listedScanner();
    if (plugged) hid.plug(listed);
    const { vendorId } = listed;
    const scanner = new HidScanner({ source: 'links', ids: { vendorId }, hid, reading, timer, pollMs });
    const device = new SimulatedHidScanner(hid, listed, shifted);
    if (!tellsPulled) {
      const pull = device.unplug.bind(device);
      device.unplug = async () => {
        await pull();
        timer.pass(pollMs);
      };
    }
    return Promise.resolve({ scanner, device, timer, remove: () => Promise.resolve() });
  });
