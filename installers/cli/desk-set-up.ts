import { mkdir, readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import {
  type DeskFileInput,
  deskHome,
  readDeskFile,
  writeDeskFile,
} from '@balie/desktop/adapters/desk-home.ts';
import { keepPepper } from '@balie/desktop/adapters/desk-pepper.ts';
import { enrol, GatewayClient } from '@balie/desktop/adapters/gateway-client.ts';
import { DeskKeys } from '@balie/desktop/adapters/keys.ts';
import { CommandError } from './command.ts';

export interface Enrolment {
  readonly server: string;
  readonly code: string;
  readonly name?: string;
  /** Of a demonstration desk. */
  readonly signedIn?: string;
  readonly language?: 'nl' | 'en';
  /** The machines that it serves (SIP2). */
  readonly sip2?: DeskFileInput['sip2'];
}

/** Makes a desk's folder and key, and trades the one-time code for its place in a library. The key never leaves this machine. */
export async function enrolDesk(
  folder: string,
  { server, code, name = hostname(), signedIn, language, sip2 }: Enrolment,
): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const home = deskHome(folder);
  const keys = await DeskKeys.create(home.keys).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    return DeskKeys.read(home.keys);
  });
  const { token, desk, library, branch, timeZone } = await enrol(server, { code, name, key: keys.publicKey });
  const identity = { desk, name, library, branch, timeZone, ...(signedIn ? { signedIn } : {}) };
  const chosen = { ...(language ? { language } : {}), ...(sip2 ? { sip2 } : {}) };
  await keepPepper(home.pepper, await new GatewayClient(server, token).pepper());
  await writeDeskFile(home, { server, token, identity, ...chosen });
  return desk;
}

/** A desk's server has another address now; all else in its `desk.json` stays as somebody wrote it. */
export async function moveDesk(folder: string, server: string): Promise<void> {
  const home = deskHome(folder);
  const known = await readDeskFile(home).catch((error: Error & { code?: string }) => {
    throw error.code === 'wrong-setting' ? new CommandError(error.message) : error;
  });
  if (known.server === server) return;
  const written = JSON.parse(await readFile(home.settings, 'utf8')) as DeskFileInput;
  await writeDeskFile(home, { ...written, server });
}
