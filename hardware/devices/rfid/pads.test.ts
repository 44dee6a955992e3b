import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { ByteLink } from '../../ports/byte-link.ts';
import type { RfidPad } from '../../ports/rfid-pad.ts';
import { layPtyPair } from '../../simulators/pty-pair.ts';
import { simulateFeigReader } from '../../simulators/rfid/feig-reader.ts';
import { MemoryPad } from '../../simulators/rfid/memory-pad.ts';
import { simulatePad3m } from '../../simulators/rfid/pad-3m-device.ts';
import { SimulatedField } from '../../simulators/rfid/simulated-field.ts';
import { noWireFaults } from '../../simulators/rfid/simulated-reader.ts';
import { serialLink, type SerialSettings } from '../serial-link.ts';
import { systemTimer } from '../system-timer.ts';
import { linkOver, tcpLink } from '../tcp-link.ts';
import { feigLine, feigPad, type PadSettings } from './feig-pad.ts';
import { pad3m, pad3mLine } from './pad-3m.ts';
import { describePad, models, type PadWorld } from './pad-contract.ts';
import { quickLine, quickPad } from './quick-times.ts';

const settings = { models, timer: systemTimer, times: quickPad, lineTimes: quickLine };

interface Make {
  line(path: string): SerialSettings;
  pad(settings: PadSettings): RfidPad;
  simulate(link: ByteLink, field: SimulatedField): void;
}

const feig: Make = {
  line: feigLine,
  pad: feigPad,
  simulate: (link, field) =>
    simulateFeigReader(link, { field, wire: noWireFaults(), tagsAtOnce: 7 }, systemTimer),
};
const threeM: Make = {
  line: pad3mLine,
  pad: pad3m,
  simulate: (link, field) => simulatePad3m(link, { field, wire: noWireFaults() }, systemTimer),
};

const placing = (field: SimulatedField): Pick<PadWorld, 'field' | 'put' | 'take'> => ({
  field,
  put: (...tags) => field.put(...tags),
  take: (...tags) => field.take(...tags),
});

async function overPty({ line, pad: make, simulate }: Make): Promise<PadWorld> {
  const field = new SimulatedField();
  const cable = await layPtyPair();
  const powerOn = async (): Promise<void> => simulate(await serialLink(line(cable.deviceEnd))(), field);
  await powerOn();
  const pad = make({ open: serialLink(line(cable.deskEnd)), ...settings });
  return {
    pad,
    ...placing(field),
    unplug: () => cable.unplug(),
    plug: async () => {
      await cable.plug();
      await powerOn();
    },
    close: async () => {
      await pad.close();
      await cable.remove();
    },
  };
}

async function overSocket({ pad: make, simulate }: Make): Promise<PadWorld> {
  const field = new SimulatedField();
  const connected = new Set<Socket>();
  const server = createServer((socket) => {
    connected.add(socket);
    simulate(linkOver(socket, 'desk'), field);
  });
  const listen = async (port: number): Promise<void> => {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  };
  const stop = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of connected) socket.destroy();
    connected.clear();
    await closed;
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const pad = make({ open: tcpLink({ host: '127.0.0.1', port }), ...settings });
  return {
    pad,
    ...placing(field),
    unplug: stop,
    plug: () => listen(port),
    close: async () => {
      await pad.close();
      if (server.listening) await stop();
    },
  };
}

async function inMemory(): Promise<PadWorld> {
  const pad = new MemoryPad(models);
  return {
    pad,
    field: pad.field,
    put: (...tags) => pad.put(...tags),
    take: (...tags) => pad.take(...tags),
    unplug: async () => pad.lose(),
    plug: async () => pad.find(),
    close: () => pad.close(),
  };
}

describePad('a pad in memory', inMemory);
describePad('a FEIG reader on a serial line', () => overPty(feig));
describePad('a FEIG reader on a socket', () => overSocket(feig));
describePad('a 3M pad on a serial line', () => overPty(threeM));
