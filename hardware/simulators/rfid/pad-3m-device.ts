import { encodePad3mFrame, probePad3mFrame, type Pad3mFrame } from '../../codecs/pad3m/frame.ts';
import {
  encodePad3mBlocks,
  encodePad3mInventory,
  encodePad3mTagInfo,
  pad3mStatus,
} from '../../codecs/pad3m/reply.ts';
import { decodePad3mRequest, type Pad3mRequest } from '../../codecs/pad3m/request.ts';
import { bytesOfUid } from '../../codecs/rfid/tag-uid.ts';
import type { ByteLink } from '../../ports/byte-link.ts';
import type { Timer } from '../../ports/timer.ts';
import type { FieldAnswer, FieldError, SimulatedField } from './simulated-field.ts';
import { answerFrames, type WireFaults } from './simulated-reader.ts';

const errors: Readonly<Record<FieldError, number>> = {
  'no-tag': pad3mStatus.noTag,
  'no-block': pad3mStatus.noSuchMemory,
  locked: pad3mStatus.locked,
  'write-failed': pad3mStatus.notWritten,
  'read-failed': pad3mStatus.notRead,
};

/** A 3M pad at the other end of a link. It repeats the tag's number also in an error, as its manual says. */
export function simulatePad3m(
  link: ByteLink,
  { field, wire }: { readonly field: SimulatedField; readonly wire: WireFaults },
  timer: Timer,
): void {
  const answer = (request: Pad3mRequest): readonly number[] => {
    switch (request.kind) {
      case 'version':
        return [pad3mStatus.ok, 0x0a, 5, 0, 2];
      case 'inventory':
        return [pad3mStatus.ok, ...encodePad3mInventory(field.inventory())];
      case 'tag-info':
        return said(request, field.describe(request.uid), (tag) =>
          encodePad3mTagInfo({
            ...tag,
            memory: { blockSize: tag.blockSize, blocks: tag.memory.length / tag.blockSize },
          }),
        );
      case 'read':
        return said(request, field.read(request.uid, request.first, request.count), (bytes) =>
          encodePad3mBlocks(request.uid, request.first, bytes),
        );
      case 'read-afi':
        return said(request, field.readAfi(request.uid), (afi) => [...bytesOfUid(request.uid), afi]);
      case 'write':
        return said(request, field.write(request.uid, request.first, request.bytes), () => [
          ...bytesOfUid(request.uid),
          request.first + request.bytes.length / 4,
        ]);
      case 'write-afi':
        return said(request, field.writeAfi(request.uid, request.afi), () => bytesOfUid(request.uid));
    }
  };

  const reply = (frame: Pad3mFrame): Uint8Array | null => {
    const request = decodePad3mRequest(frame);
    const data = request ? answer(request) : [pad3mStatus.unknownCommand];
    return encodePad3mFrame({ command: frame.command, data: Uint8Array.from(data) });
  };
  answerFrames(link, probePad3mFrame, reply, wire, timer);
}

function said<T>(
  request: Pad3mRequest & { readonly uid: Parameters<typeof bytesOfUid>[0] },
  answer: FieldAnswer<T>,
  encode: (value: T) => Iterable<number>,
): readonly number[] {
  if (answer.ok) return [pad3mStatus.ok, ...encode(answer.value)];
  return [errors[answer.error], ...bytesOfUid(request.uid)];
}
