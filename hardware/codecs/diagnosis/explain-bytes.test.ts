import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFeigFrame } from '../feig/frame.ts';
import { encodeFeigRequest } from '../feig/request.ts';
import { bytesOfHex } from '../hex.ts';
import { encodePad3mFrame } from '../pad3m/frame.ts';
import { encodePad3mBlocks, encodePad3mInventory, encodePad3mTagInfo } from '../pad3m/reply.ts';
import { encodePad3mRequest, type Pad3mRequest } from '../pad3m/request.ts';
import { arbitraryLabel } from '../rfid/arbitrary-label.ts';
import { encodeDanishTag } from '../rfid/danish-tag.ts';
import { reverseBlocks } from '../rfid/tag-memory.ts';
import { TagModels } from '../rfid/tag-models.ts';
import type { TagUid } from '../rfid/tag-uid.ts';
import { explainBytes } from './explain-bytes.ts';

const data = new URL('../../../../shared/data/protocols/', import.meta.url);
const isThere = existsSync(fileURLToPath(data));
const readJson = (name: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(name, data)), 'utf8'));

const uid = 'E004010046707A28' as TagUid;
const labelB1 = bytesOfHex('1101013130303030303030353600000000000098A4444B373138353030000000');

const tag = {
  ...{ version: 1, usage: 2, parts: 3, ordinal: 2, item: '1000000136', country: 'NL', library: '0800070000' },
  extensions: [],
};

interface Vector {
  readonly name: string;
  readonly hex: string;
  readonly expect: { readonly id: string; readonly country?: string; readonly library?: string };
}

describe.skipIf(!isThere)('known bytes (needs ../shared/data/protocols)', () => {
  const tags = isThere ? (readJson('rfid-tags-iso28560-3.json') as readonly Vector[]) : [];

  it.each(tags)('$name: model, fields and checksum, in either byte order', ({ hex, expect: known }) => {
    const bytes = bytesOfHex(hex);
    const said = explainBytes(bytes);
    const { country, library } = known;
    expect(said).toMatchObject({ what: 'tag', model: 'iso-28560-3', crc: 'right', quirks: [] });
    expect(said).toMatchObject({
      fields: { item: known.id, ...(country ? { country } : {}), ...(library ? { library } : {}) },
    });
    const turned = explainBytes(reverseBlocks(bytes));
    expect(turned).toEqual({ ...said, quirks: ['blocks-reversed'] });
  });

  it('every frame of the file is told apart, as question or answer', () => {
    const file = readJson('feig-frames.json') as {
      readonly captured: Readonly<Record<string, string>>;
      readonly computed: Readonly<Record<string, { readonly std: string; readonly adv: string }>>;
      readonly synthetic: Readonly<Record<string, string>>;
    };
    const ways = (hexes: readonly string[]): unknown =>
      hexes.map((hex) => explainBytes(bytesOfHex(hex))).map((said) => 'way' in said && said.way);
    const asked = Object.values(file.computed).flatMap(({ std, adv }) => [std, adv]);
    const told = [...Object.values(file.captured), ...Object.values(file.synthetic)];
    expect(ways(asked)).toEqual(asked.map(() => 'request'));
    expect(ways(told)).toEqual(told.map(() => 'reply'));
    const { read8_B1: read, sysInfo_afi07_4x28: info, noTransponder } = file.synthetic;
    const label = { what: 'tag', crc: 'right', fields: { item: '1000000056' } };
    expect(explainBytes(bytesOfHex(read!))).toMatchObject({ meaning: 'read', crc: 'right', tag: label });
    expect(explainBytes(bytesOfHex(info!))).toMatchObject({
      meaning: 'system-info',
      fields: { uid, afi: 7 },
    });
    expect(explainBytes(bytesOfHex(noTransponder!))).toMatchObject({ fields: { status: 'noTag' } });
    const write = file.computed['write8_B1_blocksReversed']!.std;
    expect(explainBytes(bytesOfHex(write))).toMatchObject({ meaning: 'write', fields: { uid }, tag: label });
  });
});

