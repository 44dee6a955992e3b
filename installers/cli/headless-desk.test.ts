import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { deskHome, writeDeskFile } from '@balie/desktop/adapters/desk-home.ts';
import { DeskKeys } from '@balie/desktop/adapters/keys.ts';
import { demoMachines } from './demo-machines.ts';

const root = mkdtempSync(join(tmpdir(), 'balie-headless-'));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

async function enrolledHome(name: string, sip2: typeof demoMachines | null): Promise<string> {
  const folder = join(root, name);
  mkdirSync(folder);
  const home = deskHome(folder);
  const identity = {
    ...{ desk: 'desk-1', name: 'Balie 1', library: 'NL-0800070000', branch: 'oost' },
    timeZone: 'Europe/Amsterdam',
  };
  // Nobody listens at port 9: the server is gone.
  await writeDeskFile(home, {
    server: 'http://127.0.0.1:9',
    token: 'token',
    identity,
    ...(sip2 ? { sip2 } : {}),
  });
  await DeskKeys.create(home.keys);
  return folder;
}

/** `npx balie desk --headless` on a home. */
class Headless {
  readonly ended: Promise<number | null>;
  out = '';
  errors = '';
  private readonly child: ChildProcess;
  private told: () => void = () => undefined;

  constructor(home: string, port: number) {
    const script = fileURLToPath(new URL('./balie.ts', import.meta.url));
    const options = ['--headless', '--home', home, '--sip2-port', String(port), '--json'];
    this.child = spawn(process.execPath, [script, 'desk', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout!.on('data', (text: Buffer) => {
      this.out += text.toString();
      this.told();
    });
    this.child.stderr!.on('data', (text: Buffer) => {
      this.errors += text.toString();
      this.told();
    });
    this.ended = new Promise((resolve) => this.child.once('close', resolve));
    children.push(this.child);
  }

  async ready(): Promise<{ readonly pid: number; readonly port: number }> {
    await this.says(() => this.out.includes('\n'));
    return JSON.parse(this.out) as { pid: number; port: number };
  }

  /** Waits until what it printed is so. */
  async says(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      if (this.child.exitCode !== null)
        throw new Error(`it ended with ${this.child.exitCode}: ${this.errors}`);
      await Promise.race([new Promise<void>((resolve) => (this.told = resolve)), this.ended]);
    }
  }

  interrupt(): void {
    this.child.kill('SIGINT');
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function ask(port: number, line: string): Promise<string> {
  const socket = connect(port, '127.0.0.1').setEncoding('utf8');
  try {
    await once(socket, 'connect');
    socket.write(`${line}\r`);
    return ((await once(socket, 'data')) as [string])[0];
  } finally {
    socket.destroy();
  }
}

const answers = (port: number): Promise<boolean> =>
  ask(port, '9300CNselfcheck|COselfcheck|').then(
    (answer) => answer === '941\r',
    () => false,
  );

describe('balie desk --headless', () => {
  it('serves machines without a server, again when its core was killed, and ends cleanly at Ctrl+C', async () => {
    const home = await enrolledHome('serving', demoMachines);
    const headless = new Headless(home, await freePort());
    const { pid, port } = await headless.ready();
    expect(await answers(port)).toBe(true);
    // The library was never copied here: machines are told, and nothing is guessed.
    expect(await ask(port, '9900302.00')).toMatch(/^98N/);
    await headless.says(() => headless.errors.includes('The library is copied first'));
    process.kill(pid, 'SIGKILL');
    while (!(await answers(port))) await wait(20);
    headless.interrupt();
    expect(await headless.ended).toBe(0);
    expect(headless.errors.trim().split('\n').at(-1)).toBe('Stopping');
    expect(await answers(port)).toBe(false);
    const log = readFileSync(deskHome(home).sip2Log, 'utf8');
    expect(log).toContain('> 9300CNselfcheck|CO***|');
  });

  it('says in a sentence what a person has to do first', async () => {
    const home = await enrolledHome('no-machines', null);
    const lacking = new Headless(home, 0);
    expect(await lacking.ended).toBe(1);
    expect(lacking.errors).toBe(
      `balie: ${deskHome(home).settings} names no machines: add "sip2", as docs/SIP2.md says.\n`,
    );
    const first = new Headless(await enrolledHome('first', demoMachines), 0);
    const { port } = await first.ready();
    const second = new Headless(await enrolledHome('second', demoMachines), port);
    expect(await second.ended).toBe(1);
    expect(second.errors).toContain(
      `balie: SIP2 cannot be served on 127.0.0.1, port ${port}: another program`,
    );
    const same = new Headless(join(root, 'first'), 0);
    expect(await same.ended).toBe(1);
    expect(same.errors).toMatch(
      /process \d+ has this desk open already .*: close its window or end it first\n$/,
    );
    first.interrupt();
    expect(await first.ended).toBe(0);
  });
});
