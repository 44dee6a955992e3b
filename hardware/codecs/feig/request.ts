import { bytesOfUid, uidOf, type TagUid } from '../rfid/tag-uid.ts';
import { anyReader, encodeFeigFrame, longestStandardData, type FeigFrame } from './frame.ts';
import { reversedBlocks } from './reversed-blocks.ts';

/** What a desk asks of a FEIG reader. Bytes are in the order of the tag's memory. */
export type FeigRequest =
  | { readonly kind: 'software-version' }
  /** All antennas off and on: every tag starts anew. */
  | { readonly kind: 'rf-reset' }
  /** `more` goes on with the tags that did not fit in the reply before. */
  | { readonly kind: 'inventory'; readonly more: boolean }
  | { readonly kind: 'read'; readonly uid: TagUid; readonly first: number; readonly count: number }
  | {
      readonly kind: 'write';
      readonly uid: TagUid;
      readonly first: number;
      readonly blockSize: number;
      /** Whole blocks. */
      readonly bytes: Uint8Array;
    }
  | { readonly kind: 'write-afi'; readonly uid: TagUid; readonly afi: number }
  | { readonly kind: 'system-info'; readonly uid: TagUid };

const commands = { softwareVersion: 0x65, rfReset: 0x69, host: 0xb0 } as const;

const host = { inventory: 0x01, read: 0x23, write: 0x24, writeAfi: 0x27, systemInfo: 0x2b } as const;
const addressed = 0x01;
const more = 0x80;

/** In the standard form where it fits, unless the reader is to be asked in the advanced form. */
export function encodeFeigRequest(request: FeigRequest, form: FeigFrame['form'] = 'standard'): Uint8Array {
  const { command, data } = contentOf(request);
  const fitting = data.length > longestStandardData ? 'advanced' : form;
  return encodeFeigFrame({ form: fitting, address: anyReader, command, data });
}

/** The command byte that the reply to this request will repeat. */
export function commandOf(request: FeigRequest): number {
  return contentOf(request).command;
}

/** Null for what is not one of ours; a simulated reader does not answer it either. */
export function decodeFeigRequest({ command, data }: FeigFrame): FeigRequest | null {
  if (command === commands.softwareVersion) return { kind: 'software-version' };
  if (command === commands.rfReset) return { kind: 'rf-reset' };
  if (command !== commands.host) return null;
  const [what, mode, ...rest] = data;
  if (what === host.inventory) return { kind: 'inventory', more: mode === more };
  const uid = uidOf(Uint8Array.from(rest.slice(0, 8)));
  const [first = 0, second = 0, blockSize = 0, ...bytes] = rest.slice(8);
  if (uid === null || mode !== addressed) return null;
  if (what === host.read) return { kind: 'read', uid, first, count: second };
  if (what === host.writeAfi) return { kind: 'write-afi', uid, afi: first };
  if (what === host.systemInfo) return { kind: 'system-info', uid };
  if (what !== host.write || blockSize === 0 || bytes.length !== second * blockSize) return null;
  return { kind: 'write', uid, first, blockSize, bytes: reversedBlocks(Uint8Array.from(bytes), blockSize) };
}

function contentOf(request: FeigRequest): { command: number; data: Uint8Array } {
  switch (request.kind) {
    case 'software-version':
      return { command: commands.softwareVersion, data: new Uint8Array() };
    case 'rf-reset':
      return { command: commands.rfReset, data: new Uint8Array() };
    case 'inventory':
      return { command: commands.host, data: Uint8Array.of(host.inventory, request.more ? more : 0) };
    case 'read':
      return toTag(host.read, request.uid, [request.first, request.count]);
    case 'write': {
      const { first, blockSize, bytes } = request;
      const blocks = reversedBlocks(bytes, blockSize);
      return toTag(host.write, request.uid, [first, bytes.length / blockSize, blockSize, ...blocks]);
    }
    case 'write-afi':
      return toTag(host.writeAfi, request.uid, [request.afi]);
    case 'system-info':
      return toTag(host.systemInfo, request.uid, []);
  }
}

function toTag(what: number, uid: TagUid, rest: readonly number[]): { command: number; data: Uint8Array } {
  return { command: commands.host, data: Uint8Array.of(what, addressed, ...bytesOfUid(uid), ...rest) };
}
