import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** A desk in a process of its own that copies the library for the first time, and then as the next new desk again, until it is stopped. */
export class CopyingDesk {
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown>;
  private copies = 0;
  private stopped = false;

  /** `enrolled` gives the folder of a desk that has never been open. */
  constructor(enrolled: () => Promise<string>) {
    const program = fileURLToPath(new URL('./copying-process.ts', import.meta.url));
    this.child = fork(program, [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    this.ended = once(this.child, 'exit');
    const next = (): void =>
      void enrolled().then(
        (folder) => this.child.connected && this.child.send(folder),
        () => this.child.kill('SIGKILL'),
      );
    this.child.on('message', () => {
      this.copies += 1;
      if (!this.stopped) next();
    });
    next();
  }

  /** Resolves with how many copies became whole. Stopping twice is stopping once. */
  async stop(): Promise<number> {
    this.stopped = true;
    this.child.kill('SIGKILL');
    await this.ended;
    return this.copies;
  }
}
