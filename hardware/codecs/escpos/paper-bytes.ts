import receiptline, { type BaseCommand } from 'receiptline';
import type { Columns } from '@balie/shared/receipts/sheet.ts';

const PAGE_858 = '\x1bt\x13';
const LINE = '\xc4';

/** `10 04`, `10 05` and `10 14` are obeyed wherever they come, within data too; one of them empties the printer's memory. */
const OBEYED_AT_ONCE = ['\x10\x04', '\x10\x05', '\x10\x14'];

/**
 * Receiptline's ESC/POS with two changes: rules come from code page 858, for the page from which it takes them is missing in many
 * printers, and a bar code whose pairs of digits would be read as commands is sent digit by digit.
 */
const escpos: BaseCommand = {
  ...receiptline.commands.escpos,
  hr: (width) => `${PAGE_858}${LINE.repeat(width)}`,
  code128(data: string): string {
    const shortest = String(receiptline.commands.escpos['code128'].call(this, data));
    return OBEYED_AT_ONCE.some((command) => shortest.includes(command)) ? `{B${data}` : shortest;
  },
};

/**
 * The commands that print a document and cut it off. They end with `1D 72 31`, which a printer answers with one byte once all
 * before it is on paper.
 */
export function paperBytes(document: string, columns: Columns): Uint8Array {
  const commands = receiptline.transform(document, {
    ...{ command: escpos, cpl: columns, encoding: 'cp858', spacing: true, cutting: true },
  });
  return Uint8Array.from(commands, (sign) => sign.charCodeAt(0));
}

/** Opens the cash drawer: a pulse of 100 ms on the first of its two lines, then 500 ms of rest. */
export const DRAWER_BYTES = Uint8Array.of(0x1b, 0x70, 0x00, 0x32, 0xfa);

/** Asks for the same answer as the end of a job. */
export const ARE_YOU_DONE_BYTES = Uint8Array.of(0x1d, 0x72, 0x31);
