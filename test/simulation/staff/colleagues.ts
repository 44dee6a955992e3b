import { COLLEAGUES } from '../opening-balance.ts';
import type { Random } from '../random.ts';
import type { Counter } from './counter.ts';

/** Somebody else goes on at a desk; a disk that is full keeps them waiting. */
export async function changeHands(counter: Counter, random: Random): Promise<void> {
  const { code } = random.pick(counter.world.branches);
  const machine = await counter.freeDesk(random, code);
  machine.busy = true;
  await counter.hear(machine, 'desk.signIn', { staff: random.pick(COLLEAGUES), pin: '' }, 'card');
  machine.busy = false;
}
