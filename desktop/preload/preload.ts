import { contextBridge, ipcRenderer } from 'electron';
import type { Bridge } from '../contract/contract.ts';
import { createPortClient, type CorePort } from './port-client.ts';

interface Welcome {
  readonly language: Bridge['language'];
  readonly theme: Bridge['theme'];
}

/** Sandboxed: from `additionalArguments` of the window, `--balie-language=nl --balie-theme=light`, known before the page is. */
function argument<T extends string>(name: string, allowed: readonly [T, ...T[]]): T {
  const value = process.argv
    .find((one) => one.startsWith(`--balie-${name}=`))
    ?.slice(`--balie-${name}=`.length);
  return allowed.find((one) => one === value) ?? allowed[0];
}

const welcome: Welcome = {
  language: argument('language', ['nl', 'en']),
  theme: argument('theme', ['system', 'light', 'dark']),
};

const client = createPortClient({
  after(milliseconds, run) {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  },
});

ipcRenderer.on('balie-port', (event) => {
  const port = event.ports[0];
  if (port) client.connect(port as unknown as CorePort);
});

const bridge: Bridge = {
  call: (name, payload) => client.call(name, payload),
  on: (name, listener) => client.on(name, listener),
  ...welcome,
};

contextBridge.exposeInMainWorld('balie', bridge);
