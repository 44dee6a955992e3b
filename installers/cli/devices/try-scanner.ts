import { type ClassifiedCode, classifyCode } from '@balie/hardware/codecs/barcode/classify-code.ts';
import type { CodeRule } from '@balie/hardware/codecs/barcode/code-settings.ts';
import type { Scanner, ScannerState } from '@balie/hardware/ports/scanner.ts';
import { type Tried, within } from './tried.ts';

/** Waits for one scan, heard by `codes` as the desk hears it. A misread is told and waited on; a scanner that cannot be opened ends the wait with its reason. */
export async function tryScanner(
  scanner: Scanner,
  codes: readonly CodeRule[],
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
          scanned: (scan) => {
            const { code, symbology, kind, problems } = classifyCode(scan, codes);
            const { raw } = scan;
            const [problem] = problems;
            if (problem) {
              misread.push({ raw, code: problem.code });
              say(`${code} came, as ${rulesOf[kind]}: ${reasonOf(problem)}; scan again.`);
              return;
            }
            settle({
              ok: true,
              sentence: `It read ${code}${symbology ? ` (${symbology})` : ''}, as ${rulesOf[kind]}.`,
              found: { code, symbology, rule: kind, raw, misread },
            });
          },
          misread: ({ raw, why }) => {
            misread.push({ raw, code: why.code });
            say(`Something came that is no whole code (${why.code}); scan again.`);
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

/** By which rule of `codes` it was heard. */
const rulesOf: Readonly<Record<ClassifiedCode['kind'], string>> = {
  item: 'an item by "codes"',
  patron: 'a card by "codes"',
  isbn: 'an ISBN by "codes"',
  unknown: 'it is, for no rule of "codes" fits',
};

function reasonOf(problem: ClassifiedCode['problems'][number]): string {
  if (problem.code === 'check-impossible') return `no such code can have the check "${problem.params.check}"`;
  const { found, expected } = problem.params;
  return `its check digit is ${found} and should be ${expected}`;
}

function lostSentence({ why }: Extract<ScannerState, { kind: 'lost' }>): string {
  const { code, params, detail } = why;
  const device = params.device;
  switch (code) {
    case 'not-listed':
      return `No HID device has the ids ${device}: is it plugged in, are the ids right?`;
    case 'not-hid-pos':
      return `${device} is there as something else, mostly a keyboard: scan the setup code for USB HID POS.`;
    case 'several-listed':
      return `${params['count']} devices have the ids ${device}: add "serialNumber", or "path" where they have none.`;
    case 'refused':
      return `${device} cannot be opened (${detail}): is it plugged in, has another program opened it, may this user?`;
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
