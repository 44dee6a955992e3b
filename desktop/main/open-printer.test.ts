import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemTimer } from '@balie/hardware/devices/system-timer.ts';
import { linkOver } from '@balie/hardware/devices/tcp-link.ts';
import type { PressTarget } from '@balie/hardware/ports/page-press.ts';
import { untilState } from '@balie/hardware/simulators/printer-contract.ts';
import { SimulatedPrinter } from '@balie/hardware/simulators/simulated-printer.ts';
import { paperDocument } from '@balie/shared/receipts/document.ts';
import { papers } from '@balie/shared/receipts/testing-papers.ts';
import { expect, test } from 'vitest';
import { parseDeskFile } from '../adapters/desk-home.ts';
import { PrintFile } from '../adapters/print-file.ts';
import { PrintQueue } from '../core/printing/print-queue.ts';
import { openPrinter } from './open-printer.ts';

const desk = {
  ...{ server: 'https://balie.example', token: 'secret' },
  identity: {
    ...{ desk: 'noord', name: 'Balie', library: 'NL-0800070000', branch: 'noord' },
    timeZone: 'Europe/Amsterdam',
  },
};
const settingsOf = (printer: unknown) =>
  parseDeskFile(JSON.stringify({ ...desk, printer }), 'desk.json').printer;
const style = { language: 'nl', timeZone: 'Europe/Amsterdam', head: [], foot: [], copy: false } as const;
const nobody = (): Promise<null> => expect.unreachable('a page was printed');

async function simulate(): Promise<{ simulated: SimulatedPrinter; server: Server; port: number }> {
  const simulated = new SimulatedPrinter({ timer: systemTimer });
  const server = createServer((socket) => simulated.attach(linkOver(socket, 'printer')));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { simulated, server, port: (server.address() as AddressInfo).port };
}

test('what waits for a printer without paper is printed after a restart of the program, once, as it was pictured', async () => {
  const { simulated, server, port } = await simulate();
  const folder = await mkdtemp(join(tmpdir(), 'balie-desk-'));
  const settings = settingsOf({ link: 'network', host: '127.0.0.1', port, columns: 32 });
  const open = async () => {
    const opened = openPrinter(settings, nobody);
    const storage = new PrintFile(join(folder, 'prints.json'), (message) => expect.unreachable(message));
    let changed: () => void = () => undefined;
    const queue = await PrintQueue.open({ storage, printer: opened.printer, changed: () => changed() });
    const emptied = (): Promise<void> =>
      new Promise((resolve) => {
        changed = () => (queue.jobs.length === 0 ? resolve() : undefined);
        changed();
      });
    return { ...opened, queue, emptied };
  };
  simulated.setPaper(0);
  const first = await open();
  await untilState(first.printer, 'paper-out');
  const document = paperDocument(papers.loans, { ...style, columns: first.columns });
  const { columns } = first;
  await first.queue.add({ id: 'a', of: 'a', kind: 'loans', madeAt: 1, document, columns });
  await first.printer.close();
  await first.queue.close();

  const second = await open();
  await untilState(second.printer, 'paper-out');
  simulated.setPaper(1000);
  await second.emptied();
  expect(simulated.papers).toHaveLength(1);
  const words = (text: string): string[] =>
    text.split(/[\s─-]+/).filter((word) => word !== '' && !word.startsWith('['));
  expect(words(simulated.papers[0]!)).toEqual(words(first.draw(document, columns).text));
  await second.printer.close();
  await second.queue.close();
  await new Promise((closed) => server.close(closed));
  await rm(folder, { recursive: true });
});

test('without a receipt printer pages go to the system’s printer, or to a folder', async () => {
  const targets: PressTarget[] = [];
  const press = (_page: unknown, target: PressTarget): Promise<null> => {
    targets.push(target);
    return Promise.resolve(null);
  };
  const job = { id: 'a', document: '|hello', columns: 42 } as const;
  for (const settings of [
    undefined,
    { link: 'system', paper: '80mm', name: 'Bon' },
    { link: 'pdf', paper: 'A4', folder: '/b' },
  ])
    await openPrinter(settings && settingsOf(settings), press).printer.print(job);
  expect(targets).toEqual([{ printer: null }, { printer: 'Bon' }, { folder: '/b' }]);
});

test('a wrong printer is refused at the start, with what would be right', () => {
  expect(() => settingsOf({ link: 'network', port: 9100 })).toThrow(/"printer.host" is missing/);
  expect(() => settingsOf({ link: 'usb' })).toThrow(/"printer.link" is "usb"/);
  expect(() => settingsOf({ link: 'file', path: '/dev/usb/lp0', columns: 40 })).toThrow(/32 or 42 or 48/);
});
