import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FrameScanner } from '../frame-scanner.ts';
import { bytesOfHex, hexOf } from '../hex.ts';
import { uidOf, type TagUid } from '../rfid/tag-uid.ts';
import { encodeFeigFrame, probeFeigFrame, type FeigFrame } from './frame.ts';
import {
  decodeBlocks,
  decodeInventory,
  decodeSystemInfo,
  encodeBlocks,
  encodeInventory,
  encodeSystemInfo,
} from './reply.ts';
import { commandOf, decodeFeigRequest, encodeFeigRequest, type FeigRequest } from './request.ts';

interface FrameFile {
  readonly captured: Readonly<Record<string, string>>;
  readonly computed: Readonly<Record<string, { readonly std: string; readonly adv: string }>>;
  readonly synthetic: Readonly<Record<string, string>>;
}

const file = fileURLToPath(new URL('../../../../shared/data/protocols/feig-frames.json', import.meta.url));
const tag = 'E004010046707A28' as TagUid;
const labelB1 = bytesOfHex('1101013130303030303030353600000000000098A4444B373138353030000000');

const asked: Readonly<Record<string, FeigRequest>> = {
  getSoftwareVersion: { kind: 'software-version' },
  rfReset: { kind: 'rf-reset' },
  inventory: { kind: 'inventory', more: false },
  inventoryMore: { kind: 'inventory', more: true },
  read8: { kind: 'read', uid: tag, first: 0, count: 8 },
  sysInfo: { kind: 'system-info', uid: tag },
  afi07: { kind: 'write-afi', uid: tag, afi: 0x07 },
  afiC2: { kind: 'write-afi', uid: tag, afi: 0xc2 },
  write8_B1_blocksReversed: { kind: 'write', uid: tag, first: 0, blockSize: 4, bytes: labelB1 },
};

const scan = (bytes: Uint8Array): FeigFrame[] => new FrameScanner(probeFeigFrame).push(bytes);

function parsed(hex: string): FeigFrame {
  const [frame, ...others] = scan(bytesOfHex(hex));
  if (frame === undefined || others.length > 0) throw new Error(`${hex} is not one frame.`);
  return frame;
}

describe.skipIf(!existsSync(file))('known frames (needs ../shared/data/protocols)', () => {
  const known = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as FrameFile)
    : { captured: {}, computed: {}, synthetic: {} };

  it.each(Object.entries(asked))(
    '%s is asked byte for byte in both forms, and understood',
    (name, request) => {
      const { std, adv } = known.computed[name] ?? { std: '', adv: '' };
      expect(hexOf(encodeFeigRequest(request))).toBe(std.toUpperCase());
      expect(hexOf(encodeFeigRequest(request, 'advanced'))).toBe(adv.toUpperCase());
      for (const hex of [std, adv]) {
        expect(decodeFeigRequest(parsed(hex))).toEqual(request);
        expect(parsed(hex).command).toBe(commandOf(request));
      }
    },
  );

  it('every frame of the file is parsed and comes back', () => {
    const all = [
      ...Object.values(known.captured),
      ...Object.values(known.synthetic),
      ...Object.values(known.computed).flatMap(({ std, adv }) => [std, adv]),
    ];
    for (const hex of all) expect(hexOf(encodeFeigFrame(parsed(hex)))).toBe(hex.toUpperCase());
    expect(all.length).toBeGreaterThan(20);
  });

  it('the replies say what stands in them', () => {
    const data = (name: string): Uint8Array => parsed(known.synthetic[name] ?? '').data;
    expect(decodeInventory(data('inventory1').subarray(1))).toEqual([{ uid: tag, dsfid: 0 }]);
    expect(data('noTransponder')).toEqual(Uint8Array.of(1));
    expect(decodeBlocks(data('read8_B1').subarray(1))).toEqual({ blockSize: 4, bytes: labelB1 });
    expect(decodeSystemInfo(data('sysInfo_afi07_4x28').subarray(1))).toEqual({
      uid: tag,
      dsfid: 0,
      afi: 0x07,
      blockSize: 4,
      blocks: 28,
    });
    expect(data('writeErrorBlock3')).toEqual(Uint8Array.of(3, 3));
  });
});

const byte = fc.integer({ min: 0, max: 255 });
const uid = fc.uint8Array({ minLength: 8, maxLength: 8 }).map((bytes) => uidOf(bytes) ?? tag);
const frame: fc.Arbitrary<FeigFrame> = fc.record({
  form: fc.constantFrom('standard', 'advanced'),
  address: byte,
  command: byte,
  data: fc.uint8Array({ maxLength: 60 }),
});

describe('FEIG frames', () => {
  it('are found however they are cut and joined', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 5 }), fc.array(fc.nat(40)), (frames, cuts) => {
        const scanner = new FrameScanner(probeFeigFrame);
        let bytes = Uint8Array.from(frames.flatMap((one) => [...encodeFeigFrame(one)]));
        const found: FeigFrame[] = [];
        for (const cut of cuts) {
          found.push(...scanner.push(bytes.subarray(0, cut)));
          bytes = bytes.slice(cut);
        }
        found.push(...scanner.push(bytes));
        expect(found).toEqual(frames);
        expect(scanner.isWaiting).toBe(false);
      }),
    );
  });

  it('are found behind junk, at the latest when the line falls silent', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), frame, (junk, one) => {
        const scanner = new FrameScanner(probeFeigFrame);
        const found = [...scanner.push(junk), ...scanner.push(encodeFeigFrame(one)), ...scanner.silence()];
        expect(found.at(-1)).toEqual(one);
        expect(scanner.isWaiting).toBe(false);
      }),
    );
  });

  it('with one bit turned are no frames', () => {
    fc.assert(
      fc.property(frame, fc.nat(), (one, at) => {
        const bytes = encodeFeigFrame(one);
        const bit = at % (bytes.length * 8);
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        const scanner = new FrameScanner(probeFeigFrame);
        expect([...scanner.push(bytes), ...scanner.silence()]).not.toContainEqual(one);
      }),
    );
  });

  it('carry requests and replies that read back, in either form, and never throw', () => {
    const blocks = fc
      .record({ blockSize: fc.constantFrom(4, 8), count: fc.integer({ min: 1, max: 80 }), seed: byte })
      .map(({ blockSize, count, seed }) => ({
        blockSize,
        bytes: Uint8Array.from({ length: blockSize * count }, (_, at) => (seed + at * 7) & 0xff),
      }));
    fc.assert(
      fc.property(uid, blocks, byte, (one, memory, afi) => {
        const requests: FeigRequest[] = [
          { kind: 'write', uid: one, first: 3, ...memory },
          { kind: 'write-afi', uid: one, afi },
        ];
        for (const request of requests) {
          const [found] = scan(encodeFeigRequest(request));
          expect(found && decodeFeigRequest(found)).toEqual(request);
        }
        expect(decodeBlocks(encodeBlocks(memory))).toEqual(memory);
        expect(decodeInventory(encodeInventory([{ uid: one, dsfid: afi }]))).toEqual([
          { uid: one, dsfid: afi },
        ]);
        const info = { uid: one, dsfid: afi, afi, blockSize: 4, blocks: 28 };
        expect(decodeSystemInfo(encodeSystemInfo(info))).toEqual(info);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), byte, (data, command) => {
        decodeFeigRequest({ form: 'standard', address: 0, command, data });
        for (const decode of [decodeInventory, decodeBlocks, decodeSystemInfo]) decode(data);
      }),
    );
  });
});
