import { deskHome } from '@balie/desktop/adapters/desk-home.ts';
import { FolderLock } from '@balie/desktop/adapters/folder-lock.ts';
import { type ProfileRead, readProfile } from '@balie/desktop/main/profile-file.ts';
import type * as ProfileDevices from '@balie/desktop/main/profile-devices.ts';
import type { DeskProfile } from '@balie/hardware/codecs/profile/desk-profile.ts';
import { profileSentence } from '@balie/hardware/codecs/profile/profile-problem.ts';
import { nationalDefault } from '@balie/shared/policy/national-default.ts';
import { CommandError } from '../command.ts';
import { printerNamed } from './printer-named.ts';
import type { Tried } from './tried.ts';
import { tryPad } from './try-pad.ts';
import { tryPrinter } from './try-printer.ts';
import { tryScanner } from './try-scanner.ts';

interface DeviceTest {
  readonly home: string;
  readonly name: string;
  readonly print: boolean;
  readonly drawer: boolean;
  /** Null where it is left to the kind of device. */
  readonly seconds: number | null;
  readonly say: (line: string) => void;
}

interface Plan {
  readonly kind: 'scanner' | 'pad' | 'printer';
  run(): Promise<Tried>;
}

const SECONDS = { scanner: 30, pad: 10, printer: 10 };

/**
 * Opens one device of the profile alone, tries it and closes it. The desk cannot start meanwhile. Rejects with a CommandError where there
 * is no such device, it cannot be tried from here, or the desk has it open.
 */
export async function testDevice(test: DeviceTest): Promise<Tried & { readonly kind: string }> {
  const { home, name, print, drawer } = test;
  const path = deskHome(home).devices;
  const read = await readProfile(path);
  if (read.problems.length)
    throw new CommandError(read.problems.map((problem) => profileSentence(problem, path)).join('\n'));
  const plan = planOf(test, read);
  if (!plan) throw new CommandError(`${path} has no device "${name}"; it has ${namesOf(read.profile)}`);
  if ((print || drawer) && plan.kind !== 'printer')
    throw new CommandError(`"${name}" is a ${plan.kind}: --print and --drawer are for printers`);
  const lock = await lockOf(home);
  try {
    return { kind: plan.kind, ...(await plan.run()) };
  } finally {
    await lock.release();
  }
}

function planOf(test: DeviceTest, read: ProfileRead): Plan | null {
  const { name, print, drawer, seconds, say } = test;
  const { profile } = read;
  const named = <T extends { readonly name: string }>(list: readonly T[]): T | undefined =>
    list.find((one) => one.name === name);
  const scanner = named(profile.scanners);
  if (scanner?.link.kind === 'keyboard')
    throw new CommandError(`"${name}" types like a keyboard: scan into any text field`);
  if (scanner)
    return {
      kind: 'scanner',
      run: async () => {
        const [opened] = (await native()).openScanners({ ...profile, scanners: [scanner] });
        return tryScanner(opened!, seconds ?? SECONDS.scanner, say);
      },
    };
  const pad = named(profile.pads);
  if (pad)
    return {
      kind: 'pad',
      run: async () => {
        const { tags } = nationalDefault;
        const [opened] = (await native()).openPads({ ...profile, pads: [pad] }, tags);
        return tryPad(opened!.pad, tags.security, seconds ?? SECONDS.pad);
      },
    };
  const printer = printerNamed(name, read);
  if (!printer) return null;
  const wanted = { where: name, print, drawer, seconds: seconds ?? SECONDS.printer };
  return {
    kind: 'printer',
    run: () => tryPrinter(printer.open(), { columns: printer.columns, ...wanted }),
  };
}

function namesOf({ scanners, pads, printers }: DeskProfile): string {
  const names = [...scanners, ...pads, ...printers].map(({ name }) => `"${name}"`);
  return names.join(', ') || 'none';
}

/** The drivers of serial lines and HID devices, loaded only where one is opened. */
async function native(): Promise<typeof ProfileDevices> {
  try {
    return await import('@balie/desktop/main/profile-devices.ts');
  } catch (error) {
    throw new CommandError(`a part of this program could not be loaded: ${String(error)}`);
  }
}

/** While this is held no desk has the folder's devices open, and none can open them. */
async function lockOf(home: string): Promise<FolderLock> {
  try {
    return await FolderLock.take(deskHome(home).lock);
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== 'folder-in-use') throw error;
    throw new CommandError(`${(error as Error).message}, or try the device at its Devices screen`);
  }
}
