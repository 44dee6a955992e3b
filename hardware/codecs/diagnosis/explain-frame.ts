import { encodeFeigFrame, type FeigFrame, probeFeigFrame } from '../feig/frame.ts';
import { decodeBlocks, decodeInventory, decodeSystemInfo, feigStatus } from '../feig/reply.ts';
import { decodeFeigRequest, encodeFeigRequest } from '../feig/request.ts';
import { hexOf } from '../hex.ts';
import { encodePad3mFrame, type Pad3mFrame, probePad3mFrame } from '../pad3m/frame.ts';
import { decodePad3mBlocks, decodePad3mInventory, decodePad3mTagInfo, pad3mStatus } from '../pad3m/reply.ts';
import { decodePad3mRequest, encodePad3mRequest, pad3mCommandNames } from '../pad3m/request.ts';
import { type ExplainedTag, explainTag } from './explain-tag.ts';

type Field = string | number | boolean | null | readonly object[];

interface Content {
  /** The command's name (`inventory`, `read`, ...) or `command-XX` where it is none that a desk uses. */
  readonly meaning: string;
  readonly fields: Readonly<Record<string, Field>>;
  /** Memory of a tag that is read or written from its first block. */
  readonly memory?: Uint8Array;
}

/** One frame between a desk and its pad. */
export interface ExplainedFrame {
  readonly what: 'frame';
  readonly protocol: 'feig' | '3m';
  readonly way: 'request' | 'reply';
  readonly crc: 'right' | 'wrong';
  readonly meaning: string;
  readonly fields: Readonly<Record<string, Field>>;
  /** What the memory in it says; null where there is none, or no public model explains it. */
  readonly tag: ExplainedTag | { readonly what: 'blank' } | null;
}

const feigCommands: Readonly<Record<number, string>> = {
  0x52: 'baud-rate',
  0x65: 'software-version',
  0x66: 'reader-info',
  0x69: 'rf-reset',
  0xb0: 'host-command',
};

/** The frame that all of these bytes are; with a wrong checksum where only that is wrong. Null for anything else. Never throws. */
export function explainFrame(bytes: Uint8Array): ExplainedFrame | null {
  const sound = frameIn(bytes);
  if (sound?.length === bytes.length) return sound.explained;
  const mended = frameIn(withRightChecksum(bytes));
  return mended?.length === bytes.length ? { ...mended.explained, crc: 'wrong' } : null;
}

/** Sound frames among other bytes, in order. */
export function framesAmong(bytes: Uint8Array): { frames: readonly ExplainedFrame[]; between: number } {
  const frames: ExplainedFrame[] = [];
  let between = 0;
  for (let at = 0; at < bytes.length;) {
    const found = frameIn(bytes.subarray(at));
    if (found) frames.push(found.explained);
    else between += 1;
    at += found?.length ?? 1;
  }
  return { frames, between };
}

function frameIn(bytes: Uint8Array): { explained: ExplainedFrame; length: number } | null {
  const pad = probePad3mFrame(bytes);
  if (pad.kind === 'frame') return { explained: explainPad3m(pad.frame), length: pad.length };
  const feig = probeFeigFrame(bytes);
  return feig.kind === 'frame' ? { explained: explainFeig(feig.frame), length: feig.length } : null;
}

/** Whose frame seems to begin here, and how many bytes it says that it has; null for anything else. */
export function announcedFrame(
  bytes: Uint8Array,
): { readonly protocol: ExplainedFrame['protocol']; readonly length: number } | null {
  const [first = 0, second = 0, third = 0] = bytes;
  const pair = (second << 8) | third;
  if (first === 0xd6 && bytes.length >= 3) return { protocol: '3m', length: pair + 3 };
  if (first === 0x02 && isFeigCommand(bytes[4])) return { protocol: 'feig', length: pair };
  return isFeigCommand(bytes[2]) ? { protocol: 'feig', length: first } : null;
}

/** The same bytes with the checksum that a frame of this length and beginning would have. */
function withRightChecksum(bytes: Uint8Array): Uint8Array {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes;
  const length = (second << 8) | third;
  if (first === 0xd6 && length + 3 === bytes.length && length >= 3)
    return encodePad3mFrame({ command: fourth, data: bytes.subarray(4, -2) });
  if (first === 0x02 && length === bytes.length && length >= 7)
    return encodeFeigFrame({
      ...{ form: 'advanced', address: fourth, command: bytes[4] ?? 0 },
      data: bytes.subarray(5, -2),
    });
  if (first !== bytes.length || first < 5) return new Uint8Array();
  return encodeFeigFrame({ form: 'standard', address: second, command: third, data: bytes.subarray(3, -2) });
}

function explainFeig(frame: FeigFrame): ExplainedFrame {
  const { form, address, command } = frame;
  const request = decodeFeigRequest(frame);
  const asked = request && probeFeigFrame(encodeFeigRequest(request, form));
  const isRequest =
    address === anyFeigReader || (asked?.kind === 'frame' && same(asked.frame.data, frame.data));
  const base = { form, address: hexByte(address), command: hexByte(command) };
  if (!isRequest) return explained('feig', 'reply', base, feigReply(frame));
  if (request === null)
    return explained('feig', 'request', base, { meaning: feigName(command), fields: rest(frame.data) });
  const { kind, ...said } = request;
  return explained('feig', 'request', base, contentOf(kind, said));
}

