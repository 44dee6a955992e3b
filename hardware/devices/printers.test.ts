import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { expect, test } from 'vitest';
import type { ByteLink, OpenLink } from '../ports/byte-link.ts';
import type { Printer } from '../ports/printer.ts';
import { MemoryPrinter } from '../simulators/memory-printer.ts';
import { describePrinter, type PrinterBench, untilState } from '../simulators/printer-contract.ts';
import { layPtyPair } from '../simulators/pty-pair.ts';
import { SimulatedPrinter } from '../simulators/simulated-printer.ts';
import { type EscPosPatience, EscPosPrinter } from './escpos-printer.ts';
import { fileLink } from './file-link.ts';
import { serialLink } from './serial-link.ts';
import { systemTimer } from './system-timer.ts';
import { linkOver, tcpLink } from './tcp-link.ts';

const patience: EscPosPatience = {
  ...{ look: 30, status: 400, done: 1_500, silence: 2_000 },
  ...{ drawer: 1_000, quiet: 120 },
};

/** A simulated printer at the far end of some cable. */
interface Cable {
  readonly open: OpenLink;
  readonly simulated: SimulatedPrinter;
  pull(): Promise<void>;
  plug(): Promise<void>;
  remove(): Promise<void>;
}

function bench({
  open,
  simulated,
  ...cable
}: Cable): PrinterBench & { readonly simulated: SimulatedPrinter } {
  return {
    ...cable,
    simulated,
    printer: new EscPosPrinter({ open, timer: systemTimer, patience }),
    papers: () => simulated.papers,
    drawerOpened: () => simulated.drawerOpened,
    setPaper: (lines) => simulated.setPaper(lines),
    setCover: (open) => (open ? simulated.openCover() : simulated.closeCover()),
    setSilent: (silent) => (simulated.silent = silent),
  };
}

async function inNetwork(perLine = 0): Promise<Cable> {
  const simulated = new SimulatedPrinter({ timer: systemTimer, perLine });
  const links = new Set<ByteLink>();
  let server: Server | null = null;
  const plugAt = async (port: number): Promise<number> => {
    server = createServer((socket) => {
      const link = linkOver(socket, 'printer');
      links.add(link);
      simulated.attach(link);
    });
    await once(server.listen(port, '127.0.0.1'), 'listening');
    return (server.address() as AddressInfo).port;
  };
  const pull = async (): Promise<void> => {
    const pulled = server;
    server = null;
    const closed = new Promise<void>((resolve) => (pulled ? pulled.close(() => resolve()) : resolve()));
    await Promise.all([...links].map((link) => link.close()));
    links.clear();
    await closed;
  };
  const port = await plugAt(0);
  return {
    simulated,
    open: tcpLink({ host: '127.0.0.1', port }),
    pull,
    plug: async () => void (await plugAt(port)),
    remove: pull,
  };
}

async function onCable(open: (path: string) => OpenLink): Promise<Cable> {
  const simulated = new SimulatedPrinter({ timer: systemTimer });
  const pair = await layPtyPair();
  const attach = async (): Promise<void> => simulated.attach(await serial(pair.deviceEnd)());
  await attach();
  return {
    simulated,
    open: open(pair.deskEnd),
    pull: () => pair.unplug(),
    plug: async () => {
      await pair.plug();
      await attach();
    },
    remove: () => pair.remove(),
  };
}

const serial = (path: string): OpenLink =>
  serialLink({ path, baudRate: 38_400, dataBits: 8, parity: 'none', stopBits: 1 });