describe('bytes that somebody found', () => {
  it('name the quirks of a tag: turned blocks, usage in the high nibble, or both', () => {
    for (const reversed of [false, true])
      for (const usageHigh of [false, true]) {
        const straight = new Uint8Array(112);
        straight.set(encodeDanishTag(tag, 112, usageHigh)!);
        const said = explainBytes(reversed ? reverseBlocks(straight) : straight);
        const quirks = [...(reversed ? ['blocks-reversed'] : []), ...(usageHigh ? ['usage-high'] : [])];
        expect(said).toMatchObject({ what: 'tag', crc: 'right', quirks, fields: { usage: 'not-for-loan' } });
      }
  });

  it('with a wrong checksum are said to be wrong, and what they seem to say is told', () => {
    const bytes = Uint8Array.from(labelB1);
    bytes[5] = 0x39;
    expect(explainBytes(bytes)).toMatchObject({ what: 'tag', crc: 'wrong', fields: { item: '1090000056' } });
    const frame = encodeFeigRequest({ kind: 'write-afi', uid, afi: 7 });
    frame[frame.length - 1]! ^= 0x10;
    expect(explainBytes(frame)).toMatchObject({ what: 'frame', crc: 'wrong', meaning: 'write-afi' });
    const pad = encodePad3mRequest({ kind: 'inventory' });
    pad[pad.length - 1]! ^= 0x10;
    expect(explainBytes(pad)).toMatchObject({ protocol: '3m', crc: 'wrong', meaning: 'inventory' });
  });

  it('of ISO 28560-2 are read without a checksum, with a DSFID where only that tells', () => {
    const image = new TagModels(['iso-28560-2']).write(
      { item: '123456789012', owner: null, usage: 'circulating', parts: 1, ordinal: 1 },
      { blockSize: 4, bytes: new Uint8Array(64) },
      { kind: 'blank' },
    );
    const bytes = image.ok ? image.bytes : new Uint8Array();
    const label = { what: 'tag', model: 'iso-28560-2', crc: 'none', fields: { item: '123456789012' } };
    expect(explainBytes(bytes, 6)).toMatchObject(label);
    expect(explainBytes(bytes)).toMatchObject(label);
  });

  it('every label that can be written is read back', () => {
    fc.assert(
      fc.property(arbitraryLabel, (label) => {
        const image = new TagModels(['iso-28560-3']).write(
          label,
          { blockSize: 4, bytes: new Uint8Array(112) },
          { kind: 'blank' },
        );
        if (image.ok) expect(explainBytes(image.bytes)).toMatchObject({ crc: 'right', fields: label });
      }),
    );
  });

  it('of a 3M pad are told apart as question and answer', () => {
    const requests: readonly Pad3mRequest[] = [
      { kind: 'version' },
      { kind: 'inventory' },
      { kind: 'read', uid, first: 0, count: 8 },
      { kind: 'write', uid, first: 0, bytes: labelB1 },
      { kind: 'tag-info', uid },
      { kind: 'write-afi', uid, afi: 0xc2 },
    ];
    for (const request of requests)
      expect(explainBytes(encodePad3mRequest(request))).toMatchObject({
        ...{ what: 'frame', protocol: '3m', way: 'request', crc: 'right', meaning: request.kind },
      });
    const reply = (command: number, payload: Uint8Array): ReturnType<typeof explainBytes> =>
      explainBytes(encodePad3mFrame({ command, data: Uint8Array.of(0, ...payload) }));
    expect(reply(0xfe, encodePad3mInventory([{ uid, dsfid: 6 }]))).toMatchObject({
      ...{ way: 'reply', meaning: 'inventory', fields: { status: 'ok', tags: [{ uid, dsfid: 6 }] } },
    });
    expect(reply(0x02, encodePad3mBlocks(uid, 0, labelB1))).toMatchObject({
      ...{ way: 'reply', meaning: 'read', fields: { uid }, tag: { fields: { item: '1000000056' } } },
    });
    const info = { uid, dsfid: 0x3e, afi: 7, memory: { blockSize: 4, blocks: 28 } };
    expect(reply(0x0d, encodePad3mTagInfo(info))).toMatchObject({
      ...{ way: 'reply', meaning: 'tag-info', fields: { uid, afi: 7, blocks: 28 } },
    });
  });

  it('may be several frames, and frames among other bytes', () => {
    const ask = encodeFeigRequest({ kind: 'inventory', more: false });
    const answer = encodeFeigFrame({
      ...{ form: 'standard', address: 0, command: 0xb0 },
      data: Uint8Array.of(1),
    });
    const both = explainBytes(Uint8Array.of(...ask, ...answer));
    expect(both).toMatchObject({
      what: 'frames',
      between: 0,
      frames: [{ way: 'request' }, { way: 'reply' }],
    });
    expect(explainBytes(Uint8Array.of(0, ...ask, 0x55))).toMatchObject({ what: 'frames', between: 2 });
  });

  it('that are nothing known are said to be so, in one sentence that says what would have been', () => {
    const noise = Uint8Array.from({ length: 64 }, (_, at) => (at * 37 + 5) & 0xff);
    const why = (bytes: Uint8Array): string => {
      const said = explainBytes(bytes);
      return said.what === 'nothing' ? said.why : said.what;
    };
    expect(why(noise)).toMatch(
      /^These 64 bytes are no frame .* not public, or of another trade; .* known by its DSFID only\.$/,
    );
    expect(why(Uint8Array.of(0x55, 0x66))).toMatch(
      /^These 2 bytes are no whole frame .* at least 32 bytes\.$/,
    );
    expect(explainBytes(new Uint8Array(112))).toEqual({ what: 'blank' });
  });

  it('that are the beginning of a frame are said to be cut off, and by how much', () => {
    const ask = { kind: 'write', uid, first: 0, blockSize: 4, bytes: labelB1 } as const;
    const whole = [
      ['a FEIG reader', encodeFeigRequest(ask)],
      ['a FEIG reader', encodeFeigRequest(ask, 'advanced')],
      ['a 3M pad', encodePad3mFrame({ command: 0x02, data: labelB1 })],
    ] as const;
    for (const [whose, bytes] of whole)
      for (const given of [5, bytes.length - 3, bytes.length - 1])
        expect(explainBytes(bytes.subarray(0, given))).toEqual({
          what: 'nothing',
          why: `A frame of ${whose} begins here and says that it has ${bytes.length} bytes, but only ${given} were given.`,
        });
  });

  it('of a FEIG reader that asks for more tags say so as true or false', () => {
    for (const more of [true, false])
      expect(explainBytes(encodeFeigRequest({ kind: 'inventory', more }))).toMatchObject({
        fields: { more },
      });
  });

  it('never throw, whatever they are, sound or nearly so', () => {
    const frame = fc
      .record({
        command: fc.constantFrom(0x02, 0x0d, 0xfe, 0xb0, 0x65, 0x01),
        data: fc.uint8Array({ maxLength: 60 }),
      })
      .chain(({ command, data: payload }) =>
        fc.constantFrom(
          encodePad3mFrame({ command, data: payload }),
          encodeFeigFrame({ form: 'standard', address: 0, command, data: payload }),
          encodeFeigFrame({ form: 'advanced', address: 0xff, command, data: payload }),
        ),
      );
    const noisy = fc
      .tuple(fc.oneof(frame, fc.constant(labelB1)), fc.nat(), fc.nat(255))
      .map(([whole, at, byte]) => {
        const bytes = Uint8Array.from(whole);
        bytes[at % bytes.length] = byte;
        return bytes;
      });
    const any = fc.oneof(fc.uint8Array({ maxLength: 300 }), frame, noisy);
    fc.assert(
      fc.property(any, fc.constantFrom(null, 0, 6, 0x3e), (bytes, dsfid) => {
        const said = explainBytes(bytes, dsfid);
        expect(JSON.parse(JSON.stringify(said))).toEqual(said);
        if (said.what === 'nothing') expect(said.why).toMatch(/^[^.]*\.$|[^.]\.$/);
      }),
      { numRuns: 3000 },
    );
  });
});