const anyFeigReader = 0xff;

function feigReply({ command, data }: FeigFrame): Content {
  const [code, ...behind] = data;
  if (code === undefined) return { meaning: feigName(command), fields: {} };
  const payload = Uint8Array.from(behind);
  const status = nameOf(feigStatus, code);
  const fields = { status };
  const inventory = decodeInventory(payload);
  if (command !== hostCommand || (code !== feigStatus.ok && code !== feigStatus.moreData))
    return { meaning: feigName(command), fields: { ...fields, ...rest(payload) } };
  if (inventory && payload.length === 1 + 10 * inventory.length)
    return { meaning: 'inventory', fields: { ...fields, tags: inventory } };
  const blocks = decodeBlocks(payload);
  if (blocks) {
    const { blockSize, bytes } = blocks;
    return { meaning: 'read', fields: { ...fields, blockSize, bytes: hexOf(bytes) }, memory: bytes };
  }
  const info = payload.length === 13 ? decodeSystemInfo(payload) : null;
  if (info) return { meaning: 'system-info', fields: { ...fields, ...info } };
  return { meaning: feigName(command), fields: { ...fields, ...rest(payload) } };
}

const hostCommand = 0xb0;

function explainPad3m(frame: Pad3mFrame): ExplainedFrame {
  const { command, data } = frame;
  const base = { command: hexByte(command) };
  const request = decodePad3mRequest(frame);
  const asked = request && probePad3mFrame(encodePad3mRequest(request));
  if (request === null || asked?.kind !== 'frame' || !same(asked.frame.data, data))
    return explained('3m', 'reply', base, pad3mReply(frame));
  const { kind, ...said } = request;
  return explained('3m', 'request', base, contentOf(kind, said));
}

function pad3mReply({ command, data }: Pad3mFrame): Content {
  const meaning = pad3mCommandNames.get(command) ?? `command-${hexByte(command)}`;
  const [code, ...behind] = data;
  if (code === undefined) return { meaning, fields: {} };
  const payload = Uint8Array.from(behind);
  const fields = { status: nameOf(pad3mStatus, code) };
  if (code === pad3mStatus.ok && meaning === 'inventory') {
    const tags = decodePad3mInventory(payload);
    if (tags) return { meaning, fields: { ...fields, tags } };
  }
  if (code === pad3mStatus.ok && meaning === 'read') {
    const bytes = decodePad3mBlocks(payload);
    const uid = hexOf(payload.subarray(0, 8));
    const isFirst = payload[9] === 0;
    if (bytes?.length)
      return {
        meaning,
        fields: { ...fields, uid, bytes: hexOf(bytes) },
        ...(isFirst ? { memory: bytes } : {}),
      };
  }
  if (code === pad3mStatus.ok && meaning === 'tag-info') {
    const info = decodePad3mTagInfo(payload);
    if (info) {
      const { memory, ...said } = info;
      return { meaning, fields: { ...fields, ...said, ...(memory ?? {}) } };
    }
  }
  return { meaning, fields: { ...fields, ...rest(payload) } };
}

/** What a request says, its bytes as text. */
function contentOf(kind: string, said: Readonly<Record<string, unknown>>): Content {
  const fields = Object.fromEntries(
    Object.entries(said).map(([name, value]) => {
      if (value instanceof Uint8Array) return [name, hexOf(value)];
      return [name, value as string | number | boolean];
    }),
  );
  const { bytes, first } = said;
  return { meaning: kind, fields, ...(bytes instanceof Uint8Array && first === 0 ? { memory: bytes } : {}) };
}

function explained(
  protocol: ExplainedFrame['protocol'],
  way: ExplainedFrame['way'],
  base: ExplainedFrame['fields'],
  { meaning, fields, memory }: Content,
): ExplainedFrame {
  const tag = memory ? explainTag(memory, null) : null;
  return { what: 'frame', protocol, way, crc: 'right', meaning, fields: { ...base, ...fields }, tag };
}

function isFeigCommand(byte: number | undefined): boolean {
  return byte !== undefined && byte in feigCommands;
}

function feigName(command: number): string {
  return feigCommands[command] ?? `command-${hexByte(command)}`;
}

/** `noTag`; a number that has no name as it is. */
function nameOf(names: Readonly<Record<string, number>>, code: number): string {
  return Object.entries(names).find(([, one]) => one === code)?.[0] ?? hexByte(code);
}

function rest(bytes: Uint8Array): Readonly<Record<string, Field>> {
  return bytes.length > 0 ? { data: hexOf(bytes) } : {};
}

function hexByte(byte: number): string {
  return hexOf(Uint8Array.of(byte));
}

function same(one: Uint8Array, other: Uint8Array): boolean {
  return hexOf(one) === hexOf(other);
}
