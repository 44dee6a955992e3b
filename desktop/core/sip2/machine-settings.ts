import { characterSets } from '@balie/hardware/codecs/sip2/character-sets.ts';
import { itemMarkBody } from '@balie/shared/circulation/bodies.ts';
import { z } from 'zod';

/** What a machine may ask beside saying who it is; anything else is refused in a sentence. */
const rights = [
  'checkout',
  'checkin',
  'renew',
  'patron-information',
  'item-information',
  'hold',
  'pay',
  'block',
  'enable',
  'item-update',
] as const;

const text = (most: number) =>
  z
    .string()
    .regex(/^[^|\p{Cc}]*$/u, 'text without bars')
    .max(most);
const pattern = z.string().max(200).refine(isPattern, 'a regular expression');
const bin = text(20).min(1);

/** Which bin of a sorter a book goes to; what is left out has none, and CL is not sent. */
const binsSchema = z.strictObject({
  shelf: bin.exactOptional(),
  'hold-shelf': bin.exactOptional(),
  branch: bin.exactOptional(),
  library: bin.exactOptional(),
  tray: bin.exactOptional(),
  /** By loan group, of what goes to a shelf here. */
  loanGroups: z.record(z.string(), bin).exactOptional(),
  /** By code, of what goes to another branch. */
  branches: z.record(z.string(), bin).exactOptional(),
});

const SELF_CHECK = ['checkout', 'checkin', 'renew', 'patron-information', 'item-information'] as const;

const machineSchema = z.strictObject({
  /** Stands in the journal as who did something: `sip2:<name>`. */
  name: z.string().regex(/^[a-z0-9-]{1,40}$/, 'small letters, digits and hyphens'),
  user: text(60).min(1),
  password: text(60).min(1),
  /** What answers say in AO; the library's ISIL where it is left out. */
  institution: text(60).exactOptional(),
  /** What AC has to be. */
  terminalPassword: text(60).min(1).exactOptional(),
  /** What AO and the CP of a login have to look like; an empty AO is always taken. */
  accepts: z
    .strictObject({ institution: pattern.exactOptional(), location: pattern.exactOptional() })
    .default({}),
  characterSet: z.enum(characterSets).default('cp850'),
  /** Of its screen, until a patron's language is known. */
  language: z.enum(['nl', 'en']).default('nl'),
  may: z.array(z.enum(rights)).default([...SELF_CHECK]),
  /** Whether a PIN is asked of patrons: always, when the machine sends one, or never. */
  pin: z.enum(['required', 'when-sent', 'ignored']).default('when-sent'),
  bins: binsSchema.default({}),
  /** The media type (CK) of a loan group. */
  media: z.record(z.string(), z.string().regex(/^\d{3}$/, 'three digits')).default({
    ...{ boek: '001', jeugdboek: '001', 'grote-letter': '001', sprinter: '001' },
    ...{ tijdschrift: '002', luisterboek: '006', dvd: '006' },
  }),
  /** The policy's reason for a card that the machine blocks. */
  blockReason: z.string().min(1).max(40).default('other'),
  /** What an item status update means, by the text of its CH. */
  marks: z.record(text(60), itemMarkBody.shape.mark).default({}),
});

/** A self-check, sorter or gate, as IT described it. */
export type Machine = z.infer<typeof machineSchema>;
export type Right = (typeof rights)[number];

/** `sip2` of a `desk.json`. */
export const sip2Schema = z.strictObject({
  /** Where machines reach this desk; only from this PC where it is left out. */
  host: z.string().min(1).max(255).default('127.0.0.1'),
  /** Left out, only a desk without a window serves machines, at the port that it is given. */
  port: z.int().min(1).max(65_535).exactOptional(),
  machines: z
    .array(machineSchema)
    .min(1)
    .max(200)
    .refine((all) => isDistinct(all.map(({ name }) => name)), 'machines of which each has a name of its own')
    .refine((all) => isDistinct(all.map(({ user }) => user)), 'machines of which each has a user of its own'),
});

export type Sip2Settings = z.infer<typeof sip2Schema>;

/** How the journal names a machine where a person would stand. */
export function staffOf({ name }: Pick<Machine, 'name'>): string {
  return `sip2:${name}`;
}

/** Whether an act is a machine's. */
export function isMachine(staff: string | null): boolean {
  return staff?.startsWith('sip2:') ?? false;
}

function isDistinct(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}

function isPattern(source: string): boolean {
  try {
    return Boolean(new RegExp(source, 'u'));
  } catch {
    return false;
  }
}
