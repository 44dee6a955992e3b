import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { buildDesktop } from '../build/build-desktop.ts';
import { openDisplay } from '../setup/display.mjs';
import { electronExecutable, electronFlags } from '../setup/electron-runtime.mjs';

export interface DeskWindow {
  readonly pid: number;
  /** True when there is no display and the window is on a virtual one. */
  readonly virtual: boolean;
  /** Resolves when the window was closed. */
  readonly closed: Promise<void>;
  /** Lets the desk close its journal and waits until it is gone. */
  stop(): Promise<void>;
}

/** Opens an enrolled desk's window in Electron, built when its sources changed. */
export async function openDeskWindow(folder: string): Promise<DeskWindow> {
  const { folder: built } = await buildDesktop();
  const display = await openDisplay();
  const child = spawn(
    electronExecutable(),
    [...electronFlags(), join(built, 'main.cjs'), `--home=${folder}`],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...(display.display ? { DISPLAY: display.display } : {}) },
    },
  );
  child.stderr.on('data', (bytes: Buffer) => {
    for (const line of bytes.toString().split('\n'))
      if (/^(Balie|core|Error)/.test(line)) console.error(line);
  });
  const gone = once(child, 'close');
  process.once('exit', () => child.kill('SIGKILL'));
  return {
    pid: child.pid ?? 0,
    virtual: display.virtual,
    closed: gone.then(() => undefined),
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await gone;
      await display.stop();
    },
  };
}
