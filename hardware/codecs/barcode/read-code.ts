import type { ScannerFormat } from './code-settings.ts';
import type { MisreadReason } from './misread-reason.ts';
import { splitAim, type Symbology, symbologyOf } from './symbology.ts';

type Affixes = Pick<ScannerFormat, 'prefix' | 'suffix'>;

export type ReadCode =
  | { readonly ok: true; readonly raw: string; readonly code: string; readonly symbology: Symbology | null }
  | { readonly ok: false; readonly raw: string; readonly why: MisreadReason };

/** Longer is no code at a counter; a QR code of a card with an address is far below. */
export const longestCode = 512;

/** Takes the code out of the bytes that a scanner sent for one scan; see `readText`. */
export function readCode(bytes: Uint8Array, aim: string | null, affixes: Affixes): ReadCode {
  const text = textOf(bytes);
  return text === null ? misread(singleBytes(bytes), 'unreadable') : readText(text, aim, affixes);
}

/**
 * Takes the code out of what a scanner sent or typed for one scan. `aim` is the AIM id that came apart from it (HID POS);
 * else it is looked for in front of the code, before or behind the scanner's own prefix.
 */
export function readText(raw: string, aim: string | null, { prefix, suffix }: Affixes): ReadCode {
  const outer = aim === null ? splitAim(raw) : { aim, rest: raw };
  if (!outer.rest.startsWith(prefix)) return misread(raw, 'prefix-missing', { prefix });
  const behind = outer.rest.slice(prefix.length);
  const inner = outer.aim === null ? splitAim(behind) : { aim: outer.aim, rest: behind };
  const lineless = inner.rest.replace(/[\r\n\t]+$/, '');
  const ended = lineless.endsWith(suffix) ? lineless : inner.rest;
  if (!ended.endsWith(suffix)) return misread(raw, 'suffix-missing', { suffix });
  const code = ended.slice(0, ended.length - suffix.length).trim();
  if (code === '') return misread(raw, 'empty');
  if (code.length > longestCode) return misread(raw, 'too-long', { longest: longestCode });
  if (!isReadable(code)) return misread(raw, 'unreadable');
  return { ok: true, raw, code, symbology: inner.aim === null ? null : symbologyOf(inner.aim, code.length) };
}

function misread(raw: string, code: MisreadReason['code'], params: MisreadReason['params'] = {}): ReadCode {
  return { ok: false, raw, why: { code, params } };
}

/** Byte by byte, so that nothing is lost of what is no text. */
export function singleBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
}

/** ASCII, or UTF-8 as QR codes have it; null for what is neither. */
function textOf(bytes: Uint8Array): string | null {
  if (bytes.every((byte) => byte < 0x80)) return singleBytes(bytes);
  const escaped = Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`);
  try {
    return decodeURIComponent(escaped.join(''));
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}

/** GS1 codes have group separators; no code at a counter has another control character. */
function isReadable(code: string): boolean {
  return !/\p{Cc}/u.test(code.replaceAll('\u001d', ''));
}
