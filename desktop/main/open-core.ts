import { randomBytes } from 'node:crypto';
import type { PressPage } from '@balie/hardware/ports/page-press.ts';
import { AccessFolder } from '../adapters/access-folder.ts';
import { MachineClock, bootName } from '../adapters/desk-clock.ts';
import { deskHome, readDeskFile } from '../adapters/desk-home.ts';
import { FolderLock } from '../adapters/folder-lock.ts';
import { GatewayClient } from '../adapters/gateway-client.ts';
import { DeskPepper, keepFetched, readPepper } from '../adapters/desk-pepper.ts';
import { DeskKeys } from '../adapters/keys.ts';
import { NodeDisk } from '../adapters/node-disk.ts';
import { makeVerifier, verifyPin } from '../adapters/pin-verifier.ts';
import { PrintFile } from '../adapters/print-file.ts';
import { PouchStore } from '../adapters/pouch-store.ts';
import { SqliteIndex } from '../adapters/sqlite-index.ts';
import { Desk } from '../core/desk.ts';
import { openDevices } from './open-devices.ts';
import { openPrinter } from './open-printer.ts';
import { readProfile, withoutWindow } from './profile-file.ts';
import { type Served, serveMachines } from './serve-machines.ts';

export interface CoreOptions {
  /** The desk's folder. */
  readonly home: string;
  /** Name and version of the program, as streams record it. */
  readonly program: string;
  /** Replica or index broke in use: it has been marked, and another start makes it anew. */
  readonly damaged: (error: unknown) => void;
  /** Prints pages, where the desk has no receipt printer. */
  readonly press: PressPage;
  /**
   * Of a desk without a window: machines are served at this port, or the core does not open. Left out, they are at the port of the
   * settings if they name one.
   */
  readonly sip2Port?: number;
  /** The library's pepper, where the system's keychain has sealed it: only Electron's main process opens that. */
  readonly pepper?: string;
}

export interface OpenCore {
  readonly desk: Desk;
  /** Null where no machines are served. */
  readonly machines: Served | null;
  /** Finishes what is under way, closes the journal and gives the folder free. */
  close(): Promise<void>;
}

/** The desk's key is gone: entries could not be signed. */
class NoKeyError extends Error {
  readonly code = 'no-key';
  constructor(path: string) {
    super(`${path} is not there: this desk cannot sign what it does. Enrol it anew.`);
    this.name = 'NoKeyError';
  }
}

/** Machines were to be served, and the settings name none. */
class NoMachinesError extends Error {
  readonly code = 'no-machines';
  constructor(path: string) {
    super(`${path} names no machines: add "sip2", as docs/SIP2.md says.`);
    this.name = 'NoMachinesError';
  }
}

/** Puts a desk together from what stands in its folder. Whatever was opened is closed again when a part of it fails. */
export async function openCore(options: CoreOptions): Promise<OpenCore> {
  const { program, damaged, press, sip2Port } = options;
  const home = deskHome(options.home);
  const opened: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const end of opened.splice(0).reverse()) await end();
  };
  try {
    const { identity, server, token, language, sip2 } = await readDeskFile(home);
    if (sip2Port !== undefined && !sip2) throw new NoMachinesError(home.settings);
    const read = await readProfile(home.devices);
    const profile =
      sip2Port === undefined ? read : withoutWindow(read, home.devices, (line) => console.error(line));
    const boot = await bootName(home.boot);
    const lock = await FolderLock.take(home.lock);
    opened.push(() => lock.release());
    const keys = await readKeys(home.keys);
    const index = SqliteIndex.open(home.index, damaged);
    opened.push(() => index.close());
    const gateway = new GatewayClient(server, token);
    const pepper = new DeskPepper({
      known: options.pepper ?? (await readPepper(home.pepper)),
      ask: () => gateway.pepper(),
      keep: (fetched) => keepFetched(home.pepper, fetched),
      say: (line) => console.error(line),
    });
    const desk = await Desk.open({
      identity,
      program,
      disk: await NodeDisk.open(home.journal),
      openStore: async (events) => {
        const store = await PouchStore.open(
          { folder: home.replica, server, token, boot, index: index.id, damaged },
          events,
        );
        opened.push(() => store.close());
        return store;
      },
      openAccessLog: (failed) => new AccessFolder(home.access, failed),
      index,
      gateway,
      clock: new MachineClock(boot),
      random: () => randomBytes(16).toString('hex'),
      sign: (hash) => keys.sign(hash),
      verifyPin: (pin, verifier) => verifyPin(pin, verifier, () => pepper.get()),
      makeVerifier: async (pin) => makeVerifier(pin, await pepper.get()),
      printing: {
        ...openPrinter(profile, press),
        language: language ?? 'nl',
        storage: new PrintFile(home.prints, (message) => console.error(message)),
      },
      devices: await openDevices(profile),
    });
    opened.push(() => {
      gateway.close();
      return desk.close();
    });
    const port = sip2Port ?? sip2?.port;
    if (!sip2 || port === undefined) return { desk, machines: null, close };
    const serving = serveMachines(desk, sip2, { port, log: home.sip2Log });
    // A window has more to do than to serve machines.
    const machines = await (sip2Port === undefined ? serving.catch(unserved) : serving);
    if (machines) opened.push(() => machines.close());
    return { desk, machines, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function unserved(error: unknown): null {
  console.error(error instanceof Error ? error.message : error);
  return null;
}

async function readKeys(path: string): Promise<DeskKeys> {
  try {
    return await DeskKeys.read(path);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'ENOENT' ? new NoKeyError(path) : error;
  }
}
