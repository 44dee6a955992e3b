import { probePad3mFrame, type Pad3mFrame } from '../../codecs/pad3m/frame.ts';
import {
  decodePad3mBlocks,
  decodePad3mInventory,
  decodePad3mTagInfo,
  pad3mStatus,
} from '../../codecs/pad3m/reply.ts';
import {
  commandOf3m,
  encodePad3mRequest,
  pad3mBlockSize,
  type Pad3mRequest,
} from '../../codecs/pad3m/request.ts';
import { uidOf, type TagUid } from '../../codecs/rfid/tag-uid.ts';
import type { ByteLink } from '../../ports/byte-link.ts';
import type { PadFailureCode } from '../../ports/rfid-pad.ts';
import type { Timer } from '../../ports/timer.ts';
import { PadFault, type PadCommands } from './pad-commands.ts';
import { RequestLine, type LineTimes, type Question } from './request-line.ts';

const faults: Readonly<Record<number, PadFailureCode>> = {
  [pad3mStatus.unknownCommand]: 'pad-refused',
  [pad3mStatus.noTag]: 'tag-gone',
  [pad3mStatus.noSuchMemory]: 'outside-memory',
  [pad3mStatus.locked]: 'tag-locked',
  [pad3mStatus.notRead]: 'read-failed',
  [pad3mStatus.notWritten]: 'write-failed',
  [pad3mStatus.notSupported]: 'tag-unsupported',
};

/** Blocks of the smallest tag in libraries: what a tag has at least that does not tell its size. */
const fewestBlocks = 8;

/** A 3M pad 210 or 810. */
export function pad3mCommands(link: ByteLink, timer: Timer, times: LineTimes): PadCommands {
  const line = new RequestLine(link, probePad3mFrame, questionOf({ kind: 'version' }), timer, times);
  /** What follows the status of a reply that says that it went well. */
  const asked = async (request: Pad3mRequest): Promise<Uint8Array> => {
    const [status = pad3mStatus.unknownCommand, ...data] = (await line.ask(questionOf(request))).data;
    if (status !== pad3mStatus.ok) throw faultOf(request, status);
    return Uint8Array.from(data);
  };
  const garbled = (request: Pad3mRequest): PadFault =>
    new PadFault('read-failed', `The pad's answer to ${request.kind} is not in its form.`);

  return {
    async inventory() {
      const request = { kind: 'inventory' } as const;
      const tags = decodePad3mInventory(await asked(request));
      if (tags === null) throw garbled(request);
      return tags;
    },
    async describe(uid) {
      const request = { kind: 'tag-info', uid } as const;
      const info = decodePad3mTagInfo(await asked(request));
      if (info === null) throw garbled(request);
      return { afi: info.afi, ...(info.memory ?? { blockSize: pad3mBlockSize, blocks: fewestBlocks }) };
    },
    async read(uid, _blockSize, first, count) {
      const request = { kind: 'read', uid, first, count } as const;
      const bytes = decodePad3mBlocks(await asked(request));
      if (bytes?.length !== count * pad3mBlockSize) throw garbled(request);
      return bytes;
    },
    async write(uid, _blockSize, first, bytes) {
      await asked({ kind: 'write', uid, first, bytes });
    },
    async readAfi(uid) {
      const request = { kind: 'read-afi', uid } as const;
      const afi = (await asked(request))[8];
      if (afi === undefined) throw garbled(request);
      return afi;
    },
    async writeAfi(uid, afi) {
      await asked({ kind: 'write-afi', uid, afi });
    },
    onEnd: (listener) => void link.onEnd(({ detail }) => listener(detail)),
    close: () => link.close(),
  };
}

/** A reply that went well repeats the tag's number; one that did not may leave it out. */
function questionOf(request: Pad3mRequest): Question<Pad3mFrame> {
  const uid: TagUid | null = 'uid' in request ? request.uid : null;
  return {
    bytes: encodePad3mRequest(request),
    answers: ({ command, data }) => {
      if (command !== commandOf3m(request) || data.length === 0) return false;
      return uid === null || data[0] !== pad3mStatus.ok || uidOf(data.subarray(1, 9)) === uid;
    },
  };
}

function faultOf(request: Pad3mRequest, status: number): PadFault {
  const isWrite = request.kind === 'write' || request.kind === 'write-afi';
  const code = faults[status] ?? (isWrite ? 'write-failed' : 'read-failed');
  return new PadFault(
    code,
    `The pad answered ${request.kind} with error ${status.toString(16).padStart(2, '0')}.`,
  );
}
