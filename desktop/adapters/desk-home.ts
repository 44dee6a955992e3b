import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isilSchema } from '@balie/shared/journal/entry.ts';
import { z } from 'zod';
import { sip2Schema } from '../core/sip2/machine-settings.ts';
import { writeDurably } from './durable-file.ts';

const identitySchema = z.strictObject({
  desk: z.string().regex(/^[a-z0-9-]+$/, 'small letters, digits and hyphens'),
  name: z.string().min(1).max(80),
  library: isilSchema,
  branch: z.string().min(1).max(40),
  timeZone: z.string().refine(isTimeZone, 'a time zone, like Europe/Amsterdam'),
  till: z.string().min(1).max(60).exactOptional(),
  signedIn: z.string().min(1).max(80).exactOptional(),
});

const deskFileSchema = z.strictObject({
  server: z
    .string()
    .refine(isServer, 'an address that begins with https:// or http://')
    .transform((server) => server.replace(/\/+$/, '')),
  token: z.string().regex(/^[\x21-\x7e]+$/, 'the token that enrolment gave, without spaces'),
  identity: identitySchema,
  /** Of the screens; the system's own where it is left out. */
  language: z.enum(['nl', 'en']).exactOptional(),
  theme: z.enum(['light', 'dark', 'system']).exactOptional(),
  /** The self-checks and sorters that this desk serves: see docs/SIP2.md. */
  sip2: sip2Schema.exactOptional(),
});

/** What enrolment wrote and IT may edit: `desk.json`. */
export type DeskFile = z.infer<typeof deskFileSchema>;

/** The same as it may be written: what is left out has its default. */
export type DeskFileInput = z.input<typeof deskFileSchema>;

/** A desk's folder and the places in it. */
export interface DeskHome {
  readonly settings: string;
  readonly keys: string;
  /** What PINs of the library are mixed with (A7). */
  readonly pepper: string;
  readonly lock: string;
  readonly journal: string;
  readonly replica: string;
  readonly index: string;
  readonly boot: string;
  readonly prints: string;
  readonly devices: string;
  /** What machines and desk said (SIP2). */
  readonly sip2Log: string;
  /** Who opened whose record (A3). */
  readonly access: string;
}

/** Where a home, also the national server's, keeps who opened whose record. */
export function accessFolder(home: string): string {
  return join(home, 'access');
}

export function deskHome(folder: string): DeskHome {
  const at = (name: string): string => join(folder, name);
  return {
    settings: at('desk.json'),
    keys: at('desk.key'),
    pepper: at('desk.pepper'),
    lock: at('core.lock'),
    journal: at('journal'),
    replica: at('replica'),
    index: at('index.sqlite'),
    boot: at('boot.json'),
    prints: at('prints.json'),
    devices: at('devices.json'),
    sip2Log: at('sip2.log'),
    access: accessFolder(folder),
  };
}

/** `desk.json` is missing or wrong; the message names each key, its value and what would be right. */
class DeskFileError extends Error {
  readonly code: 'not-enrolled' | 'wrong-setting';
  constructor(code: DeskFileError['code'], message: string) {
    super(message);
    this.name = 'DeskFileError';
    this.code = code;
  }
}

export async function readDeskFile({ settings }: DeskHome): Promise<DeskFile> {
  let text: string;
  try {
    text = await readFile(settings, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new DeskFileError('not-enrolled', `${settings} is not there: this desk has not been enrolled.`);
  }
  return parseDeskFile(text, settings);
}

/** Checks the text of a `desk.json`; `path` is named in what is said of it. */
export function parseDeskFile(text: string, path: string): DeskFile {
  const json = parse(text, path);
  const result = deskFileSchema.safeParse(json);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((issue) => sentence(issue, json));
  throw new DeskFileError('wrong-setting', `${path}: ${wrong.join(' ')}`);
}

/** Writes it whole and for its owner only: it holds the token. */
export async function writeDeskFile({ settings }: DeskHome, file: DeskFileInput): Promise<void> {
  await writeDurably(settings, `${JSON.stringify(file, null, 2)}\n`);
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DeskFileError('wrong-setting', `${path} is no JSON: ${(error as Error).message}.`);
  }
}

/** Never shown, however wrong they are. */
const SECRETS = ['token', 'password', 'terminalPassword'];

function sentence(issue: z.core.$ZodIssue, json: unknown): string {
  const key = issue.path.join('.');
  if (issue.code === 'unrecognized_keys')
    return `There is no setting ${issue.keys.map((k) => `"${[key, k].filter(Boolean).join('.')}"`).join(', ')}.`;
  let value: unknown = json;
  for (const step of issue.path) value = (value as Record<PropertyKey, unknown> | undefined)?.[step];
  // A whole object may hold a password.
  const isSecret = typeof value === 'object' || SECRETS.some((secret) => issue.path.at(-1) === secret);
  const found =
    value === undefined ? 'is missing' : isSecret ? 'is not right' : `is ${JSON.stringify(value)}`;
  return `"${key || 'the whole'}" ${found}; it should be: ${expected(issue)}.`;
}

function expected(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `a ${issue.expected}`;
  if (issue.code === 'invalid_value') return issue.values.map(String).join(' or ');
  if (issue.code === 'too_small') return `at least ${issue.minimum} characters`;
  if (issue.code === 'too_big') return `at most ${issue.maximum} characters`;
  return issue.message;
}

function isServer(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && !new URL(text).search;
}

function isTimeZone(text: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('nl', { timeZone: text }));
  } catch {
    return false;
  }
}
