import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { electronExecutable, electronFlags } from '@balie/installers/setup/electron-runtime.mjs';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';

const root = fileURLToPath(new URL('../..', import.meta.url));
const output = join(root, 'test-results', 'pictures');

/** A desk in a real Electron window, worked as staff would: keys and eyes. */
export class DeskApp {
  readonly page: Page;
  private readonly app: ElectronApplication;

  private constructor(app: ElectronApplication, page: Page) {
    this.app = app;
    this.page = page;
  }

  static async open(home: string, language: 'nl' | 'en'): Promise<DeskApp> {
    const main = join(root, 'desktop/dist/main.cjs');
    const args = [...electronFlags(), main, `--home=${home}`, `--lang=${language}`];
    const app = await _electron.launch({ executablePath: electronExecutable(), args });
    const page = await app.firstWindow();
    await page.getByTestId('state-line').waitFor();
    return new DeskApp(app, page);
  }

  /** Waits until the state line tells this contact. */
  async contact(contact: 'online' | 'alone'): Promise<void> {
    await this.page.locator(`[data-testid="state-line"][data-contact="${contact}"]`).waitFor();
  }

  /** A scanner's burst; resolves with the kind of the answer to this very scan. */
  async scan(code: string): Promise<string> {
    const before = await this.answerNumber();
    await this.page.keyboard.type(code);
    await this.page.keyboard.press('Enter');
    return this.answerAfter(before);
  }

  async press(key: string): Promise<void> {
    await this.page.keyboard.press(key);
  }

  /** Number of the answer on the screen; it grows with each one. */
  async answerNumber(): Promise<number> {
    const card = this.page.getByTestId('answer');
    return (await card.count()) ? Number(await card.getAttribute('data-number')) : 0;
  }

  async answerAfter(number: number): Promise<string> {
    await this.page.waitForFunction(
      (n) => Number(document.querySelector('[data-testid="answer"]')?.getAttribute('data-number') ?? 0) > n,
      number,
    );
    return (await this.page.getByTestId('answer').getAttribute('data-kind')) ?? '';
  }

  /** Acts that the centre has not folded yet, as the state line's own attribute says. */
  async settled(withinMs = 30_000): Promise<void> {
    await this.page.locator('[data-testid="state-line"][data-waiting="0"]').waitFor({ timeout: withinMs });
  }

  /** Ends the core as the system would end a process that misbehaves; the shell and the window stay. */
  async killCore(): Promise<void> {
    const pids = await this.app.evaluate(({ app }) =>
      app
        .getAppMetrics()
        .filter((p) => p.type === 'Utility' && p.serviceName === 'node.mojom.NodeService')
        .map((p) => p.pid),
    );
    if (pids.length !== 1) throw new Error(`expected one core, found ${pids.length}`);
    process.kill(pids[0]!, 'SIGKILL');
  }

  /** What automated accessibility checks (WCAG 2 A and AA) find wrong on the screen that is shown. */
  async faults(): Promise<readonly string[]> {
    const { violations } = await new AxeBuilder({ page: this.page })
      .setLegacyMode(true)
      .withTags(['wcag2a', 'wcag2aa'])
      .analyze();
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
  }

  async picture(name: string): Promise<void> {
    mkdirSync(output, { recursive: true });
    await this.page.screenshot({ path: join(output, `${name}.png`) });
  }

  async close(): Promise<void> {
    await this.app.close();
  }
}
