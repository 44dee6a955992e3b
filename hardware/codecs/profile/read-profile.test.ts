import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { usualCodes } from '../barcode/code-settings.ts';
import { wedgeLimits } from '../keyboard-wedge.ts';
import { profileSentence } from './profile-problem.ts';
import { readDeskProfile } from './read-profile.ts';

const page = readFileSync(fileURLToPath(new URL('../../../docs/DEVICES.md', import.meta.url)), 'utf8');
const read = (given: unknown) => readDeskProfile(JSON.stringify(given, null, 2));
const scanner = (link: object, more: object = {}) => ({ scanners: [{ name: 'links', link, ...more }] });

function sentencesOf(given: unknown): string[] {
  const answer = typeof given === 'string' ? readDeskProfile(given) : read(given);
  if (answer.ok) throw new Error('it was read without a problem');
  return answer.problems.map((problem) => profileSentence(problem, 'devices.json'));
}

function profileOf(given: unknown) {
  const answer = read(given);
  if (!answer.ok)
    throw new Error(answer.problems.map((problem) => profileSentence(problem, 'devices.json')).join('\n'));
  return answer.profile;
}

describe('the profile of a desk', () => {
  it('may be empty, and has the usual codes then', () => {
    expect(profileOf({})).toEqual({
      scanners: [],
      pads: [],
      printers: [],
      codes: usualCodes,
      otherCodes: 'accepted',
    });
  });

  it('names no self-checks: they log in, and desk.json names them', () => {
    expect(sentencesOf({ selfChecks: [] }).join()).toMatch(/selfChecks/);
  });

  it('fills in what devices have when nobody changed it', () => {
    const profile = profileOf({
      scanners: [
        { name: 'links', link: { kind: 'serial', path: 'COM3' } },
        { name: 'rechts', link: { kind: 'hid', vendorId: '0c2e', serialNumber: 'S1' }, prefix: 'B' },
        { name: 'toetsen', link: { kind: 'keyboard' } },
      ],
      pads: [
        { name: 'plaat', protocol: 'feig', link: { kind: 'serial', path: 'COM4' } },
        { name: 'plaat 2', protocol: 'feig', link: { kind: 'tcp', host: 'pad2' } },
        { name: 'plaat 3', protocol: '3m', link: { kind: 'serial', path: 'COM5' } },
      ],
      printers: [{ name: 'bon', link: { kind: 'tcp', host: 'bon' } }],
    });
    expect(profile.scanners.map(({ link }) => link)).toEqual([
      {
        kind: 'serial',
        path: 'COM3',
        baudRate: 9600,
        dataBits: 8,
        parity: 'none',
        stopBits: 1,
        lineEnd: 'auto',
        idleMs: 100,
      },
      { kind: 'hid', vendorId: 0x0c2e, serialNumber: 'S1' },
      { kind: 'keyboard', ...wedgeLimits },
    ]);
    expect(profile.scanners[1]).toMatchObject({ prefix: 'B', suffix: '', sameScanMs: 300 });
    expect(profile.pads.map(({ link }) => link)).toMatchObject([
      { baudRate: 38_400, parity: 'even' },
      { port: 10_001 },
      { baudRate: 19_200, parity: 'none' },
    ]);
    expect(profile.printers[0]).toMatchObject({ columns: 42, drawer: false, link: { port: 9100 } });
    const [page] = profileOf({ printers: [{ name: 'A4', link: { kind: 'system' } }] }).printers;
    expect(page?.link).toEqual({ kind: 'system', paper: 'A4' });
  });

  it('is read from every example in DEVICES.md', () => {
    const examples = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, text = '']) => text);
    expect(examples.length).toBeGreaterThan(0);
    for (const text of examples) expect(readDeskProfile(text)).toMatchObject({ ok: true });
  });

  it('is read with the byte order mark that Notepad writes', () => {
    expect(readDeskProfile('\ufeff{}')).toMatchObject({ ok: true });
  });
});

