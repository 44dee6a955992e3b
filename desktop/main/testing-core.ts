import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deskHome, writeDeskFile } from '../adapters/desk-home.ts';
import { DeskKeys } from '../adapters/keys.ts';
import type { CallName, Calls, EventName, Events, FromCore, Reply } from '../contract/contract.ts';
import type { DeskIdentity } from '../core/ports.ts';
import type { FromChannel, OnChannel } from './core-messages.ts';

/** A core in a process of its own, as `main` starts it but for Electron. */
export class ForkedCore {
  readonly child: ChildProcess;
  readonly heard: FromChannel[] = [];
  readonly ended: Promise<number | null>;
  private lastId = 0;
  private readonly waiting = new Set<() => void>();

  constructor(home: string) {
    this.child = fork(fileURLToPath(new URL('./core-process.ts', import.meta.url)), [], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    this.child.on('message', (message) => {
      this.heard.push(message as FromChannel);
      for (const look of [...this.waiting]) look();
    });
    this.ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.send({ type: 'start', home, program: 'balie/test' });
    this.send({ type: 'window' });
  }

  send(message: OnChannel): void {
    this.child.send(message);
  }

  async call<N extends CallName>(call: N, payload: unknown): Promise<Reply<Calls[N]['result']>> {
    const id = ++this.lastId;
    this.send({ id, call, payload });
    const isAnswer = (one: FromChannel): one is FromCore & { reply: Reply<unknown> } =>
      'id' in one && one.id === id && 'reply' in one;
    const answer = await this.found(() => this.heard.find(isAnswer));
    return answer.reply as Reply<Calls[N]['result']>;
  }

  /** Resolves with the newest that was told of it, once that fits. */
  told<N extends EventName>(
    event: N,
    fits: (payload: Events[N]) => boolean = () => true,
  ): Promise<Events[N]> {
    const isTold = (one: FromChannel): one is FromCore & { event: EventName; payload: unknown } =>
      'event' in one && one.event === event;
    return this.found(() => {
      const payload = this.heard.findLast(isTold)?.payload as Events[N] | undefined;
      return payload && fits(payload) ? payload : undefined;
    });
  }

  private found<T>(look: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const tryNow = (): void => {
        const found = look();
        if (found === undefined) return;
        this.waiting.delete(tryNow);
        resolve(found);
      };
      this.waiting.add(tryNow);
      tryNow();
    });
  }
}

/** A new folder of an enrolled desk, which has no server. */
export async function enrolledHome(
  parent: string,
  name: string,
  more: Partial<DeskIdentity> = {},
): Promise<string> {
  const folder = join(parent, name);
  mkdirSync(folder);
  const home = deskHome(folder);
  const identity = {
    desk: 'desk-1',
    name: 'Balie 1',
    library: 'NL-0800070000',
    branch: 'oost',
    timeZone: 'Europe/Amsterdam',
    ...more,
  };
  await writeDeskFile(home, { server: 'http://127.0.0.1:9', token: 'token', identity });
  await DeskKeys.create(home.keys);
  return folder;
}
