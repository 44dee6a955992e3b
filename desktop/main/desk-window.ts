import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BrowserWindow, type Session, session } from 'electron';

export interface WindowOptions {
  /** Where the built screens and the preload script stand. */
  readonly folder: string;
  readonly language: 'nl' | 'en';
  readonly theme: 'light' | 'dark' | 'system';
  /** The page is there, for the first time or anew, and has no port yet. */
  readonly loaded: (window: BrowserWindow) => void;
  /** The page ended and was loaded again; more than a few times in a minute it is not. */
  readonly keepsFailing: () => void;
}

const FORGIVEN = 3;

/** The one window of a desk. It shows our own page and nothing else: no navigation, no other windows, no permissions. */
export function openWindow({ folder, language, theme, loaded, keepsFailing }: WindowOptions): BrowserWindow {
  const page = join(folder, 'renderer', 'index.html');
  shut(session.defaultSession);
  const window = new BrowserWindow({
    width: 1280,
    height: 720,
    useContentSize: true,
    show: false,
    title: 'Balie',
    webPreferences: {
      preload: join(folder, 'preload.cjs'),
      additionalArguments: [`--balie-language=${language}`, `--balie-theme=${theme}`],
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  const { webContents } = window;
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  webContents.on('will-navigate', (event) => event.preventDefault());
  webContents.on('will-redirect', (event) => event.preventDefault());
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.on('did-finish-load', () => loaded(window));
  let failures: number[] = [];
  webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    failures = [...failures.filter((at) => Date.now() - at < 60_000), Date.now()];
    if (failures.length > FORGIVEN) keepsFailing();
    else void window.loadURL(pathToFileURL(page).href);
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(pathToFileURL(page).href);
  return window;
}

/** A page that asks for anything from outside gets nothing, whatever its own rules say. */
function shut(own: Session): void {
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !/^(file|data|blob|devtools):/.test(url) }),
  );
  own.on('will-download', (event) => event.preventDefault());
}
