import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { MachineReport, Own, Place } from './sip2-machine.ts';

export interface ClientsAsked {
  readonly place: Place;
  readonly own: readonly Own[];
  readonly seed: number;
  readonly seconds: number;
}

export interface ClientsTold {
  /** What the machines themselves needed of a processor, ms. */
  readonly cpuMs: number;
  readonly machines: readonly MachineReport[];
}

/** Runs the machines in a process of their own until they are done. */
export async function runClients(asked: ClientsAsked): Promise<ClientsTold> {
  const program = fileURLToPath(new URL('./sip2-clients-process.ts', import.meta.url));
  const child = fork(program, [], {
    ...{ execArgv: [], serialization: 'advanced' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  try {
    child.send(asked);
    const first = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [
      ClientsTold | number,
    ];
    if (typeof first[0] !== 'object') throw new Error(`the machines' process ended with ${first[0]}`);
    return first[0];
  } finally {
    kill();
    process.off('exit', kill);
  }
}
