import { buildDesktop } from '@balie/installers/build/build-desktop.ts';
import { openDisplay } from '@balie/installers/setup/display.mjs';
import { prepareElectron } from '@balie/installers/setup/electron-runtime.mjs';

/** Before the first window opens: the desk is built, there is an Electron and, on a machine without one, a screen. */
export default async function prepare(): Promise<() => Promise<void>> {
  await prepareElectron();
  await buildDesktop();
  const screen = await openDisplay();
  if (screen.virtual && screen.display !== undefined) process.env['DISPLAY'] = screen.display;
  return screen.stop;
}
