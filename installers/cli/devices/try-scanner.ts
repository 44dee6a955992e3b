import type { MisreadReason } from '@balie/hardware/codecs/barcode/misread-reason.ts';
import type { Scanner, ScannerState } from '@balie/hardware/ports/scanner.ts';
import { type Tried, within } from './tried.ts';

/** Waits for one scan, heard as the desk hears it. A misread is told and waited on; a scanner that cannot be opened ends the wait with its reason. */
export async function tryScanner(
  scanner: Scanner,
  seconds: number,
  say: (line: string) => void,
): Promise<Tried> {
  const misread: { readonly raw: string; readonly code: string }[] = [];
  try {
    return await within<Tried>(
      seconds,
      () => ({ ok: false, ...lateSentence(scanner.state, seconds), found: { misread } }),
      (settle) => {
        scanner.listen({
          scanned: ({ code, symbology, raw }) =>
            settle({
              ok: true,
              sentence: `It read ${code}${symbology ? ` (${symbology})` : ''}.`,
              found: { code, symbology, raw, misread },
            }),
          misread: ({ raw, why }) => {
            misread.push({ raw, code: why.code });
            say(`${misreadSentence(raw, why)}; scan again.`);
          },
          changed: (state) => {
            if (state.kind === 'lost')
              settle({ ok: false, sentence: lostSentence(state), found: { misread } });
            else if (state.kind === 'ready')
              say(`${scanner.source} is there: scan something within ${seconds} s.`);
          },
        });
        scanner.start();
      },
    );
  } finally {
    await scanner.close();
  }
}

function misreadSentence(raw: string, { code, params }: MisreadReason): string {
  switch (code) {
    case 'check-digit':
      return `${raw} came: its check digit is ${params['found']} and should be ${params['expected']}`;
    case 'check-impossible':
      return `${raw} came: its pattern in "codes" asks for the check "${params['check']}", which no such code can have`;
    case 'no-pattern':
      return `${raw} came: no pattern of "codes" fits, and "otherCodes" are refused`;
    default:
      return `Something came that is no whole code (${code})`;
  }
}

function lostSentence({ why }: Extract<ScannerState, { kind: 'lost' }>): string {
  const { code, params, detail } = why;
  const device = params.device;
  switch (code) {
    case 'not-listed':
      return `${device} is not there: is it plugged in, is that its name or its ids?`;
    case 'not-hid-pos':
      return `${device} is there as something else, mostly a keyboard: scan the setup code for USB HID POS.`;
    case 'several-listed':
      return `${params['count']} devices have the ids ${device}: add "serialNumber", or "path" where they have none.`;
    case 'refused':
      return `${device} cannot be opened (${detail}): has another program opened it, may this user?`;
    case 'unplugged':
    case 'lost':
      return `${device} went away while it was tried (${detail}).`;
  }
}

function lateSentence(state: ScannerState, seconds: number): { sentence: string } {
  const isThere = state.kind === 'ready' || state.kind === 'back';
  return {
    sentence: isThere
      ? `Nothing was read within ${seconds} s: does the scanner beep, and has it this interface by its setup codes?`
      : `The scanner could not be opened within ${seconds} s.`,
  };
}
