import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameScanner } from '../frame-scanner.ts';
import { bytesOfHex, hexOf } from '../hex.ts';
import { uidOf, type TagUid } from '../rfid/tag-uid.ts';
import { encodePad3mFrame, probePad3mFrame, type Pad3mFrame } from './frame.ts';
import {
  decodePad3mBlocks,
  decodePad3mInventory,
  decodePad3mTagInfo,
  encodePad3mBlocks,
  encodePad3mInventory,
  encodePad3mTagInfo,
} from './reply.ts';
import { commandOf3m, decodePad3mRequest, encodePad3mRequest, type Pad3mRequest } from './request.ts';

const tag = 'E007000001234567' as TagUid;
const byte = fc.integer({ min: 0, max: 255 });
const uid = fc
  .uint8Array({ minLength: 7, maxLength: 7 })
  .map((rest) => uidOf(Uint8Array.of(0xe0, ...rest)) ?? tag);
const frame: fc.Arbitrary<Pad3mFrame> = fc.record({ command: byte, data: fc.uint8Array({ maxLength: 60 }) });
const blocks = fc
  .uint8Array({ minLength: 4, maxLength: 160 })
  .map((bytes) => bytes.slice(0, bytes.length & ~3));

const request: fc.Arbitrary<Pad3mRequest> = fc.oneof(
  fc.constant({ kind: 'version' as const }),
  fc.constant({ kind: 'inventory' as const }),
  fc.record({ kind: fc.constant('read' as const), uid, first: byte, count: byte }),
  fc.record({ kind: fc.constant('write' as const), uid, first: byte, bytes: blocks }),
  fc.record({ kind: fc.constant('write-afi' as const), uid, afi: byte }),
  fc.record({ kind: fc.constantFrom('read-afi' as const, 'tag-info' as const), uid }),
);

describe('3M pad frames', () => {
  it('have the checksum of the manufacturer’s example', () => {
    expect(hexOf(encodePad3mFrame({ command: 3, data: bytesOfHex('000200000003') }))).toBe(
      'D600090300020000000312E6',
    );
  });

  it('ask as the manufacturer’s examples do, but for the checksums, which these do not give', () => {
    const withoutCrc = (asked: Pad3mRequest): string => hexOf(encodePad3mRequest(asked).slice(0, -2));
    expect(withoutCrc({ kind: 'read', uid: tag, first: 0, count: 2 })).toBe('D6000D02E0070000012345670002');
    const bytes = bytesOfHex('1234ABCD55667788');
    expect(withoutCrc({ kind: 'write', uid: tag, first: 0, bytes })).toBe(
      'D6001604E0070000012345670002001234ABCD55667788',
    );
    expect(withoutCrc({ kind: 'read-afi', uid: tag })).toBe('D6000B0AE007000001234567');
    expect(withoutCrc({ kind: 'write-afi', uid: tag, afi: 0xd7 })).toBe('D6000C09E007000001234567D7');
    expect(withoutCrc({ kind: 'version' })).toBe('D6000311');
  });

  it('are found however they are cut and joined, and behind junk when the line falls silent', () => {
    fc.assert(
      fc.property(
        fc.array(frame, { maxLength: 4 }),
        fc.array(fc.nat(40)),
        fc.uint8Array({ maxLength: 9 }),
        (frames, cuts, junk) => {
          const scanner = new FrameScanner(probePad3mFrame);
          let bytes = Uint8Array.from(frames.flatMap((one) => [...encodePad3mFrame(one)]));
          const found: Pad3mFrame[] = [];
          for (const cut of cuts) {
            found.push(...scanner.push(bytes.subarray(0, cut)));
            bytes = bytes.slice(cut);
          }
          found.push(...scanner.push(bytes));
          expect(found).toEqual(frames);
          const last = { command: 9, data: junk };
          scanner.push(junk);
          expect([...scanner.push(encodePad3mFrame(last)), ...scanner.silence()].at(-1)).toEqual(last);
        },
      ),
    );
  });

  it('carry every request there and back', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const [found] = new FrameScanner(probePad3mFrame).push(encodePad3mRequest(asked));
        expect(found?.command).toBe(commandOf3m(asked));
        expect(found && decodePad3mRequest(found)).toEqual(asked);
      }),
    );
  });

  it('carry replies that read back', () => {
    fc.assert(
      fc.property(uid, blocks, byte, fc.option(byte), (one, bytes, first, afi) => {
        expect(decodePad3mBlocks(encodePad3mBlocks(one, first, bytes))).toEqual(bytes);
        const tags = [{ uid: one, dsfid: first }];
        expect(decodePad3mInventory(encodePad3mInventory([...tags, ...tags]))).toEqual(tags);
        const memory = afi === null ? null : { blockSize: 4, blocks: 28 };
        const info = { uid: one, dsfid: first, afi, memory };
        expect(decodePad3mTagInfo(encodePad3mTagInfo(info))).toEqual(info);
      }),
    );
  });

  it('never make a decoder throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), byte, (data, command) => {
        decodePad3mRequest({ command, data });
        for (const decode of [decodePad3mInventory, decodePad3mBlocks, decodePad3mTagInfo]) decode(data);
      }),
    );
  });

  it('say that a block could not be read', () => {
    const reply = encodePad3mBlocks(tag, 0, new Uint8Array(8));
    reply[8 + 1 + 6 + 1] = 0x15;
    expect(decodePad3mBlocks(reply)).toBeNull();
  });
});