describePrinter('a printer in memory', () => {
  const printer = new MemoryPrinter();
  return Promise.resolve({
    printer,
    papers: () => printer.papers,
    drawerOpened: () => printer.drawerOpened,
    setPaper: (lines: number) => printer.setPaper(lines),
    setCover: (open: boolean) => printer.setCover(open),
    setSilent: (silent: boolean) => printer.setSilent(silent),
    pull: () => Promise.resolve(printer.setPulled(true)),
    plug: () => Promise.resolve(printer.setPulled(false)),
    remove: () => Promise.resolve(),
  });
});
describePrinter('a receipt printer in the network', async () => bench(await inNetwork()));
describePrinter('a receipt printer on a serial line', async () => bench(await onCable(serial)));
describePrinter('a receipt printer at a device file', async () => bench(await onCable(fileLink)));

const job = (id: string) => ({ id, document: `|${id}\n|second`, columns: 32 as const });

/** With a printer in the network, closed and removed at the end. */
async function withPrinter(
  act: (on: { printer: Printer; simulated: SimulatedPrinter; cable: PrinterBench }) => Promise<void>,
  perLine = 0,
): Promise<void> {
  const laid = bench(await inNetwork(perLine));
  try {
    await untilState(laid.printer, 'ready');
    await act({ printer: laid.printer, simulated: laid.simulated, cable: laid });
  } finally {
    await laid.printer.close();
    await laid.remove();
  }
}

test('a job that the printer still holds is printed once its cable is back, and its answer is not the next one’s', () =>
  withPrinter(async ({ printer, simulated, cable }) => {
    simulated.setPaper(1);
    const first = printer.print(job('first'));
    await untilState(printer, 'paper-out');
    await cable.pull();
    expect(await first).toMatchObject({ kind: 'unknown' });
    await cable.plug();
    await untilState(printer, 'paper-out');
    simulated.setPaper(100);
    simulated.openCover();
    await untilState(printer, 'cover-open');
    simulated.closeCover();
    await untilState(printer, 'ready');
    const printed = await printer.print(job('next'));
    expect(printed).toEqual({ kind: 'printed' });
    expect(simulated.papers).toEqual(['first\nsecond', 'next\nsecond']);
  }));

test('a printer that is switched off and on in the middle has forgotten the job: its outcome is unknown', () =>
  withPrinter(async ({ printer, simulated }) => {
    simulated.setPaper(1);
    const printing = printer.print(job('first'));
    await untilState(printer, 'paper-out');
    simulated.switchOff();
    simulated.setPaper(100);
    expect(await printing).toMatchObject({ kind: 'unknown', state: { code: 'ready' } });
    expect(await printer.print(job('next'))).toEqual({ kind: 'printed' });
  }));

test('a printer that falls silent in the middle is given up after a while, as unknown', () =>
  withPrinter(async ({ printer, simulated }) => {
    simulated.setPaper(1);
    const printing = printer.print(job('first'));
    await untilState(printer, 'paper-out');
    simulated.silent = true;
    expect(await printing).toMatchObject({ kind: 'unknown', state: { code: 'unknown' } });
  }));

const ofThirtyLines = (id: string) => ({
  ...{ id, columns: 32 as const },
  document: Array.from({ length: 30 }, (_, line) => `|${id} ${line}`).join('\n'),
});

test('a slow printer is waited for', () =>
  withPrinter(async ({ printer, simulated }) => {
    expect(await printer.print(ofThirtyLines('long'))).toEqual({ kind: 'printed' });
    expect(simulated.papers).toHaveLength(1);
  }, 20));

test('a printer that is still at an earlier job says nothing of the next one yet', () =>
  withPrinter(async ({ printer, simulated, cable }) => {
    const first = printer.print(ofThirtyLines('first'));
    await simulated.untilLine('first 0');
    await cable.pull();
    expect(await first).toMatchObject({ kind: 'unknown' });
    await cable.plug();
    await untilState(printer, 'ready');
    expect(simulated.papers).toEqual([]);
    expect(await printer.print(ofThirtyLines('next'))).toEqual({ kind: 'printed' });
    expect(simulated.papers.map((paper) => paper.split(' ')[0])).toEqual(['first', 'next']);
  }, 20));
