import { isAtCentre } from '../faults/machine-faults.ts';
import type { Machine } from '../machine.ts';
import { keyOf } from '../signing.ts';
import type { Office, Turn } from './office.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A revocation is seen by the gateway this much later at most. */
const SEEN_AFTER = MINUTE;

/** A desk comes in while the others work. Most of them are stolen later, and are worth nothing to who has them. */
export const addDesk: Turn = async (office, random, { library, number }) => {
  const { world, time, parts } = office;
  const { server, newDesk } = parts;
  const branch = random.favourite(world.branchesOf(library), ({ code }) => code)!;
  const name = `balie-erbij-${number}`;
  const machine = newDesk(branch, name);
  await office.persist(() => server.enrol(name, library, branch.code));
  const body = { desk: name, name, key: keyOf(name) };
  await office.write(library, [{ kind: 'desk.enrol', body, after: [] }]);
  await machine.start();
  if (random.chance(0.25)) return;
  await time.sleep(random.between(2 * HOUR, 20 * HOUR));
  while (machine.busy) await time.sleep(MINUTE);
  machine.busy = true;
  while (!(await isAtCentre({ server }, machine))) await time.sleep(5 * MINUTE);
  parts.forgetBackups();
  await office.persist(() => server.revoke(name));
  await office.write(library, [{ kind: 'desk.revoke', body: { desk: name, reason: 'gestolen' }, after: [] }]);
  world.history.push({ at: time.now, what: `${name} is stolen` });
  machine.stolen = true;
  await time.sleep(SEEN_AFTER);
  await takeBooksBack(office, machine);
};

/** Who has it tells it that books came back. */
async function takeBooksBack({ world }: Office, machine: Machine): Promise<void> {
  const lent = world.books.filter(({ library, record }) => library === machine.library && record.loan);
  for (const { barcode: code } of lent.slice(0, 2)) {
    const scan = { code, by: 'scanned', mode: 'take', patron: null, session: 'stolen' } as const;
    await machine.run!.desk.call('counter.scan', scan);
  }
}
