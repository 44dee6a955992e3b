import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  app,
  type BrowserWindow,
  dialog,
  Menu,
  MessageChannelMain,
  type MessagePortMain,
  safeStorage,
  utilityProcess,
} from 'electron';
import { type DeskFile, deskHome, parseDeskFile } from '../adapters/desk-home.ts';
import { readPepper } from '../adapters/desk-pepper.ts';
import { type CoreChild, CoreKeeper } from './core-keeper.ts';
import type { FromCoreProcess, FromStarter } from './core-messages.ts';
import { crashSentence } from './crash-sentences.ts';
import { openWindow } from './desk-window.ts';
import { electronKeychain } from './electron-keychain.ts';
import { electronPress } from './electron-press.ts';
import { languageOf, launchOptions } from './launch-options.ts';

const folder = import.meta.dirname;
const { home, language: asked } = launchOptions(
  process.argv,
  process.env['BALIE_HOME'],
  join(app.getPath('userData'), 'desk'),
);

// The lock on a single instance stands in Electron's own folder, so that each desk's folder has its own.
mkdirSync(home, { recursive: true, mode: 0o700 });
app.setPath('userData', join(home, 'electron'));
Menu.setApplicationMenu(null);

if (app.requestSingleInstanceLock()) void app.whenReady().then(run);
else app.quit();

async function run(): Promise<void> {
  const { language: set, theme = 'system' } = screenSettings();
  const pepper = await pepperOfDesk();
  const language = asked ?? set ?? languageOf(app.getLocale()) ?? 'nl';
  let window: BrowserWindow | null = null;
  let loaded = false;
  let closed = false;

  const keeper: CoreKeeper<MessagePortMain> = new CoreKeeper<MessagePortMain>({
    launch,
    start: { type: 'start', home, program: `balie/${app.getVersion()}`, ...(pepper ? { pepper } : {}) },
    after: (ms, callback) => void setTimeout(callback, ms),
    now: () => Date.now(),
    started: connect,
    failing: (code, waitMs) => void tell(code, { seconds: Math.round(waitMs / 1000) }),
    lasting: (code, message) => void tell(code, { message }).then(() => app.quit()),
  });

  /** Hands the page a way to the core that runs now. */
  function connect(): void {
    if (!loaded || !window || window.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    if (keeper.connect(port1)) window.webContents.postMessage('balie-port', { language, theme }, [port2]);
  }

  let telling: Promise<unknown> | null = null;
  async function tell(code: string, filled: { seconds?: number; message?: string }): Promise<void> {
    const { title, detail } = crashSentence(language, code, filled);
    console.error(`${title} ${detail}`);
    const box = { type: 'error', title: 'Balie', message: title, detail, noLink: true } as const;
    telling ??= (
      window && !window.isDestroyed() ? dialog.showMessageBox(window, box) : dialog.showMessageBox(box)
    ).finally(() => (telling = null));
    await telling;
  }

  keeper.start();
  window = openWindow({
    folder,
    language,
    theme,
    loaded: () => {
      loaded = true;
      connect();
    },
    keepsFailing: () => void tell('screen-gone', {}),
  });
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    void keeper.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
  process.on('SIGTERM', () => app.quit());
  process.on('SIGINT', () => app.quit());
}

/** A desk whose file cannot be read goes on without: the core says so when a PIN needs it. */
async function pepperOfDesk(): Promise<string | null> {
  try {
    return await readPepper(deskHome(home).pepper, electronKeychain(safeStorage));
  } catch (error) {
    console.error(error);
    return null;
  }
}

function launch(): CoreChild<MessagePortMain> {
  const child = utilityProcess.fork(join(folder, 'core-process.cjs'), [], {
    serviceName: 'Balie core',
    stdio: 'inherit',
  });
  child.on('message', (message: FromCoreProcess) => {
    if (message.type === 'press') void press(child, message);
  });
  return {
    post: (message, ports) => child.postMessage(message, ports),
    onMessage: (listener) => child.on('message', (message: FromCoreProcess) => listener(message)),
    onExit: (listener) => child.on('exit', listener),
    kill: () => void child.kill(),
  };
}

async function press(
  child: Electron.UtilityProcess,
  { id, page, target }: Extract<FromCoreProcess, { type: 'press' }>,
): Promise<void> {
  let said: { readonly refusal: string | null; readonly unknown: boolean };
  try {
    said = { refusal: await electronPress(page, target), unknown: false };
  } catch (error) {
    said = { refusal: error instanceof Error ? error.message : String(error), unknown: true };
  }
  child.postMessage({ type: 'pressed', id, ...said } satisfies FromStarter);
}

/** Language and theme of `desk.json`. What is wrong with that file the core says, and better. */
function screenSettings(): Pick<DeskFile, 'language' | 'theme'> {
  const { settings } = deskHome(home);
  try {
    return parseDeskFile(readFileSync(settings, 'utf8'), settings);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return {};
  }
}
