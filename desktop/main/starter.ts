import type { FromCore } from '../contract/contract.ts';
import type { FromCoreProcess, FromStarter } from './core-messages.ts';
import { isToCore } from './serve-desk.ts';

/** One screen's way to the core. */
export interface Port {
  send(message: FromCore): void;
  onMessage(listener: (data: unknown) => void): void;
  onClose(listener: () => void): void;
}

/** Whoever started this process. */
export interface Starter {
  send(message: FromCoreProcess): void;
  onMessage(listener: (message: FromStarter, port: Port | null) => void): void;
  onGone(listener: () => void): void;
}

interface ElectronPort {
  postMessage(message: unknown): void;
  start(): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
}

interface ElectronParent {
  postMessage(message: unknown): void;
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly ElectronPort[] }) => void,
  ): void;
}

/** Electron's main process, or the process that forked this one. Rejects a process that nobody forked. */
export function starterOf(process: NodeJS.Process): Starter {
  const { parentPort } = process as NodeJS.Process & { readonly parentPort?: ElectronParent };
  if (parentPort) return electronStarter(parentPort);
  if (process.send) return forkingStarter(process);
  throw new Error('The core is started by Balie itself, as a child process.');
}

function electronStarter(parent: ElectronParent): Starter {
  return {
    send: (message) => parent.postMessage(message),
    onMessage: (listener) =>
      parent.on('message', ({ data, ports }) =>
        listener(data as FromStarter, ports[0] ? portOf(ports[0]) : null),
      ),
    // A utility process is ended by Chromium when the main process goes, however that went.
    onGone: () => undefined,
  };
}

function portOf(port: ElectronPort): Port {
  return {
    send: (message) => port.postMessage(message),
    onMessage(listener) {
      port.on('message', ({ data }) => listener(data));
      port.start();
    },
    onClose: (listener) => port.on('close', listener),
  };
}

/** One channel for both: messages of the contract are those that carry a call. */
function forkingStarter(process: NodeJS.Process): Starter {
  let hear: ((data: unknown) => void) | null = null;
  const gone: (() => void)[] = [];
  const send = (message: FromCoreProcess | FromCore): void => {
    // A parent that has just gone hears nothing; `disconnect` says so.
    if (process.connected) process.send?.(message, undefined, undefined, () => undefined);
  };
  const port: Port = {
    send,
    onMessage: (listener) => (hear = listener),
    onClose: (listener) => gone.push(listener),
  };
  return {
    send,
    onMessage: (listener) =>
      process.on('message', (data) => {
        if (isToCore(data)) hear?.(data);
        else listener(data as FromStarter, (data as FromStarter).type === 'window' ? port : null);
      }),
    onGone: (listener) =>
      process.on('disconnect', () => {
        for (const one of gone) one();
        listener();
      }),
  };
}
