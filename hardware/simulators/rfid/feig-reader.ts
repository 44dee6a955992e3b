import { encodeFeigFrame, probeFeigFrame, type FeigFrame } from '../../codecs/feig/frame.ts';
import {
  encodeBlocks,
  encodeInventory,
  encodeSystemInfo,
  feigStatus,
  isoErrors,
} from '../../codecs/feig/reply.ts';
import { decodeFeigRequest, type FeigRequest } from '../../codecs/feig/request.ts';
import type { TagUid } from '../../codecs/rfid/tag-uid.ts';
import type { ByteLink } from '../../ports/byte-link.ts';
import type { Timer } from '../../ports/timer.ts';
import type { FieldAnswer, FieldError, SimulatedField } from './simulated-field.ts';
import { answerFrames, type WireFaults } from './simulated-reader.ts';

const readerAddress = 0x00;

const errors: Readonly<Record<FieldError, readonly number[]>> = {
  'no-tag': [feigStatus.noTag],
  'no-block': [feigStatus.isoError, isoErrors.noBlock],
  locked: [feigStatus.isoError, isoErrors.locked],
  'write-failed': [feigStatus.writeFailed, 0],
  'read-failed': [feigStatus.rfTrouble],
};

export interface SimulatedFeigReader {
  readonly field: SimulatedField;
  readonly wire: WireFaults;
  /** Tags that one reply to an inventory holds; the others follow on "more". */
  readonly tagsAtOnce?: number;
}

/** A FEIG OBID reader at the other end of a link: a pseudo-terminal, a socket, or bytes handed over in memory. */
export function simulateFeigReader(link: ByteLink, reader: SimulatedFeigReader, timer: Timer): void {
  const { field, wire, tagsAtOnce = 24 } = reader;
  let listed = new Set<TagUid>();

  const inventory = (more: boolean): readonly number[] => {
    if (!more) listed = new Set();
    const waiting = field.inventory().filter(({ uid }) => !listed.has(uid));
    if (waiting.length === 0) return [feigStatus.noTag];
    const now = waiting.slice(0, tagsAtOnce);
    for (const { uid } of now) listed.add(uid);
    return [waiting.length > now.length ? feigStatus.moreData : feigStatus.ok, ...encodeInventory(now)];
  };

  const answer = (request: FeigRequest): readonly number[] => {
    switch (request.kind) {
      case 'software-version':
        return [feigStatus.ok, 1, 2, 3, 4];
      case 'rf-reset':
        return [feigStatus.ok];
      case 'inventory':
        return inventory(request.more);
      case 'system-info':
        return said(field.describe(request.uid), (tag) =>
          encodeSystemInfo({ ...tag, blocks: tag.memory.length / tag.blockSize }),
        );
      case 'read': {
        const blockSize = blockSizeOf(field, request.uid);
        return said(field.read(request.uid, request.first, request.count), (bytes) =>
          encodeBlocks({ blockSize, bytes }),
        );
      }
      case 'write':
        return said(field.write(request.uid, request.first, request.bytes), () => []);
      case 'write-afi':
        return said(field.writeAfi(request.uid, request.afi), () => []);
    }
  };

  const reply = (frame: FeigFrame): Uint8Array | null => {
    const request = decodeFeigRequest(frame);
    const data = request ? answer(request) : [feigStatus.unknownCommand];
    return encodeFeigFrame({ ...frame, address: readerAddress, data: Uint8Array.from(data) });
  };
  answerFrames(link, probeFeigFrame, reply, wire, timer);
}

function said<T>(answer: FieldAnswer<T>, encode: (value: T) => Iterable<number>): readonly number[] {
  return answer.ok ? [feigStatus.ok, ...encode(answer.value)] : errors[answer.error];
}

function blockSizeOf(field: SimulatedField, uid: TagUid): number {
  return field.lying.find((tag) => tag.uid === uid)?.blockSize ?? 4;
}
