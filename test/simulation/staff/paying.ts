import type { MoneyCommand } from '@balie/desktop/contract/commands.ts';
import type { AccountState } from '@balie/shared/accounts/fold-account.ts';
import type { Machine } from '../machine.ts';
import type { Random } from '../random.ts';
import type { Counter } from './counter.ts';
import { drawerAt, seeToDrawer } from './drawer.ts';
import { withPatron } from './people.ts';
import { takeBackLast } from './wishing.ts';

/** A copy, a bag, a broken cover; now and then of the wrong person. */
export async function charge(counter: Counter, random: Random): Promise<void> {
  await withPatron(counter, random, async (_person, patron, branch) => {
    const cents = random.between(1, 900);
    const done = await counter.do(random, branch, { kind: 'charge', patron, reason: 'copies', cents });
    if (done?.outcome.kind !== 'done' || !random.chance(0.15)) return;
    await counter.pass();
    await takeBackLast(counter, random, branch, done.outcome.entries.at(-1)!);
  });
}

/** Somebody pays what the desk says that they owe, all or a part of it. */
export async function pay(counter: Counter, random: Random): Promise<void> {
  await withPatron(
    counter,
    random,
    async (_person, patron, branch) => {
      const cash = random.chance(0.6);
      await atDrawer(counter, random, branch, cash, async (machine) => {
        const account = await accountAt(machine, patron);
        if (!account || account.owedCents <= 0) return;
        if (cash && !(await seeToDrawer(counter, random, machine))) return;
        const done = await counter.do(random, machine, payment(random, patron, cash, account), {
          looks: true,
        });
        if (done?.outcome.kind !== 'done') return;
        checkMoney(counter, done.outcome);
        if (!cash || !random.chance(0.15)) return;
        await counter.pass();
        await takeBackLast(counter, random, branch, done.outcome.entries.at(-1)!);
      });
    },
    ({ records }) => counter.world.purse.asked.some(({ patron }) => records.some(({ id }) => id === patron)),
  );
}

/** At a desk with a drawer nobody else has a hand in it meanwhile. */
async function atDrawer(
  counter: Counter,
  random: Random,
  branch: string,
  cash: boolean,
  act: (machine: Machine) => Promise<void>,
): Promise<void> {
  if (!cash) return act(await counter.freeDesk(random, branch));
  const machine = await counter.freeDesk(random, branch, (m) => drawerAt(counter, m)?.busy === false);
  await counter.with([drawerAt(counter, machine)!], () => act(machine));
}

/** Where one terminal in a dozen says nothing, nobody knows yet what it did. */
function payment(random: Random, patron: string, cash: boolean, { charges }: AccountState): MoneyCommand {
  const open = charges.filter(({ openCents }) => openCents > 0);
  const some = random.chance(0.4) ? { charges: [random.pick(open).id] } : {};
  if (cash) {
    const givenCents = random.chance(0.3) ? 500 * random.between(1, 10) : null;
    return { kind: 'pay', patron, method: 'cash', ...some, givenCents };
  }
  const outcome = random.chance(0.08) ? 'unknown' : 'approved';
  return { kind: 'pay', patron, method: 'pin', ...some, givenCents: null, terminal: { id: 'P1', outcome } };
}

/** The coins that the screen asks for are those that the journal tells of. */
function checkMoney(
  { chronicle, complain }: Counter,
  { entries, money }: { entries: readonly string[]; money: { cents: number } | null },
): void {
  const written = chronicle.entryOf(entries.at(-1)!)?.body['cents'];
  if (money && Math.abs(money.cents) !== written)
    complain(`the screen asked for ${money.cents} cents, the journal says ${String(written)}`);
}

/** Credit is paid out. */
export async function giveBack(counter: Counter, random: Random): Promise<void> {
  const { passed } = counter.world.purse;
  await withPatron(
    counter,
    random,
    async (_person, patron, branch) => {
      await atDrawer(counter, random, branch, true, async (machine) => {
        const account = await accountAt(machine, patron);
        if (!account || account.creditCents < 5 || !(await seeToDrawer(counter, random, machine))) return;
        const done = await counter.do(
          random,
          machine,
          { kind: 'refund', patron, method: 'cash' },
          { looks: true },
        );
        if (done?.outcome.kind === 'done') checkMoney(counter, done.outcome);
      });
    },
    ({ records }) => passed.some(({ patron }) => records.some(({ id }) => id === patron)),
  );
}

/** Something is not asked any more. */
export async function letOff(counter: Counter, random: Random): Promise<void> {
  await withPatron(counter, random, async (_person, patron, branch) => {
    const machine = await counter.freeDesk(random, branch);
    const account = await accountAt(machine, patron);
    const open = account?.charges.find(({ openCents }) => openCents > 0);
    if (!open) return;
    const done = await counter.do(random, machine, {
      kind: 'waive',
      patron,
      charge: open.id,
      reason: 'leniency',
    });
    if (done?.outcome.kind !== 'done' || !random.chance(0.2)) return;
    await counter.pass();
    await takeBackLast(counter, random, branch, done.outcome.entries.at(-1)!);
  });
}

/** A terminal gave no answer; its own list says what it did. */
export async function askTerminal(counter: Counter, random: Random): Promise<void> {
  const { world, chronicle } = counter;
  const doubt = random.favourite(
    world.purse.doubts.filter(({ patron, answered }) => !answered && !world.personOf(patron).busy),
    ({ by }) => by,
  );
  const entry = doubt && chronicle.entryOf(doubt.by);
  if (!doubt || !entry) return;
  const { patron, by: of, moved } = doubt;
  await counter.with([world.personOf(patron)], async () => {
    const outcome = moved ? 'approved' : 'declined';
    const answer = { kind: 'terminal.answer', patron, of, outcome } as const;
    await counter.do(random, entry.branch, answer, { looks: true });
  });
}

/** What a desk shows of somebody's account; null while its program does not run. */
async function accountAt(machine: Machine, patron: string): Promise<AccountState | null> {
  const { run } = machine;
  if (!run) return null;
  return Promise.race([run.desk['situations'].account(patron), run.life.ended.then(() => null)]);
}
