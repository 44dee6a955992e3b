import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildDesktop } from '@balie/installers/build/build-desktop.ts';
import { openDisplay } from '@balie/installers/setup/display.mjs';
import { prepareElectron } from '@balie/installers/setup/electron-runtime.mjs';

const pictures = fileURLToPath(new URL('../test-results/pictures', import.meta.url));

/** Before the first window opens: the desk is built, there is an Electron and, on a machine without one, a screen; no picture of an earlier run is left. */
export default async function prepare(): Promise<() => Promise<void>> {
  await rm(pictures, { recursive: true, force: true });
  await prepareElectron();
  await buildDesktop();
  const screen = await openDisplay();
  if (screen.virtual && screen.display !== undefined) process.env['DISPLAY'] = screen.display;
  return screen.stop;
}
