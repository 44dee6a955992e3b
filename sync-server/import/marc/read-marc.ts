import type { Result } from '../import-error.ts';
import { readIso2709 } from './iso2709.ts';
import type { MarcReading } from './marc-record.ts';
import { readMarcXml } from './marcxml.ts';

/** Reads MARCXML or ISO 2709 by what the bytes are, whatever the file is called. */
export function readMarc(file: string, bytes: Uint8Array): Generator<Result<MarcReading>, void> {
  return looksLikeXml(bytes) ? readMarcXml(file, bytes) : readIso2709(file, bytes);
}

function looksLikeXml(bytes: Uint8Array): boolean {
  const start = new TextDecoder('latin1')
    .decode(bytes.subarray(0, 256))
    .replace(/^(\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '');
  return /^[\s\0]*</.test(start);
}