describe('a wrong profile is told in sentences that name file, line, place and what would be right', () => {
  it.each([
    [
      'a wrong type',
      scanner({ kind: 'serial', path: 'COM3', baudRate: 'fast' }),
      'devices.json, line 8: scanners[0].link.baudRate is "fast"; it has to be a whole number.',
    ],
    [
      'a missing value',
      scanner({ kind: 'serial' }),
      'devices.json, line 5: scanners[0].link.path is missing; it has to be a text in quotes.',
    ],
    [
      'an unknown kind',
      scanner({ kind: 'usb' }),
      'devices.json, line 6: scanners[0].link.kind is "usb"; it has to be one of "serial", "tcp", "hid", "keyboard".',
    ],
    [
      'a missing kind',
      scanner({}),
      'devices.json, line 5: scanners[0].link.kind is missing; it has to be one of "serial", "tcp", "hid", "keyboard".',
    ],
    [
      'an unknown name',
      scanner({ kind: 'keyboard' }, { sufix: '*' }),
      'devices.json, line 8: scanners[0].sufix is no setting; look for its right name in docs/DEVICES.md, or take it away.',
    ],
    [
      'a number that is too small',
      scanner({ kind: 'keyboard' }, { sameScanMs: -1 }),
      'devices.json, line 8: scanners[0].sameScanMs is -1; it has to be at least 0.',
    ],
    [
      'a text that is too long',
      scanner({ kind: 'keyboard' }, { prefix: '123456789' }),
      'devices.json, line 8: scanners[0].prefix is "123456789"; it has to be at most 8 characters long.',
    ],
    [
      'a value of a few',
      scanner({ kind: 'serial', path: 'COM3', stopBits: 3 }),
      'devices.json, line 8: scanners[0].link.stopBits is 3; it has to be one of 1, 2.',
    ],
    [
      'ids that are not hexadecimal',
      scanner({ kind: 'hid', vendorId: '0x5e0' }),
      'devices.json, line 7: scanners[0].link.vendorId is "0x5e0"; it has to be four hexadecimal digits in quotes, like "0C2E".',
    ],
    [
      'a list with nothing in it',
      { codes: [{ pattern: 'B', symbologies: [] }] },
      'devices.json, line 5: codes[0].symbologies is []; it has to have at least 1 in it.',
    ],
    [
      'a name that cannot be one',
      { scanners: [{ name: '!', link: { kind: 'keyboard' } }] },
      'devices.json, line 4: scanners[0].name is "!"; it has to be a name of letters, digits, spaces, ".", "_" or "-", at most 40.',
    ],
    [
      'a number that is too big',
      scanner({ kind: 'keyboard' }, { sameScanMs: 5001 }),
      'devices.json, line 8: scanners[0].sameScanMs is 5001; it has to be at most 5000.',
    ],
    [
      'a setting that stands there twice',
      '{\n "codes": [],\n "codes": []\n}',
      'devices.json, line 3: "codes" stands here twice, at column 2; take one of them away.',
    ],
    [
      'a pattern that is none',
      { codes: [{ pattern: '[' }] },
      'devices.json, line 4: codes[0].pattern has to be a regular expression, like "2\\\\d{13}".',
    ],
    [
      'keyboard times that exclude each other',
      scanner({ kind: 'keyboard', quick: 100, divide: 60 }),
      'devices.json, line 8: scanners[0].link.divide has to be longer than "quick": a pause that divides is no pause inside a code.',
    ],
    [
      'a width that no receipt has',
      { printers: [{ name: 'bon', link: { kind: 'tcp', host: 'bon' }, columns: 40 }] },
      'devices.json, line 9: printers[0].columns is 40; it has to be one of 32, 42, 48.',
    ],
    [
      'a second printer',
      {
        printers: ['a', 'b'].map((host) => ({ name: host, link: { kind: 'tcp', host } })),
      },
      'devices.json, line 10: printers[1] is one too many: a desk prints on one printer.',
    ],
    [
      'a drawer at what prints pages',
      { printers: [{ name: 'A4', link: { kind: 'system' }, drawer: true }] },
      'devices.json, line 8: printers[0].drawer has to be false: only a receipt printer opens a drawer, over "tcp", "serial" or "file".',
    ],
    [
      'a list that is none',
      { scanners: {} },
      'devices.json, line 2: scanners is {}; it has to be a list in [ ].',
    ],
    ['a file that is no object', [], 'devices.json, line 1: the file is []; it has to be settings in { }.'],
    [
      'a text that is not JSON',
      '{\n "scanners": [,]\n}',
      'devices.json, line 2: this is not JSON; at column 15 has to stand a value: a text in quotes, a number, true, false, { } or [ ].',
    ],
  ])('%s', (_, given, sentence) => {
    expect(sentencesOf(given)).toEqual([sentence]);
  });

  it('all at once', () => {
    expect(sentencesOf({ scanners: [{ name: '', link: { kind: 'hid' } }], pads: 1 })).toHaveLength(3);
  });

  it.each([
    [
      'one name',
      [
        { name: 'a', link: { kind: 'keyboard' } },
        { name: 'A', link: { kind: 'serial', path: 'COM3' } },
      ],
      'scanners[1].name is the name of scanners[0] ("a") too; give each device its own.',
    ],
    [
      'one serial line',
      [
        { name: 'a', link: { kind: 'serial', path: 'COM3' } },
        { name: 'b', link: { kind: 'serial', path: 'com3' } },
      ],
      'scanners[1].link is the same serial line as scanners[0] ("a").',
    ],
    [
      'HID ids that fit both',
      [
        { name: 'a', link: { kind: 'hid', vendorId: '05E0' } },
        { name: 'b', link: { kind: 'hid', vendorId: '05E0', productId: '1300' } },
      ],
      'scanners[1].link needs a serialNumber, or where the scanner has none a path, for it may be the same scanner as scanners[0] ("a").',
    ],
    [
      'HID ids of which the later fit both',
      [
        { name: 'a', link: { kind: 'hid', vendorId: '05E0', productId: '1300' } },
        { name: 'b', link: { kind: 'hid', vendorId: '05E0' } },
      ],
      'scanners[1].link needs a serialNumber, or where the scanner has none a path, for it may be the same scanner as scanners[0] ("a").',
    ],
    [
      'one keyboard',
      [
        { name: 'a', link: { kind: 'keyboard' } },
        { name: 'b', link: { kind: 'keyboard' } },
      ],
      'scanners[1].link needs no entry of its own: all scanners that type are one keyboard, the same as scanners[0] ("a").',
    ],
  ])('two devices with %s', (_, scanners, sentence) => {
    const [said = ''] = sentencesOf({ scanners });
    expect(said.replace(/^devices\.json, line \d+: /, '')).toBe(sentence);
  });

  it('two devices of different lists meet too', () => {
    const given = {
      pads: [{ name: 'pad', protocol: 'feig', link: { kind: 'serial', path: 'COM3' } }],
      printers: [{ name: 'bon', link: { kind: 'serial', path: 'COM3' } }],
    };
    expect(sentencesOf(given)[0]).toContain('printers[0].link is the same serial line as pads[0] ("pad").');
  });

  it('and two scanners of one model with their own numbers do not', () => {
    const hid = (name: string, serialNumber: string) => ({
      name,
      link: { kind: 'hid', vendorId: '05E0', serialNumber },
    });
    expect(profileOf({ scanners: [hid('a', 'S1'), hid('b', 'S2')] }).scanners).toHaveLength(2);
  });

  it('whatever the file holds', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc
            .dictionary(fc.constantFrom('scanners', 'pads', 'printers', 'codes'), fc.jsonValue())
            .map((all) => JSON.stringify(all)),
        ),
        (text) => {
          const answer = readDeskProfile(text);
          if (answer.ok) return;
          expect(answer.problems.length).toBeGreaterThan(0);
          for (const problem of answer.problems) {
            const sentence = profileSentence(problem, 'devices.json');
            expect(sentence).toMatch(/^devices\.json, line \d+: .*\.$/s);
            expect(sentence).not.toContain('undefined');
          }
        },
      ),
    );
  });
});
