/** One step of what a printer was told. */
export type Command =
  | { readonly kind: 'sign'; readonly byte: number }
  | { readonly kind: 'line-feed' }
  | { readonly kind: 'cut' }
  | { readonly kind: 'drawer' }
  | { readonly kind: 'tell-when-done' }
  /** Dots from the left edge, or from where it stands. */
  | { readonly kind: 'move'; readonly dots: number; readonly from: 'edge' | 'here' }
  | { readonly kind: 'size'; readonly wide: number }
  | { readonly kind: 'barcode'; readonly code: string }
  | { readonly kind: 'start' }
  | { readonly kind: 'other' };

/** How many bytes follow a command's first two; by its prefix and letter. */
const FOLLOWING: Readonly<Record<string, number>> = {
  ...{
    '\x1b@': 0,
    '\x1bM': 1,
    '\x1b ': 1,
    '\x1b2': 0,
    '\x1b3': 1,
    '\x1b{': 1,
    '\x1ba': 1,
    '\x1b$': 2,
    '\x1b\\': 2,
  },
  ...{ '\x1bt': 1, '\x1b-': 1, '\x1bE': 1, '\x1bR': 1, '\x1bp': 3 },
  ...{ '\x1cS': 2, '\x1c.': 0, '\x1c&': 0, '\x1cC': 1, '\x1c-': 1 },
  ...{ '\x1da': 1, '\x1dL': 2, '\x1dW': 2, '\x1dB': 1, '\x1d!': 1, '\x1dV': 2, '\x1dw': 1, '\x1dh': 1 },
  ...{ '\x1dH': 1, '\x1dr': 1 },
};

/** The first command in the bytes and its length; null while not all of it has come. Throws on one that it does not know. */
export function firstCommand(bytes: readonly number[]): { command: Command; length: number } | null {
  const [first, letter = -1] = bytes;
  if (first === undefined) return null;
  if (first === 0x0a) return { command: { kind: 'line-feed' }, length: 1 };
  if (first >= 0x20) return { command: { kind: 'sign', byte: first }, length: 1 };
  if (bytes.length < 2) return null;
  const length = lengthOf(String.fromCharCode(first, letter), bytes);
  if (length === null || bytes.length < length) return null;
  return { command: commandOf(String.fromCharCode(first, letter), bytes.slice(2, length)), length };
}

function lengthOf(name: string, bytes: readonly number[]): number | null {
  const following = FOLLOWING[name];
  if (following !== undefined) return 2 + following;
  if (name === '\x1c(') return bytes.length < 5 ? null : 5 + bytes[3]! + bytes[4]! * 256;
  if (name === '\x1dk') return bytes.length < 4 ? null : 4 + bytes[3]!;
  throw new Error(
    `a printer command that the simulator does not know: ${Buffer.from(name, 'latin1').toString('hex')}`,
  );
}

function commandOf(name: string, given: readonly number[]): Command {
  const [a = 0, b = 0] = given;
  switch (name) {
    case '\x1b@':
      return { kind: 'start' };
    case '\x1b$':
      return { kind: 'move', dots: a + b * 256, from: 'edge' };
    case '\x1b\\':
      return { kind: 'move', dots: ((a + b * 256) << 16) >> 16, from: 'here' };
    case '\x1d!':
      return { kind: 'size', wide: (a >> 4) + 1 };
    case '\x1bp':
      return { kind: 'drawer' };
    case '\x1dV':
      return { kind: 'cut' };
    case '\x1dr':
      return { kind: 'tell-when-done' };
    case '\x1dk':
      return { kind: 'barcode', code: code128Text(given.slice(2)) };
    default:
      return { kind: 'other' };
  }
}

/** What a Code 128 in ESC/POS says: `{B` and the like choose a set, of which C has two digits a byte. */
function code128Text(bytes: readonly number[]): string {
  let [text, set] = ['', 'B'];
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === 0x7b && bytes[at + 1] !== 0x7b) set = String.fromCharCode(bytes[++at]!);
    else if (set === 'C') text += String(byte).padStart(2, '0');
    else text += String.fromCharCode(byte === 0x7b ? bytes[++at]! : byte);
  }
  return text;
}
