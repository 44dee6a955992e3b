import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeReports, hearReport, hearSilence, type HidPosHeard, type HidPosState } from './reports.ts';

const aims = fc.stringMatching(/^\][A-Za-z][0-9A-Za-z]$/);
const data = fc.uint8Array({ minLength: 1, maxLength: 300 });
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function hearAll(reports: readonly Uint8Array[]): { state: HidPosState; heard: HidPosHeard[] } {
  let state: HidPosState = null;
  const heard: HidPosHeard[] = [];
  for (const report of reports) {
    const step = hearReport(state, report);
    state = step.state;
    heard.push(...step.heard);
  }
  return { state, heard };
}

describe('HID POS reports', () => {
  it('of a scan give its bytes and AIM id back, however long it is and whether they are shifted or not', () => {
    fc.assert(
      fc.property(data, fc.option(aims), fc.boolean(), (bytes, aim, shifted) => {
        const reports = encodeReports({ bytes, aim, shifted: shifted && aim !== null });
        expect(reports.every((report) => report.length === 64)).toBe(true);
        expect(hearAll(reports)).toEqual({ state: null, heard: [{ kind: 'scanned', aim, bytes }] });
      }),
    );
  });

  it('stand where the usage tables have them', () => {
    const [first = new Uint8Array(), second = new Uint8Array()] = encodeReports({
      bytes: new Uint8Array(60).fill(0x37),
      aim: ']Q0',
      makersSymbology: 0x73,
    });
    expect([...first.subarray(0, 6), first[60], first[61], first[63]]).toEqual([
      2, 56, 0x5d, 0x51, 0x30, 0x37, 0x37, 0x73, 1,
    ]);
    expect([second[1], second[8], second[9], second[63]]).toEqual([4, 0x37, 0, 0]);
  });

  it('of several scans give each of them, in order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(data, aims), { maxLength: 6 }), (scans) => {
        const { heard } = hearAll(scans.flatMap(([bytes, aim]) => encodeReports({ bytes, aim })));
        expect(heard).toEqual(scans.map(([bytes, aim]) => ({ kind: 'scanned', aim, bytes })));
      }),
    );
  });

  it('that break off are told as cut off, by silence or by the next scan of another symbology', () => {
    const [first = new Uint8Array()] = encodeReports({ bytes: new Uint8Array(60).fill(0x37), aim: ']C0' });
    const half = { kind: 'damaged', what: 'cut-off', bytes: new Uint8Array(56).fill(0x37) };
    expect(hearSilence(hearAll([first]).state)).toEqual({ state: null, heard: [half] });
    expect(hearSilence(null).heard).toEqual([]);
    const next = encodeReports({ bytes: bytesOf('30234'), aim: ']F0' });
    expect(hearAll([first, ...next]).heard).toEqual([
      half,
      { kind: 'scanned', aim: ']F0', bytes: bytesOf('30234') },
    ]);
  });

  it('with another report id are no scans and disturb none', () => {
    const reports = encodeReports({ bytes: new Uint8Array(60).fill(0x37), aim: ']C0' });
    const state = Uint8Array.of(0x04, 0xff, 0xff);
    expect(hearAll([state, reports[0]!, state, reports[1]!]).heard).toHaveLength(1);
  });

  it('that are not built as they should be are told as damaged', () => {
    const whole = encodeReports({ bytes: bytesOf('30234'), aim: ']C0' })[0]!;
    const what = (report: Uint8Array) =>
      hearAll([report]).heard.map((heard) => heard.kind === 'damaged' && heard.what);
    expect(what(whole.subarray(0, 8))).toEqual(['length']);
    expect(what(whole.with(1, 57))).toEqual(['length']);
    expect(what(whole.with(2, 0x41))).toEqual(['aim']);
    const endless = Array.from(
      { length: 80 },
      () => encodeReports({ bytes: new Uint8Array(57), aim: ']C0' })[0]!,
    );
    expect(hearAll(endless).heard[0]).toMatchObject({ what: 'too-long' });
  });

  it('never throw, whatever comes', () => {
    const report = fc.oneof(
      fc.uint8Array({ maxLength: 70 }),
      fc.uint8Array({ minLength: 64, maxLength: 64 }).map((bytes) => bytes.with(0, 2)),
      fc.uint8Array({ minLength: 64, maxLength: 64 }).map((bytes) => bytes.with(0, 2).with(2, 0x5d)),
    );
    fc.assert(
      fc.property(fc.array(report, { maxLength: 30 }), (reports) => {
        const { state } = hearAll(reports);
        expect(state?.bytes.length ?? 0).toBeLessThanOrEqual(4096);
      }),
    );
  });
});
