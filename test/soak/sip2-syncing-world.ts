import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deskHome, readDeskFile, writeDeskFile } from '@balie/desktop/adapters/desk-home.ts';
import { NodeDisk } from '@balie/desktop/adapters/node-disk.ts';
import type { DeskCommand } from '@balie/desktop/contract/commands.ts';
import { anna, registering } from '@balie/desktop/core/testing-desk.ts';
import { openHeadlessDesk } from '@balie/installers/cli/headless-desk.ts';
import { type MeasuredDesk, openMeasuredDesk } from '../bench/measured-desk.ts';
import { National } from '../bench/national.ts';
import { CopyingDesk } from './copying-desk.ts';
import { PIN } from './lone-desk.ts';
import { castOf, entriesIn, machinesOf, type Sip2World } from './sip2-world.ts';

/**
 * The demonstration consortium on a server of its own, and a desk without a window as `balie desk --headless` runs it, each in a process
 * of its own. The desk pushes what the machines do and pulls it back folded; meanwhile another desk of this computer makes first copies.
 */
export async function openSyncingWorld(clients: number): Promise<Sip2World> {
  const folder = await mkdtemp(join(tmpdir(), 'balie-sip2-'));
  const ending: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];
  const close = async (): Promise<void> => {
    for (const end of ending.splice(0).reverse()) await end();
  };
  try {
    const national = await National.start(folder);
    ending.push(() => national.stop());
    const { own, shared } = castOf(clients);
    const home = await national.enrolledDesk();
    const furnishing = await openMeasuredDesk(home);
    await furnish(furnishing, own, shared).finally(() => furnishing.close());
    const places = deskHome(home);
    await writeDeskFile(places, { ...(await readDeskFile(places)), sip2: machinesOf(own) });
    const desk = await openHeadlessDesk(home, 0, (line) => console.error(line));
    ending.push(() => desk.stop());
    const entriesBefore = await national.entries();
    const copying = new CopyingDesk(() => national.enrolledDesk());
    ending.push(() => copying.stop());
    return {
      ...{ port: desk.machines.port, own, shared, pin: PIN, close },
      written: async () => entriesIn(await NodeDisk.open(places.journal)),
      async synced() {
        const copies = await copying.stop();
        return { entries: (await national.entries()) - entriesBefore, copies };
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Gives the library the machines' patrons and books, as staff would, and waits until the centre has all of it. */
async function furnish(
  { desk, whole }: MeasuredDesk,
  own: Sip2World['own'],
  shared: readonly string[],
): Promise<void> {
  await whole;
  const told = new Promise<void>((resolve) => {
    desk.onEvent((event, payload) => {
      if (event === 'desk.state' && 'waiting' in payload && payload.waiting === 0) resolve();
    });
  });
  const act = async (command: DeskCommand): Promise<string | undefined> => {
    const reply = await desk.call('act.do', { command, session: 'furnishing' });
    if (!reply.ok || reply.result.kind !== 'done')
      throw new Error(`${command.kind}: ${JSON.stringify(reply)}`);
    return reply.result.patron?.id;
  };
  for (const item of [...own.flatMap(({ items }) => items), ...shared])
    await act({
      ...{ kind: 'item.register', item, title: null, work: null, owner: 'centrum', shelf: 'Romans' },
      ...{
        callNumber: null,
        loanGroup: 'boek',
        priceCents: 1995,
        holdable: true,
        circulates: true,
        parts: 1,
      },
    });
  for (const [n, { user, card }] of own.entries()) {
    const person = { ...anna, familyName: user, birthDate: `${1950 + (n % 50)}-05-05` };
    const patron = await act({ ...registering(card, person), subscription: 'compleet' });
    await act({ kind: 'pay', patron: patron!, method: 'voucher', givenCents: null });
    await act({ kind: 'patron.pin', patron: patron!, pin: PIN });
  }
  await told;
}
