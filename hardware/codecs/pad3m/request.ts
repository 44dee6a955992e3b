import { bytesOfUid, uidOf, type TagUid } from '../rfid/tag-uid.ts';
import { encodePad3mFrame, type Pad3mFrame } from './frame.ts';

/** What a desk asks of a 3M pad. Its blocks are 4 bytes, in the order of the tag's memory. */
export type Pad3mRequest =
  | { readonly kind: 'version' }
  | { readonly kind: 'inventory' }
  | { readonly kind: 'read'; readonly uid: TagUid; readonly first: number; readonly count: number }
  | { readonly kind: 'write'; readonly uid: TagUid; readonly first: number; readonly bytes: Uint8Array }
  | { readonly kind: 'write-afi'; readonly uid: TagUid; readonly afi: number }
  | { readonly kind: 'read-afi'; readonly uid: TagUid }
  | { readonly kind: 'tag-info'; readonly uid: TagUid };

export const pad3mBlockSize = 4;

const codes = {
  read: 0x02,
  write: 0x04,
  'write-afi': 0x09,
  'read-afi': 0x0a,
  'tag-info': 0x0d,
  version: 0x11,
  inventory: 0xfe,
} as const;

/** What each command byte asks for. */
export const pad3mCommandNames: ReadonlyMap<number, Pad3mRequest['kind']> = new Map(
  Object.entries(codes).map(([kind, code]) => [code, kind as Pad3mRequest['kind']]),
);

const allFamilies = 0x00;
const withUidAndDsfid = 0x03;
/** DSFID, AFI and size of memory. */
const wantedInfo = 0x07;

export function encodePad3mRequest(request: Pad3mRequest): Uint8Array {
  return encodePad3mFrame({ command: commandOf3m(request), data: Uint8Array.from(dataOf(request)) });
}

/** The command byte that the reply to this request will repeat. */
export function commandOf3m(request: Pad3mRequest): number {
  return codes[request.kind];
}

/** Null for what is not one of ours. */
export function decodePad3mRequest({ command, data }: Pad3mFrame): Pad3mRequest | null {
  if (command === codes.version) return { kind: 'version' };
  if (command === codes.inventory) return { kind: 'inventory' };
  const uid = uidOf(data.subarray(0, 8));
  if (uid === null) return null;
  const [first = 0, count = 0] = data.subarray(8);
  switch (command) {
    case codes.read:
      return { kind: 'read', uid, first, count };
    case codes['read-afi']:
      return { kind: 'read-afi', uid };
    case codes['tag-info']:
      return { kind: 'tag-info', uid };
    case codes['write-afi']:
      return { kind: 'write-afi', uid, afi: first };
    case codes.write: {
      const bytes = data.slice(11);
      return bytes.length === count * pad3mBlockSize ? { kind: 'write', uid, first, bytes } : null;
    }
    default:
      return null;
  }
}

function dataOf(request: Pad3mRequest): readonly number[] {
  switch (request.kind) {
    case 'version':
      return [];
    case 'inventory':
      return [allFamilies, withUidAndDsfid];
    case 'read':
      return [...bytesOfUid(request.uid), request.first, request.count];
    case 'write': {
      const count = request.bytes.length / pad3mBlockSize;
      return [...bytesOfUid(request.uid), request.first, count, 0, ...request.bytes];
    }
    case 'write-afi':
      return [...bytesOfUid(request.uid), request.afi];
    case 'read-afi':
      return [...bytesOfUid(request.uid)];
    case 'tag-info':
      return [...bytesOfUid(request.uid), wantedInfo];
  }
}
