import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deskProfileSchema } from '@balie/hardware/codecs/profile/desk-profile.ts';
import { readDeskProfile } from '@balie/hardware/codecs/profile/read-profile.ts';
import { systemTimer } from '@balie/hardware/devices/system-timer.ts';
import { linkOver } from '@balie/hardware/devices/tcp-link.ts';
import type { PressTarget } from '@balie/hardware/ports/page-press.ts';
import { untilState } from '@balie/hardware/simulators/printer-contract.ts';
import { SimulatedPrinter } from '@balie/hardware/simulators/simulated-printer.ts';
import { paperDocument } from '@balie/shared/receipts/document.ts';
import { papers } from '@balie/shared/receipts/testing-papers.ts';
import { expect, test } from 'vitest';
import { PrintFile } from '../adapters/print-file.ts';
import { PrintQueue } from '../core/printing/print-queue.ts';
import { openPrinter } from './open-printer.ts';

const profileWith = (printer: object) => {
  const read = readDeskProfile(JSON.stringify({ printers: [{ name: 'bon', ...printer }] }));
  if (!read.ok) throw new Error(read.problems.map(({ code }) => code).join());
  return { profile: read.profile, problems: [] };
};
const style = { language: 'nl', timeZone: 'Europe/Amsterdam', head: [], foot: [], copy: false } as const;
const nobody = (): Promise<null> => expect.unreachable('a page was printed');

const job = { id: 'a', document: '|hello', columns: 42 } as const;

async function simulate(): Promise<{ simulated: SimulatedPrinter; server: Server; port: number }> {
  const simulated = new SimulatedPrinter({ timer: systemTimer });
  const server = createServer((socket) => simulated.attach(linkOver(socket, 'printer')));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return { simulated, server, port: (server.address() as AddressInfo).port };
}

test('what waits for a printer without paper is printed after a restart of the program, once, as it was pictured', async () => {
  const { simulated, server, port } = await simulate();
  const folder = await mkdtemp(join(tmpdir(), 'balie-desk-'));
  const profile = profileWith({ link: { kind: 'tcp', host: '127.0.0.1', port }, columns: 32 });
  const open = async () => {
    const opened = openPrinter(profile, nobody);
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
  const nothing = { profile: deskProfileSchema.parse({}), problems: [] };
  for (const read of [
    nothing,
    profileWith({ link: { kind: 'system', paper: '80mm', name: 'Bon' } }),
    profileWith({ link: { kind: 'pdf', folder: '/b' } }),
  ])
    await openPrinter(read, press).printer.print(job);
  expect(targets).toEqual([{ printer: null }, { printer: 'Bon' }, { folder: '/b' }]);
});

test('nothing is printed while the profile is wrong: its printer may be another', async () => {
  const wrong = { code: 'not-list', line: 3, place: 'pads', params: {} } as const;
  const read = { profile: deskProfileSchema.parse({}), problems: [wrong] };
  const { printer } = openPrinter(read, nobody);
  expect(await printer.print(job)).toMatchObject({ kind: 'not-printed', state: { code: 'lost' } });
  expect(await printer.openDrawer()).toBe(false);
});
