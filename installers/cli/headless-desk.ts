import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromChannel, MachinesServed, OnChannel } from '@balie/desktop/main/core-messages.ts';
import type { DeskState } from '@balie/desktop/contract/views.ts';
import { type CoreChild, CoreKeeper } from '@balie/desktop/main/core-keeper.ts';
import { CommandError, FAILED } from './command.ts';
import { PROGRAM } from './balie-home.ts';

export interface HeadlessDesk {
  readonly pid: number;
  readonly machines: MachinesServed;
  /** Rejects when the desk cannot go on before a person has done something. */
  readonly failed: Promise<never>;
  /** Lets the desk close its journal and waits until it is gone. */
  stop(): Promise<void>;
}

/**
 * Runs an enrolled desk's core without a window, in a process of its own that is started again when it breaks, and serves its machines.
 * Rejects with a CommandError when it cannot start. `say` is told what a person should know later.
 */
export async function openHeadlessDesk(
  folder: string,
  sip2Port: number,
  say: (line: string) => void,
): Promise<HeadlessDesk> {
  let succeed!: (started: Pick<HeadlessDesk, 'machines' | 'pid'>) => void;
  let fail!: (error: CommandError) => void;
  const ready = new Promise<Pick<HeadlessDesk, 'machines' | 'pid'>>((resolve) => (succeed = resolve));
  const failed = new Promise<never>((_, reject) => (fail = reject));
  // Whoever does not wait for it any more is not to be stopped by it.
  failed.catch(() => undefined);
  const timers = new Set<NodeJS.Timeout>();
  const tellState = copyTeller(say);
  const keeper = new CoreKeeper<never>({
    launch: () =>
      launch((message, pid) => {
        if ('event' in message && message.event === 'desk.state') tellState(message.payload as DeskState);
        else if ('reply' in message && message.reply.ok) tellState(message.reply.result as DeskState);
        else if ('type' in message && message.type === 'ready' && message.machines)
          succeed({ machines: message.machines, pid });
      }),
    start: { type: 'start', home: folder, program: PROGRAM, sip2Port },
    // Between two cores nothing else keeps this process alive.
    after: (ms, callback) => void timers.add(setTimeout(callback, ms)),
    now: () => Date.now(),
    started: () => undefined,
    failing: (code, waitMs) =>
      say(`The desk keeps ending (${code}); it is started again in ${Math.round(waitMs / 1000)} s.`),
    lasting: (_, message) => fail(new CommandError(message)),
  });
  keeper.start();
  const { machines, pid } = await Promise.race([ready, failed]);
  return {
    ...{ machines, pid, failed },
    async stop() {
      await keeper.close();
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** Tells when the library is copied for the first time, and when that is done. */
function copyTeller(say: (line: string) => void): (state: DeskState) => void {
  let isCopying = false;
  return ({ copying }) => {
    if (copying && !isCopying)
      say('The library is copied first; until it is here, machines hear that the desk is not ready.');
    if (!copying && isCopying) say('The library is here.');
    isCopying = copying !== null;
  };
}

/** A core as Electron would start it, but as a plain child of this process. */
function launch(hear: (message: FromChannel, pid: number) => void): CoreChild<never> {
  const script = fileURLToPath(import.meta.resolve('@balie/desktop/main/core-process.ts'));
  const child = fork(script, [], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  child.on('message', (message) => hear(message as FromChannel, child.pid ?? 0));
  child.on('message', (message: FromChannel) => {
    if (!('type' in message) || message.type !== 'press') return;
    const refusal = 'a desk without a window prints no pages; give it a receipt printer';
    child.send({ type: 'pressed', id: message.id, refusal, unknown: false } satisfies OnChannel);
  });
  // Beside what is posted: to be told of the desk's state, as it is and as it changes.
  child.once('spawn', () => {
    for (const message of [
      { type: 'window' },
      { id: 1, call: 'desk.state', payload: {} },
    ] satisfies OnChannel[])
      child.send(message, () => undefined);
  });
  return {
    post(message) {
      // One that has just ended hears nothing; its exit says so.
      child.send(message, () => undefined);
    },
    onMessage: (listener) =>
      void child.on('message', (message: FromChannel) => {
        if ('type' in message) listener(message);
      }),
    onExit: (listener) => void child.once('exit', (code) => listener(code ?? FAILED)),
    kill,
  };
}
