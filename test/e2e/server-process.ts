import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Demo } from '@balie/installers/cli/demo.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const cli = join(root, 'installers/cli/balie.ts');

export interface StartedServer extends Demo {
  readonly server: string;
  /** Folder of the desk that is enrolled. */
  readonly desk: string;
}

/** The real server as its own process, on a home and a port that outlive it. */
export class ServerProcess {
  private readonly home: string;
  private readonly port: number;
  private child: ChildProcess | null = null;

  private constructor(home: string, port: number) {
    this.home = home;
    this.port = port;
  }

  static async at(home: string): Promise<ServerProcess> {
    return new ServerProcess(home, await freePort());
  }

  /** Resolves with what `balie start` prints once it listens and the demonstration library is there. */
  async start(): Promise<StartedServer> {
    const args = [cli, 'start', '--no-window', '--json', '--port', String(this.port)];
    const child = spawn(process.execPath, args, { env: this.env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    let said = '';
    child.stderr.on('data', (bytes: Buffer) => {
      said = (said + bytes.toString()).slice(-3000);
    });
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('{')) return JSON.parse(line) as StartedServer;
    }
    throw new Error(`the server did not start: ${said}`);
  }

  /** As when the power goes. The embedded database ends with its parent; the home is free when both are gone. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'close');
    child.kill('SIGKILL');
    await gone;
    this.child = null;
  }

  async stop(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'close');
    child.kill('SIGTERM');
    await gone;
    this.child = null;
  }

  /** Address of the database, with its name and password. */
  async couchUrl(): Promise<string> {
    return (JSON.parse(await readFile(join(this.home, 'server.json'), 'utf8')) as { couchUrl: string })
      .couchUrl;
  }

  /** Runs another command of the program on this home. */
  async command(args: readonly string[]): Promise<{ code: number | null; output: string }> {
    const child = spawn(process.execPath, [cli, ...args], {
      env: this.env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (bytes: Buffer) => {
      output += bytes.toString();
    });
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, output };
  }

  private get env(): NodeJS.ProcessEnv {
    return { ...process.env, BALIE_HOME: this.home };
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, 'close');
  return port;
}
