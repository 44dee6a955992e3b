import { exceptions } from '@balie/shared/exceptions/registry.ts';
import type { Random } from '../random.ts';
import type { Counter } from './counter.ts';

/** Staff look into the tray of a desk and say of something what came of it. */
export async function sortOut(counter: Counter, random: Random): Promise<void> {
  const { code, library } = random.pick(counter.world.branches);
  const machine = await counter.freeDesk(random, code, (one) => one.library === library);
  const tray = [...(machine.replica.current?.documents.values() ?? [])].filter(({ _id }) =>
    _id.startsWith('exception:'),
  );
  if (!tray.length) return;
  const exception = random.pick(tray)._id;
  const kind = exception.split(':')[1] as keyof typeof exceptions;
  const answer = random.pick(Object.keys(exceptions[kind].answers));
  await counter.do(random, machine, { kind: 'exception.settle', exception, answer });
}
