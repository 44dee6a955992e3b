import type { Machine } from '../machine.ts';
import { COLLEAGUES } from '../opening-balance.ts';
import type { Random } from '../random.ts';
import type { Counter } from './counter.ts';

/** Somebody else goes on at a desk that knows them; a disk that is full keeps them waiting. */
export async function changeHands(counter: Counter, random: Random): Promise<void> {
  const { code } = random.pick(counter.world.branches);
  const staff = random.pick(COLLEAGUES);
  const knows = ({ replica }: Machine): boolean => replica.current?.documents.has(`staff:${staff}`) ?? false;
  const machine = await counter.freeDesk(random, code, knows);
  machine.busy = true;
  await counter.hear(machine, 'desk.signIn', { staff, pin: '' }, 'card');
  machine.busy = false;
}
