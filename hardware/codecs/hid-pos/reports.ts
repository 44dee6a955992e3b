/**
 * Input reports of USB HID POS scanners (HID Point of Sale Usage Tables 1.02, page 8C): 64 bytes, of which
 * `[0] 02, [1] length, [2-4] AIM id, [5-60] data, [61] the maker's symbology, [63] bit 0 = more reports follow`.
 */

const reportId = 0x02;
const reportBytes = 64;
const lengthAt = 1;
const aimAt = 2;
const aimBytes = 3;
const symbologyAt = 61;
const moreAt = 63;
const longestData = 56;
/** More reports than any code takes; a device that never says "last" must not fill the memory. */
const mostBytes = 4096;
const aimFlag = 0x5d;

/** The reports of a scan that is not complete yet; null between scans. */
export type HidPosState = { readonly aim: string | null; readonly bytes: readonly number[] } | null;

export type HidPosHeard =
  | { readonly kind: 'scanned'; readonly aim: string | null; readonly bytes: Uint8Array }
  /** What came cannot be a scan as a whole: its bytes, and in which way. */
  | { readonly kind: 'damaged'; readonly what: HidPosDamage; readonly bytes: Uint8Array };

export type HidPosDamage =
  /** The report is shorter than its own length says, or says more than a report holds. */
  | 'length'
  /** No AIM id where one has to stand. */
  | 'aim'
  /** Another scan began, or nothing came, before the last report of this one. */
  | 'cut-off'
  | 'too-long';

interface Step {
  readonly state: HidPosState;
  readonly heard: readonly HidPosHeard[];
}

/** Takes one input report, its report id in front. Reports with another id (states, settings) are no scans. */
export function hearReport(state: HidPosState, report: Uint8Array): Step {
  if (report[0] !== reportId) return { state, heard: [] };
  const part = partOf(report);
  if ('damage' in part) {
    const bytes = Uint8Array.from([...(state?.bytes ?? []), ...report]);
    return { state: null, heard: [{ kind: 'damaged', what: part.damage, bytes }] };
  }
  const begins = state === null || state.aim !== part.aim;
  const heard: HidPosHeard[] = begins ? [...hearSilence(state).heard] : [];
  const bytes = begins ? part.bytes : [...state.bytes, ...part.bytes];
  if (bytes.length > mostBytes)
    return {
      state: null,
      heard: [...heard, { kind: 'damaged', what: 'too-long', bytes: Uint8Array.from(bytes) }],
    };
  if (part.more) return { state: { aim: part.aim, bytes }, heard };
  return {
    state: null,
    heard: [...heard, { kind: 'scanned', aim: part.aim, bytes: Uint8Array.from(bytes) }],
  };
}

/** Nothing came for a while, or the scanner is gone: what was begun is not a whole code. */
export function hearSilence(state: HidPosState): Step {
  if (state === null) return { state, heard: [] };
  return { state: null, heard: [{ kind: 'damaged', what: 'cut-off', bytes: Uint8Array.from(state.bytes) }] };
}

type Part =
  | { readonly aim: string | null; readonly bytes: readonly number[]; readonly more: boolean }
  | { readonly damage: HidPosDamage };

/** Some devices put everything behind the length one byte further; some have no AIM id and leave zeros. */
function partOf(report: Uint8Array): Part {
  const length = report[lengthAt] ?? 0;
  const shift = report[aimAt] === aimFlag ? 0 : report[aimAt + 1] === aimFlag ? 1 : null;
  const nameless = report.subarray(aimAt, aimAt + aimBytes).every((byte) => byte === 0);
  if (shift === null && !nameless) return { damage: 'aim' };
  const start = aimAt + aimBytes + (shift ?? 0);
  if (length > longestData || report.length < start + length) return { damage: 'length' };
  const aim = String.fromCharCode(...report.subarray(start - aimBytes, start));
  return {
    aim: nameless ? null : aim,
    bytes: [...report.subarray(start, start + length)],
    more: ((report[moreAt] ?? 0) & 1) === 1,
  };
}

export interface HidPosScan {
  readonly bytes: Uint8Array;
  /** Three characters, `]C0`; null leaves zeros. */
  readonly aim: string | null;
  /** Everything behind the length stands one byte further, as some devices send it. */
  readonly shifted?: boolean;
  readonly makersSymbology?: number;
}

/** The reports in which a scanner sends one scan: at least one, each of 64 bytes. */
export function encodeReports({
  bytes,
  aim,
  shifted = false,
  makersSymbology = 0,
}: HidPosScan): Uint8Array[] {
  const count = Math.max(1, Math.ceil(bytes.length / longestData));
  return Array.from({ length: count }, (_, index) => {
    const piece = bytes.subarray(index * longestData, (index + 1) * longestData);
    const report = new Uint8Array(reportBytes);
    const start = aimAt + (shifted && aim !== null ? 1 : 0);
    report[0] = reportId;
    report[lengthAt] = piece.length;
    report[symbologyAt] = makersSymbology;
    if (aim !== null)
      report.set(
        [...aim].map((character) => character.charCodeAt(0)),
        start,
      );
    report.set(piece, start + aimBytes);
    report[moreAt] = index < count - 1 ? 1 : 0;
    return report;
  });
}
