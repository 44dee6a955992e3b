import { readFile, unlink } from 'node:fs/promises';
import { writeDurably } from './durable-file.ts';

/** The system's own store of secrets, as far as this process may use it. Neither throws. */
export interface Keychain {
  /** Null where the system has none. */
  seal(text: string): string | null;
  /** Null for what another user or machine sealed. */
  open(sealed: string): string | null;
}

const NO_KEYCHAIN: Keychain = { seal: () => null, open: () => null };

/** `plain <base64>` or, sealed by the keychain, `sealed <base64>`. */
const FILE = /^(plain|sealed) ([A-Za-z0-9+/=]+)\n$/;

/**
 * The library's pepper as a desk's file has it, in base64; null where there is none, or none that this process can open. What stands there
 * plain is sealed from now on where the system has a keychain, and what its keychain cannot open goes. Rejects when the disk does.
 */
export async function readPepper(path: string, keychain: Keychain = NO_KEYCHAIN): Promise<string | null> {
  const { form, value } = await readForm(path);
  if (form === 'plain' && keychain.seal(value) !== null) await keepPepper(path, value, keychain);
  if (form !== 'sealed') return value || null;
  const opened = keychain.open(value);
  if (opened === null && keychain.seal('') !== null) await unlink(path);
  return opened;
}

/** Keeps what the server said, unless a keychain keeps it already that this process cannot ask. */
export async function keepFetched(path: string, pepper: string): Promise<void> {
  if ((await readForm(path)).form !== 'sealed') await keepPepper(path, pepper);
}

async function readForm(
  path: string,
): Promise<{ readonly form: string | undefined; readonly value: string }> {
  const text = await readFile(path, 'latin1').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return '';
  });
  const [, form, value = ''] = FILE.exec(text) ?? [];
  return { form, value };
}

/** For its owner alone, whole or not at all. */
export async function keepPepper(
  path: string,
  pepper: string,
  keychain: Keychain = NO_KEYCHAIN,
): Promise<void> {
  const sealed = keychain.seal(pepper);
  await writeDurably(path, sealed === null ? `plain ${pepper}\n` : `sealed ${sealed}\n`);
}

export interface PepperParts {
  /** What the desk's file had, base64. */
  readonly known: string | null;
  /** From the server; rejects out of contact. */
  readonly ask: () => Promise<string>;
  /** Keeps it for the next start, where nothing is kept yet. */
  readonly keep: (pepper: string) => Promise<void>;
  /** A sentence for the log. */
  readonly say: (sentence: string) => void;
}

/** The pepper of a desk's library (A7), from its file or from the server. */
export class DeskPepper {
  private readonly parts: PepperParts;
  private asked: Promise<Buffer | null> | null = null;

  constructor(parts: PepperParts) {
    this.parts = parts;
    if (parts.known !== null) this.asked = Promise.resolve(Buffer.from(parts.known, 'base64'));
  }

  /** Null while it is neither here nor to be had from the server; whoever asks later may get it. Never rejects. */
  get(): Promise<Buffer | null> {
    this.asked ??= this.fetch().then((pepper) => {
      if (pepper === null) this.asked = null;
      return pepper;
    });
    return this.asked;
  }

  private async fetch(): Promise<Buffer | null> {
    const { ask, keep, say } = this.parts;
    try {
      const pepper = await ask();
      await keep(pepper).catch((error: unknown) =>
        say(
          `The pepper of this library's PINs could not be kept, and is asked for again at the next start: ${textOf(error)}`,
        ),
      );
      return Buffer.from(pepper, 'base64');
    } catch (error) {
      say(
        `PINs that were set with the library's pepper cannot be checked before the server is in contact: ${textOf(error)}`,
      );
      return null;
    }
  }
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
