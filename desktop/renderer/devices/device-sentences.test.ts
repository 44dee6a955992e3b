import { describe, expect, it } from 'vitest';
import type { ProfileProblemCode } from '../../contract/device-codes.ts';
import type { DeviceView } from '../../contract/devices.ts';
import type { Params } from '../../contract/views.ts';
import { createLanguage } from '../app/language.ts';
import { devicesEn } from '../app/locales/devices.en.ts';
import { devicesNl } from '../app/locales/devices.nl.ts';
import { createWording } from '../app/wording.ts';
import { firstSentence, padTrouble, problemSentence, signOfDevice, troubleOf } from './device-sentences.ts';

const languages = { nl: devicesNl.device, en: devicesEn.device } as const;
const wordings = {
  nl: createWording(createLanguage('nl'), 'Europe/Amsterdam'),
  en: createWording(createLanguage('en'), 'Europe/Amsterdam'),
} as const;
const params = { device: 'COM3', detail: 'EBUSY', count: 2, seconds: 15, number: '3010' };
const printerStates = ['paper-near-end', 'paper-out', 'cover-open', 'offline', 'unknown', 'lost'] as const;

function everyDevice(): DeviceView[] {
  const scanners = Object.keys(devicesNl.device.scanner) as (keyof typeof devicesNl.device.scanner)[];
  const pads = Object.keys(devicesNl.device.pad) as (keyof typeof devicesNl.device.pad)[];
  return [
    ...scanners.map((code): DeviceView => ({ name: 'links', kind: 'scanner', state: { code, params } })),
    ...pads.map((code): DeviceView => ({ name: 'plaat', kind: 'pad', state: { code, params } })),
    ...printerStates.map((code): DeviceView => ({ name: 'p', kind: 'printer', state: { code, params: {} } })),
    ...['cutter', 'unrecoverable', 'other', 'of-a-later-model'].map((what): DeviceView => ({
      name: 'p',
      kind: 'printer',
      state: { code: 'error', params: { what } },
    })),
  ];
}

describe.each(['nl', 'en'] as const)('what is said of devices, %s', (language) => {
  const wording = wordings[language];

  it('says of every state but ready what is wrong and what to do, in two sentences at least', () => {
    for (const device of everyDevice()) {
      const said = troubleOf(device, wording);
      if (device.state.code === 'ready') expect(said).toBeNull();
      else expect(said, `${device.kind} ${device.state.code}`).toMatch(/^\S.+[.] \S.+[.]$/);
    }
  });

  it('says at the printer that the drawer did not open, and what to do', () => {
    const drawer = { code: 'drawer-not-opened', params: {} } as const;
    const printer = { name: 'p', kind: 'printer', state: { code: 'ready', params: {} }, drawer } as const;
    expect(troubleOf(printer, wording)).toMatch(/^\S.+[.] \S.+[.]$/);
    expect(signOfDevice(printer)).toBe('look');
    expect(signOfDevice({ ...printer, drawer: { ...drawer, code: 'ready' } })).toBe('tick');
  });

  it('says why a scan is no code and why a test gave none, and what to do', () => {
    for (const [code, text] of Object.entries(languages[language].scanTest)) {
      expect(wording.filled(`device.scanTest.${code}`, params), code).not.toContain('{{');
      if (code !== 'test-asked-again') expect(text, code).toMatch(/[.] \S.+[.]$/);
    }
  });

  it('says of each thing that is wrong in the profile where it stands and what would be right', () => {
    const wrong = Object.keys(languages[language].profile) as (keyof typeof devicesNl.device.profile)[];
    const values = { given: '-1', values: '"a"', least: 0, most: 5, other: 'pads[0] ("b")', column: 3 };
    const all = { ...values, signs: '":"', twice: '"codes"', detail: 'EACCES' };
    const parts = ['at', 'given', 'missing', 'the-file'];
    const codes = wrong.filter((key) => !parts.includes(key)) as ProfileProblemCode[];
    for (const code of codes)
      for (const params of [all, { ...all, given: undefined }]) {
        const given = JSON.parse(JSON.stringify(params)) as Params;
        const problem = { code, line: 8, place: 'scanners[0].sameScanMs', params: given };
        const said = problemSentence(problem, wording);
        expect(said, code).toMatch(/^devices\.json, (?:regel|line) 8: .{20,}[.?]$/);
        expect(said, code).not.toMatch(/\{\{|undefined/);
      }
    const said = (params: Params) =>
      problemSentence({ code: 'too-small', line: 8, place: 'scanners[0].sameScanMs', params }, wording);
    expect([said({ given: '-1', least: 0 }), said({ least: 0 })]).toEqual(
      language === 'nl'
        ? [
            'devices.json, regel 8: scanners[0].sameScanMs is -1; het moet minstens 0 zijn.',
            'devices.json, regel 8: scanners[0].sameScanMs ontbreekt; het moet minstens 0 zijn.',
          ]
        : [
            'devices.json, line 8: scanners[0].sameScanMs is -1; it has to be at least 0.',
            'devices.json, line 8: scanners[0].sameScanMs is missing; it has to be at least 0.',
          ],
    );
  });

  it('says of the file as a whole what is wrong, whatever text stands in it', () => {
    const given = '"{{place}} $t(devices.title) <b>"';
    const sentence = problemSentence({ code: 'not-object', line: 1, place: '', params: { given } }, wording);
    expect(sentence).toContain(`${language === 'nl' ? 'het bestand' : 'the file'} is ${given}; `);
    const unread = { code: 'file-unreadable', line: null, place: '', params: { detail: 'EACCES' } } as const;
    expect(problemSentence(unread, wording)).toMatch(/^devices\.json (?:kan|cannot).*EACCES/);
  });

  it('says why a tag was not written, read or switched, with its own words for each reason', () => {
    const codes = [...Object.keys(devicesNl.device.tagging), ...Object.keys(devicesNl.device.pile)];
    const said = codes.map((code) => padTrouble(code as 'tag-gone', wording, params));
    expect(new Set(said).size).toBe(codes.length);
    expect(said.join(' ')).not.toContain('{{');
  });

  it('falls back to the desk’s own failures where the pad is not to blame', () => {
    expect(padTrouble('journal-failed', wording)).toBe(
      wording.refusal({ code: 'journal-failed', params: {} }),
    );
    expect(padTrouble('damaged', wording)).toBe(padTrouble('read-failed', wording));
  });
});

describe('a device in short', () => {
  it('keeps the first sentence, without its point', () => {
    expect(firstSentence('De klep staat open. Doe de klep dicht.')).toBe('De klep staat open');
    expect(firstSentence('Kijk in devices.json na wat er staat. Dan pas verder.')).toBe(
      'Kijk in devices.json na wat er staat',
    );
    expect(firstSentence('Printer')).toBe('Printer');
  });

  it('warns of what still works, and stops at what does not', () => {
    const sign = (code: 'ready' | 'paper-near-end' | 'lost'): string =>
      signOfDevice({ name: 'p', kind: 'printer', state: { code, params: {} } });
    expect([sign('ready'), sign('paper-near-end'), sign('lost')]).toEqual(['tick', 'look', 'stop']);
  });
});
