import { _electron } from 'playwright-core';
import { openDisplay } from '@balie/installers/setup/display.mjs';
import { electronExecutable, electronFlags } from '@balie/installers/setup/electron-runtime.mjs';
import { buildDesktop } from '@balie/installers/build/build-desktop.ts';
const [, , home, ...codes] = process.argv;
const { folder } = await buildDesktop();
const display = await openDisplay({ always: true });
const app = await _electron.launch({ executablePath: electronExecutable(), args: [...electronFlags(), `${folder}/main.cjs`, `--home=${home}`, '--lang=nl'], env: { ...process.env, DISPLAY: display.display! } as Record<string, string> });
app.process().stderr?.on('data', (d) => process.stderr.write(d));
const page = await app.firstWindow();
page.on('console', (m) => console.log('console', m.text()));
page.on('pageerror', (e) => console.log('pageerror', e.message));
await page.waitForTimeout(4000);
await page.screenshot({ path: '/tmp/shot-0.png' });
let n = 1;
for (const code of codes) {
  if (/^F\d+$/.test(code)) await page.keyboard.press(code);
  else { await page.keyboard.type(code, { delay: 3 }); await page.keyboard.press('Enter'); }
  await page.waitForTimeout(700);
  await page.screenshot({ path: `/tmp/shot-${n++}.png` });
}
await app.close();
await display.stop();
