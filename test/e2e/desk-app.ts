import { once } from 'node:events';
import { mkdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { deskHome } from '@balie/desktop/adapters/desk-home.ts';
import type { Bridge } from '@balie/desktop/contract/contract.ts';
import type { PatronView } from '@balie/desktop/contract/views.ts';
import { electronExecutable, electronFlags } from '@balie/installers/setup/electron-runtime.mjs';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';

const root = fileURLToPath(new URL('../..', import.meta.url));
const pictures = join(root, 'test-results', 'pictures');

/** Each language and each theme is looked at once. */
const looks = [
  ['nl', 'light'],
  ['en', 'dark'],
] as const;

/** A desk in a real Electron window, worked as staff would: keys and eyes. */
export class DeskApp {
  readonly page: Page;
  private readonly app: ElectronApplication;
  private readonly home: string;

  private constructor(app: ElectronApplication, page: Page, home: string) {
    this.app = app;
    this.page = page;
    this.home = home;
  }

  static async open(home: string, language: 'nl' | 'en'): Promise<DeskApp> {
    const main = join(root, 'desktop/dist/main.cjs');
    const args = [...electronFlags(), main, `--home=${home}`, `--lang=${language}`];
    const app = await _electron.launch({ executablePath: electronExecutable(), args });
    const page = await app.firstWindow();
    await page.getByTestId('state-line').waitFor();
    return new DeskApp(app, page, home);
  }

  /** Waits until the state line tells this contact. */
  async contact(contact: 'online' | 'alone'): Promise<void> {
    await this.page.locator(`[data-testid="state-line"][data-contact="${contact}"]`).waitFor();
  }

  /** Waits until this desk has its own copy of the library. */
  async copied(): Promise<void> {
    await this.page
      .locator('[data-testid="state-line"][data-contact="online"][data-copying="false"]')
      .waitFor({ timeout: 60_000 });
  }

  /** The due date that stands large. */
  async due(): Promise<string> {
    return (await this.page.getByTestId('answer-hero').getAttribute('data-due')) ?? '';
  }

  /** A scanner's burst; resolves with the kind of the answer to this very scan. */
  async scan(code: string): Promise<string> {
    const before = await this.answerNumber();
    await this.enter(code);
    return this.answerAfter(before);
  }

  /** As staff do it: a scan that was not answered is repeated by its key. */
  async scanSurely(code: string): Promise<string> {
    return this.repeated(await this.scan(code));
  }

  /**
   * Scans, and ends the core with the first scan under way. `unheard`: it was sent and cannot have been read. `written`: it is in
   * the journal, and its answer is not yet on its way. Those behind it wait. Resolves with the kind of the first answer.
   */
  async scanIntoKill(codes: readonly string[], moment: 'unheard' | 'written'): Promise<string> {
    const core = await this.core();
    const before = await this.answerNumber();
    if (moment === 'unheard') {
      process.kill(core, 'SIGSTOP');
      for (const code of codes) await this.enter(code);
      process.kill(core, 'SIGKILL');
    } else {
      const journal = watch(deskHome(this.home).journal);
      const killed = once(journal, 'change').then(() => process.kill(core, 'SIGKILL'));
      for (const code of codes) await this.enter(code);
      await killed;
      journal.close();
    }
    return this.answerAfter(before);
  }

  /** Presses the key that repeats until there is an answer; gives its kind. */
  async repeated(kind: string): Promise<string> {
    for (let again = 0; kind === 'failed' && again < 5; again++) kind = await this.answerTo('F8');
    return kind;
  }

  /** Presses a key that is answered, or does what is. */
  async answerTo(key: string | (() => Promise<void>)): Promise<string> {
    const before = await this.answerNumber();
    await (typeof key === 'string' ? this.press(key) : key());
    return this.answerAfter(before);
  }

  private async enter(code: string): Promise<void> {
    await this.page.keyboard.type(code);
    await this.page.keyboard.press('Enter');
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

  /** How many loans the patron's panel counts: `5 van 20`. */
  async loansShown(): Promise<number> {
    const panel = await this.page.getByTestId('patron-panel').innerText();
    return Number(/(\d+)\s+(?:van|of)\s+\d+/.exec(panel)?.[1]);
  }

  /** Loans that this desk knows of a patron, by the same call that fills the panel. */
  async loansOf(patron: string): Promise<PatronView['loans']> {
    const reply = await this.page.evaluate((id) => {
      const { balie } = window as unknown as { balie: Bridge };
      return balie.call('patron.get', { id, session: '' });
    }, patron);
    if (!reply.ok) throw new Error(`patron.get: ${reply.error.code}`);
    return reply.result?.loans ?? [];
  }

  /** Process id of the core that runs now. */
  private async core(): Promise<number> {
    const pids = await this.app.evaluate(({ app }) =>
      app
        .getAppMetrics()
        .filter((p) => p.type === 'Utility' && p.serviceName === 'node.mojom.NodeService')
        .map((p) => p.pid),
    );
    if (pids.length !== 1) throw new Error(`expected one core, found ${pids.length}`);
    return pids[0]!;
  }

  /** What automated accessibility checks (WCAG 2 A and AA) find wrong on the screen that is shown. */
  private async faults(): Promise<readonly string[]> {
    const { violations } = await new AxeBuilder({ page: this.page })
      .setLegacyMode(true)
      .withTags(['wcag2a', 'wcag2aa'])
      .analyze();
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
  }

  /**
   * Pictures of the screen as it stands in both languages, light and dark, and what is wrong with it. The language is changed by its
   * key; light or dark is the system's, which a desk follows unless it chose otherwise.
   */
  async seen(name: string): Promise<readonly string[]> {
    mkdirSync(pictures, { recursive: true });
    const faults: string[] = [];
    for (const [language, theme] of looks) {
      await this.look(language, theme);
      const path = join(pictures, `${name}-${language}-${theme}.png`);
      await this.page.screenshot({ path, animations: 'disabled' });
      faults.push(...(await this.faults()));
    }
    await this.look('nl', 'light');
    return faults;
  }

  private async look(language: 'nl' | 'en', theme: 'light' | 'dark'): Promise<void> {
    const html = this.page.locator('html');
    await this.page.emulateMedia({ colorScheme: theme });
    if ((await html.getAttribute('lang')) !== language) await this.press('Control+Shift+KeyL');
    await this.page.locator(`html[lang="${language}"][data-theme="${theme}"]`).waitFor();
  }

  async close(): Promise<void> {
    await this.app.close();
  }
}
