import { z } from 'zod';
import { codeFormsShape, scannerFormatShape } from '../barcode/code-settings.ts';
import type { HidIds } from '../hid-pos/hid-ids.ts';
import { fault, type ProfileProblem, type ProfileProblemCode } from './profile-problem.ts';
import { feigLinkSchema, printerLinkSchema, scannerLinkSchema, threeMLinkSchema } from './links.ts';

const nameSchema = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,39}$/u, fault('not-name'));

const scannerSchema = z.strictObject({ name: nameSchema, link: scannerLinkSchema, ...scannerFormatShape });

const padSchema = z.discriminatedUnion('protocol', [
  z.strictObject({ name: nameSchema, protocol: z.literal('feig'), link: feigLinkSchema }),
  z.strictObject({ name: nameSchema, protocol: z.literal('3m'), link: threeMLinkSchema }),
]);

const printerSchema = z
  .strictObject({
    name: nameSchema,
    link: printerLinkSchema,
    /** Characters on a line of its paper. */
    columns: z.literal([32, 42, 48]).default(42),
    /** A cash drawer is plugged into it. */
    drawer: z.boolean().default(false),
  })
  .refine(({ drawer, link }) => !drawer || (link.kind !== 'system' && link.kind !== 'pdf'), {
    path: ['drawer'],
    error: fault('drawer-not-here'),
  });

/** The devices of one desk, as IT writes them in `devices.json`; see docs/DEVICES.md. A name is a device's for ever: acts and logs have it. */
export const deskProfileSchema = z
  .strictObject({
    scanners: z.array(scannerSchema).default([]),
    pads: z.array(padSchema).default([]),
    printers: z.array(printerSchema).default([]),
    ...codeFormsShape,
  })
  .check(({ value, issues }) => {
    for (const { path, code, params } of [...clashes(value), ...secondPrinters(value)])
      issues.push({ code: 'custom', path, message: code, params, input: value });
  });

export type DeskProfile = z.output<typeof deskProfileSchema>;
export type ScannerProfile = DeskProfile['scanners'][number];
export type PrinterProfile = DeskProfile['printers'][number];

const lists = ['scanners', 'pads', 'printers'] as const;

interface Clash extends Pick<ProfileProblem, 'code' | 'params'> {
  readonly path: (string | number)[];
}

interface Placed {
  readonly place: readonly [string, number];
  readonly name: string;
  readonly link: AnyLink;
}

type AnyLink =
  | DeskProfile['scanners'][number]['link']
  | DeskProfile['pads'][number]['link']
  | DeskProfile['printers'][number]['link'];

/** Every receipt and slip of a desk stands in one queue, for one printer. */
function secondPrinters({ printers }: Pick<DeskProfile, 'printers'>): Clash[] {
  return printers.slice(1).map((_, index) => ({
    path: ['printers', index + 1],
    code: 'second-printer',
    params: {},
  }));
}

/** Two devices with one name, or on one link: the second would hear nothing, or both would hear everything. */
function clashes(profile: Pick<DeskProfile, (typeof lists)[number]>): Clash[] {
  const all = lists.flatMap((list) =>
    profile[list].map(({ name, link }, index): Placed => ({ place: [list, index], name, link })),
  );
  return all.flatMap((device, index) =>
    all.slice(0, index).flatMap((earlier): Clash[] => {
      const params = { other: at(earlier) };
      if (sameText(device.name, earlier.name))
        return [{ path: [...device.place, 'name'], code: 'name-taken', params }];
      const code = clashOf(device.link, earlier.link);
      return code === null ? [] : [{ path: [...device.place, 'link'], code, params }];
    }),
  );
}

function at({ place: [list, index], name }: Placed): string {
  return `${list}[${index}] ("${name}")`;
}

/** Null for links that do not meet. */
function clashOf(link: AnyLink, earlier: AnyLink): ProfileProblemCode | null {
  if (link.kind === 'keyboard' && earlier.kind === 'keyboard') return 'second-keyboard';
  if (link.kind === 'serial' && earlier.kind === 'serial' && sameText(link.path, earlier.path))
    return 'same-serial';
  if (link.kind === 'file' && earlier.kind === 'file' && link.path === earlier.path) return 'same-file';
  if (
    link.kind === 'tcp' &&
    earlier.kind === 'tcp' &&
    link.port === earlier.port &&
    sameText(link.host, earlier.host)
  )
    return 'same-address';
  if (link.kind === 'hid' && earlier.kind === 'hid' && couldBeOne(link, earlier)) return 'same-hid';
  return null;
}

/** Systems take `COM3` and `com3` for one line. */
function sameText(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function couldBeOne(one: HidIds, other: HidIds): boolean {
  return (['vendorId', 'productId', 'serialNumber', 'path'] as const).every(
    (id) => one[id] === undefined || other[id] === undefined || one[id] === other[id],
  );
}
