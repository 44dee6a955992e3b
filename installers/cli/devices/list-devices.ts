import { existsSync } from 'node:fs';
import { deskHome } from '@balie/desktop/adapters/desk-home.ts';
import { readProfile } from '@balie/desktop/main/profile-file.ts';
import {
  type ListedSerial,
  type Proposal,
  proposalsFor,
} from '@balie/hardware/codecs/discovery/proposals.ts';
import { findScanner, hexId, isHidPosScanner, namedIds } from '@balie/hardware/codecs/hid-pos/hid-ids.ts';
import type { DeskProfile } from '@balie/hardware/codecs/profile/desk-profile.ts';
import { profileSentence } from '@balie/hardware/codecs/profile/profile-problem.ts';
import { type Connected, listConnected } from './connected.ts';

type Kind = (typeof lists)[number][1];
type Link = DeskProfile[(typeof lists)[number][0]][number]['link'];

/** One device of the profile beside what is connected. */
interface ProfileDevice {
  readonly name: string;
  readonly kind: Kind;
  /** `serial COM3`, `hid 0C2E:0B61`, `tcp 10.0.3.21:9100`. */
  readonly link: string;
  /** Null where only a test can tell. */
  readonly found: boolean | null;
  readonly sentence: string;
}

interface HidLine {
  readonly path: string;
  /** Four hexadecimal digits, as the profile has them. */
  readonly vendorId: string;
  readonly productId: string;
  readonly serialNumber: string | null;
  readonly manufacturer: string | null;
  readonly product: string | null;
  readonly hidPosScanner: boolean;
}

/** What `balie device list` tells. */
export interface DeviceList {
  readonly profile: string;
  readonly connected: { readonly serial: readonly ListedSerial[]; readonly hid: readonly HidLine[] };
  readonly devices: readonly ProfileDevice[];
  /** What is connected and looks like a device of a counter. */
  readonly proposals: readonly Proposal[];
  /** What is wrong with the profile or with the lists, a whole sentence each. */
  readonly problems: readonly string[];
}

const lists = [
  ['scanners', 'scanner'],
  ['pads', 'pad'],
  ['printers', 'printer'],
] as const;

/** Compares what is connected with the profile of the desk in this folder. Opens nothing, so a desk may run meanwhile. */
export async function listDevices(home: string): Promise<DeviceList> {
  const path = deskHome(home).devices;
  const [{ profile, problems }, connected] = await Promise.all([readProfile(path), listConnected()]);
  const devices = lists.flatMap(([list, kind]) =>
    profile[list].map(({ name, link }) => ({
      ...{ name, kind, link: linkText(link) },
      ...presenceOf(link, connected),
    })),
  );
  const { serial, hid } = connected;
  return {
    profile: path,
    connected: {
      serial,
      hid: [...new Map(hid.map((device) => [JSON.stringify(device), lineOf(device)])).values()],
    },
    devices,
    proposals: proposalsFor(serial, hid),
    problems: [...problems.map((problem) => profileSentence(problem, path)), ...connected.problems],
  };
}

/** As a person would name it. */
function linkText(link: Link): string {
  switch (link.kind) {
    case 'serial':
    case 'file':
      return `${link.kind} ${link.path}`;
    case 'tcp':
      return `tcp ${link.host}:${link.port}`;
    case 'hid':
      return `hid ${namedIds(link)}`;
    case 'system':
      return `system ${link.name ?? '(default printer)'}`;
    case 'pdf':
      return `pdf ${link.folder}`;
    case 'keyboard':
      return 'keyboard';
  }
}

function presenceOf(link: Link, { serial, hid }: Connected): Pick<ProfileDevice, 'found' | 'sentence'> {
  switch (link.kind) {
    case 'serial': {
      const found = serial.some(({ path }) => path === link.path) || isFile(link.path);
      const there = serial.map(({ path }) => path).join(', ') || 'none';
      return found
        ? { found, sentence: 'The line is there.' }
        : {
            found,
            sentence: `There is no such line: is it plugged in, is "path" right? Lines here: ${there}.`,
          };
    }
    case 'file':
      return isFile(link.path)
        ? { found: true, sentence: 'The device file is there.' }
        : { found: false, sentence: 'There is no such device file: is it plugged in and switched on?' };
    case 'hid':
      return hidPresence(findScanner(hid, link));
    case 'keyboard':
      return { found: null, sentence: 'It types: every scanner in keyboard mode works without being found.' };
    case 'tcp':
      return { found: null, sentence: 'Only a test can tell whether it answers.' };
    case 'system':
    case 'pdf':
      return { found: null, sentence: "It prints pages: try it at the desk's Devices screen." };
  }
}

function hidPresence(found: ReturnType<typeof findScanner>): Pick<ProfileDevice, 'found' | 'sentence'> {
  switch (found.kind) {
    case 'one':
      return { found: true, sentence: 'It is there, as a HID POS scanner.' };
    case 'none':
      return { found: false, sentence: 'No HID device has these ids: is it plugged in, are the ids right?' };
    case 'not-hid-pos':
      return {
        found: false,
        sentence: 'It is there as something else, mostly a keyboard: scan the setup code for USB HID POS.',
      };
    case 'several':
      return {
        found: false,
        sentence: `${found.count} devices have these ids: add "serialNumber", or "path" where they have none.`,
      };
  }
}

function lineOf(device: Connected['hid'][number]): HidLine {
  const { path, vendorId, productId, serialNumber, manufacturer, product } = device;
  return {
    ...{ path, vendorId: hexId(vendorId), productId: hexId(productId) },
    ...{ serialNumber, manufacturer, product, hidPosScanner: isHidPosScanner(device) },
  };
}

/** Windows has no files for its lines; there only the list counts. */
function isFile(path: string): boolean {
  return process.platform !== 'win32' && existsSync(path);
}
