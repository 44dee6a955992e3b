import type { Machine } from '../machine.ts';
import type { Random } from '../random.ts';
import { STAFF } from '../opening-balance.ts';
import type { Counter } from './counter.ts';

/** A drawer that the desk takes for closed is opened with what is in it; false when that could not be. */
export async function seeToDrawer(counter: Counter, random: Random, machine: Machine): Promise<boolean> {
  const drawer = drawerAt(counter, machine);
  if (!drawer) return false;
  const command = { kind: 'till.open', person: STAFF, floatCents: drawer.cents } as const;
  const opened = await counter.do(random, machine, command, { looks: true });
  if (!opened) return false;
  return (
    opened.outcome.kind === 'done' || opened.outcome.objections.every(({ code }) => code === 'till-open')
  );
}

/** Some of the cash goes to the bank; the rest is counted, and perhaps the drawer is closed. */
export async function countDrawer(counter: Counter, random: Random): Promise<void> {
  const machine = random.favourite(
    counter.machines.filter((m) => m.run && !m.busy && drawerAt(counter, m)?.busy === false),
    ({ name }) => name,
  );
  const drawer = machine && drawerAt(counter, machine);
  if (!drawer) return;
  await counter.with([drawer], async () => {
    if (drawer.cents > 6000 && random.chance(0.5))
      await counter.do(random, machine, { kind: 'till.drop', cents: 3000, to: 'kluis' }, { looks: true });
    await counter.pass();
    const count = { kind: 'till.count', cashCents: drawer.cents, terminals: [] } as const;
    const counted = await counter.do(random, machine, count, { looks: true });
    if (counted?.outcome.kind !== 'done' || !random.chance(0.5)) return;
    await counter.pass();
    await counter.do(random, machine, { kind: 'till.close' }, { looks: true });
  });
}

export function drawerAt({ world }: Counter, { till }: Machine) {
  return till === null ? undefined : world.purse.drawers.get(till);
}
