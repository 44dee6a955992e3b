import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A serial cable of the operating system: what is written at one path is read at the other. */
export interface PtyPair {
  readonly deskEnd: string;
  readonly deviceEnd: string;
  /** Pulls the cable: both paths go away and whoever has them open is told. */
  unplug(): Promise<void>;
  /** Puts it back, under the same paths. */
  plug(): Promise<void>;
  /** Pulls the cable for good. */
  remove(): Promise<void>;
}

/** Lays a plugged cable with `socat`, from Debian's package of that name. Parity is accepted, not enforced. */
export async function layPtyPair(): Promise<PtyPair> {
  const folder = await mkdtemp(join(tmpdir(), 'balie-pty-'));
  const ends = [join(folder, 'desk'), join(folder, 'device')] as const;
  let cable: ChildProcess | null = null;

  const unplug = async (): Promise<void> => {
    const pulled = cable;
    cable = null;
    if (pulled === null) return;
    await new Promise<void>((gone) => {
      pulled.once('exit', () => gone());
      pulled.kill('SIGTERM');
    });
  };
  const plug = async (): Promise<void> => {
    cable ??= await runCable(ends);
  };

  await plug();
  return {
    deskEnd: ends[0],
    deviceEnd: ends[1],
    plug,
    unplug,
    remove: async () => {
      await unplug();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function runCable(ends: readonly [string, string]): Promise<ChildProcess> {
  return new Promise((plugged, failed) => {
    const addresses = ends.map((path) => `pty,raw,echo=0,link=${path}`);
    const socat = spawn('socat', ['-d', '-d', ...addresses], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    socat.on('error', (error) => failed(new Error(`socat does not start: ${error.message}`)));
    socat.on('exit', () => failed(new Error(`socat ended: ${said}`)));
    socat.stderr.on('data', (piece: Uint8Array) => {
      said += new TextDecoder().decode(piece);
      if (said.includes('starting data transfer loop')) plugged(socat);
    });
  });
}
