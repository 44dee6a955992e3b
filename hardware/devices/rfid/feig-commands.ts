import { probeFeigFrame, type FeigFrame } from '../../codecs/feig/frame.ts';
import {
  decodeBlocks,
  decodeInventory,
  decodeSystemInfo,
  feigStatus,
  isoErrors,
} from '../../codecs/feig/reply.ts';
import { commandOf, encodeFeigRequest, type FeigRequest } from '../../codecs/feig/request.ts';
import type { TagUid } from '../../codecs/rfid/tag-uid.ts';
import type { ByteLink } from '../../ports/byte-link.ts';
import type { PadFailureCode } from '../../ports/rfid-pad.ts';
import type { Timer } from '../../ports/timer.ts';
import { PadFault, type FoundTag, type PadCommands } from './pad-commands.ts';
import { RequestLine, type LineTimes, type Question } from './request-line.ts';

/** A reader that goes on saying "more" without naming a new tag is not believed for ever. */
const longestInventory = 50;

const otherFaults: Readonly<Record<number, PadFailureCode>> = {
  [feigStatus.noTag]: 'tag-gone',
  [feigStatus.writeFailed]: 'write-failed',
  [feigStatus.noSuchAddress]: 'outside-memory',
  [feigStatus.wrongTagType]: 'tag-unsupported',
  [feigStatus.unknownCommand]: 'pad-refused',
  [feigStatus.length]: 'pad-refused',
  [feigStatus.notInScanMode]: 'pad-refused',
};

const tagFaults: Readonly<Record<number, PadFailureCode>> = {
  [isoErrors.noBlock]: 'outside-memory',
  [isoErrors.alreadyLocked]: 'tag-locked',
  [isoErrors.locked]: 'tag-locked',
  [isoErrors.writeFailed]: 'write-failed',
};

/** A FEIG OBID reader in host mode, over its serial line or socket. */
export function feigCommands(link: ByteLink, timer: Timer, times: LineTimes): PadCommands {
  const line = new RequestLine(link, probeFeigFrame, questionOf({ kind: 'software-version' }), timer, times);
  const ask = async (request: FeigRequest): Promise<{ status: number; data: Uint8Array }> => {
    const { data } = await line.ask(questionOf(request));
    return { status: data[0] ?? feigStatus.length, data: data.subarray(1) };
  };
  /** The data of a reply that says that it went well. */
  const asked = async (request: FeigRequest): Promise<Uint8Array> => {
    const { status, data } = await ask(request);
    if (status !== feigStatus.ok) throw faultOf(request, status, data);
    return data;
  };
  const systemInfo = async (uid: TagUid) => {
    const info = decodeSystemInfo(await asked({ kind: 'system-info', uid }));
    if (info?.uid !== uid) throw new PadFault('read-failed', 'The reader described another tag.');
    return info;
  };

  return {
    async inventory() {
      const found = new Map<TagUid, FoundTag>();
      for (let more = false, round = 0; round < longestInventory; more = true, round += 1) {
        const request = { kind: 'inventory', more } as const;
        const { status, data } = await ask(request);
        if (status === feigStatus.noTag) break;
        const isList = [feigStatus.ok, feigStatus.rfWarning, feigStatus.moreData].some(
          (one) => one === status,
        );
        const tags = isList ? decodeInventory(data) : null;
        if (tags === null) throw faultOf(request, status, data);
        const before = found.size;
        for (const tag of tags) found.set(tag.uid, tag);
        if (status !== feigStatus.moreData || found.size === before) break;
      }
      return [...found.values()];
    },
    describe: systemInfo,
    async read(uid, blockSize, first, count) {
      const blocks = decodeBlocks(await asked({ kind: 'read', uid, first, count }));
      if (blocks?.blockSize !== blockSize || blocks.bytes.length !== count * blockSize)
        throw new PadFault('read-failed', `The reader gave other blocks than the ${count} from ${first}.`);
      return blocks.bytes;
    },
    async write(uid, blockSize, first, bytes) {
      await asked({ kind: 'write', uid, first, blockSize, bytes });
    },
    readAfi: async (uid) => (await systemInfo(uid)).afi,
    async writeAfi(uid, afi) {
      await asked({ kind: 'write-afi', uid, afi });
    },
    onEnd: (listener) => void link.onEnd(({ detail }) => listener(detail)),
    close: () => link.close(),
  };
}

function questionOf(request: FeigRequest): Question<FeigFrame> {
  return {
    bytes: encodeFeigRequest(request),
    answers: ({ command, data }) => command === commandOf(request) && data.length > 0,
  };
}

function faultOf(request: FeigRequest, status: number, data: Uint8Array): PadFault {
  const tagsOwn = status === feigStatus.isoError ? tagFaults[data[0] ?? 0] : undefined;
  const isWrite = request.kind === 'write' || request.kind === 'write-afi';
  const code = tagsOwn ?? otherFaults[status] ?? (isWrite ? 'write-failed' : 'read-failed');
  const said = [status, ...data.subarray(0, 2)].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return new PadFault(code, `The reader answered ${request.kind} with status ${said}.`);
}
