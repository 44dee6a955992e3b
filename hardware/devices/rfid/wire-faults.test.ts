import { afterEach, describe, expect, it } from 'vitest';
import { encodeFeigFrame, probeFeigFrame, type FeigFrame } from '../../codecs/feig/frame.ts';
import { decodeBlocks, feigStatus } from '../../codecs/feig/reply.ts';
import { commandOf, encodeFeigRequest, type FeigRequest } from '../../codecs/feig/request.ts';
import type { ByteLink } from '../../ports/byte-link.ts';
import type { PadEvent, RfidPad } from '../../ports/rfid-pad.ts';
import { linkedEnds } from '../../simulators/linked-ends.ts';
import { simulateFeigReader } from '../../simulators/rfid/feig-reader.ts';
import { simulatePad3m } from '../../simulators/rfid/pad-3m-device.ts';
import { SimulatedField } from '../../simulators/rfid/simulated-field.ts';
import { answerFrames, noWireFaults, type WireFaults } from '../../simulators/rfid/simulated-reader.ts';
import { systemTimer } from '../system-timer.ts';
import { feigPad } from './feig-pad.ts';
import { pad3m } from './pad-3m.ts';
import { labelledTag, models } from './pad-contract.ts';
import { quickLine, quickPad } from './quick-times.ts';
import { RequestLine } from './request-line.ts';

const line = { ...quickLine, replyMs: 60 };
const settings = { models, timer: systemTimer, times: quickPad };
const pads: RfidPad[] = [];
afterEach(async () => {
  for (const pad of pads.splice(0)) await pad.close();
});

/** Resolves with the first event from now on of which the condition holds. */
function event(pad: RfidPad, isIt: (event: PadEvent) => boolean): Promise<PadEvent> {
  return new Promise((resolve) => {
    const stop = pad.onEvent((told) => {
      if (!isIt(told)) return;
      stop();
      resolve(told);
    });
  });
}

describe.each([
  { name: 'a FEIG reader', make: feigPad, simulate: simulateFeigReader },
  { name: 'a 3M pad', make: pad3m, simulate: simulatePad3m },
])('$name on a bad wire', ({ make, simulate }) => {
  function opened(wire: WireFaults, lineTimes = line): { pad: RfidPad; field: SimulatedField } {
    const field = new SimulatedField();
    const open = async (): Promise<ByteLink> => {
      const { desk, device } = linkedEnds();
      simulate(device, { field, wire }, systemTimer);
      return desk;
    };
    const pad = make({ open, lineTimes, ...settings });
    pads.push(pad);
    return { pad, field };
  }

  it('is understood behind junk and in single bytes', async () => {
    const { pad, field } = opened(
      {
        ...noWireFaults(),
        junk: Uint8Array.of(0x37, 0xd6, 0x00, 0x02),
        pieceBytes: 1,
      },
      quickLine,
    );
    const tags = [labelledTag(1), labelledTag(2)];
    const came = event(pad, ({ kind }) => kind === 'came' && pad.present().length === 2);
    field.put(...tags);
    await came;
    expect(pad.present().map(({ reading }) => reading.kind)).toEqual(['label', 'label']);
    expect(await pad.writeAfi(labelledTag(2).uid, 0xc2)).toEqual({ ok: true, value: null });
    expect(tags[1]?.afi).toBe(0xc2);
  });

  it('that falls silent is lost, says so to who asks, and is back when it answers', async () => {
    const wire = noWireFaults();
    const { pad, field } = opened(wire);
    const tag = labelledTag(3);
    field.put(tag);
    await event(pad, ({ kind }) => kind === 'came');
    const lost = event(pad, ({ kind }) => kind === 'lost');
    wire.isSilent = true;
    expect(await pad.writeAfi(tag.uid, 0xc2)).toMatchObject({
      failure: { code: 'pad-silent', uid: tag.uid },
    });
    expect(await lost).toMatchObject({ failure: { code: 'pad-silent', uid: null } });
    expect(pad.present()).toEqual([]);
    const back = event(pad, ({ kind }) => kind === 'came');
    wire.isSilent = false;
    expect(await back).toMatchObject({ tag: { uid: tag.uid } });
  });

  it('that is slow now and then never has one tag take the label of another', async () => {
    const wire = {
      ...noWireFaults(),
      delayMs: (request: number) => (request % 7 === 0 ? 1.5 * line.replyMs : 0),
    };
    const { pad, field } = opened(wire);
    const tags = [1, 2, 3, 4].map((number) => labelledTag(number));
    const labels: [string, string][] = [];
    const tagOf = (uid: string) => tags.filter((tag) => tag.uid === uid);
    const enough = event(pad, (told) => {
      if (told.kind === 'went') field.put(...tagOf(told.uid));
      if (told.kind !== 'came' && told.kind !== 'changed') return false;
      const { uid, reading } = told.tag;
      if (reading.kind === 'label') {
        labels.push([uid, reading.label.item]);
        field.take(...tagOf(uid));
      }
      return labels.length >= 12;
    });
    field.put(...tags);
    await enough;
    for (const [uid, item] of labels) expect(item.slice(-4)).toBe(`000${uid.slice(-1)}`);
  });
});

describe('a line of questions', () => {
  it('does not take a reply that came too late for the reply to the next question', async () => {
    const field = new SimulatedField();
    const [late, next] = [labelledTag(1), labelledTag(2)];
    field.put(late, next);
    const { desk, device } = linkedEnds();
    // The first request is the resynchronisation, the second the one that is answered too late.
    const delayMs = (request: number): number => (request === 2 ? 1.5 * line.replyMs : 0);
    simulateFeigReader(device, { field, wire: { ...noWireFaults(), delayMs } }, systemTimer);
    const questionOf = (request: FeigRequest) => ({
      bytes: encodeFeigRequest(request),
      answers: ({ command }: FeigFrame) => command === commandOf(request),
    });
    const questions = new RequestLine(
      desk,
      probeFeigFrame,
      questionOf({ kind: 'software-version' }),
      systemTimer,
      line,
    );
    const read = { kind: 'read', first: 0, count: 9 } as const;
    await expect(questions.ask(questionOf({ ...read, uid: late.uid }))).rejects.toMatchObject({
      code: 'pad-silent',
    });
    const { data } = await questions.ask(questionOf({ ...read, uid: next.uid }));
    expect(decodeBlocks(data.subarray(1))?.bytes).toEqual(next.memory.slice(0, 36));
  });
});

describe('a FEIG reader in scan mode', () => {
  it('refuses, and the pad says so to who asks', async () => {
    const refused = Uint8Array.of(feigStatus.notInScanMode);
    const open = async (): Promise<ByteLink> => {
      const { desk, device } = linkedEnds();
      answerFrames(
        device,
        probeFeigFrame,
        (frame) => encodeFeigFrame({ ...frame, data: refused }),
        noWireFaults(),
        systemTimer,
      );
      return desk;
    };
    let opened = 0;
    const twice = new Promise<void>((done) => {
      pads.push(feigPad({ open: () => (++opened === 2 && done(), open()), lineTimes: line, ...settings }));
    });
    await twice;
    const { uid } = labelledTag(1);
    expect(await pads[0]?.readAfi(uid)).toMatchObject({ failure: { code: 'pad-refused', uid } });
  });
});
