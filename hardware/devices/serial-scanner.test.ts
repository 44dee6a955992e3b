import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HandTimer } from '../simulators/hand-timer.ts';
import { MemoryCable } from '../simulators/memory-link.ts';
import { bytesOf } from '../simulators/scanner-device.ts';
import { HeardScanner } from '../simulators/scanner-contract.ts';
import { SerialScanner, type SerialScannerParts } from './serial-scanner.ts';

const reading = { prefix: '', suffix: '', sameScanMs: 300, codes: [], otherCodes: 'accepted' } as const;
const lines = { lineEnd: 'auto', idleMs: 100 } as const;

async function opened(changes: Partial<SerialScannerParts> = {}) {
  const timer = new HandTimer();
  const cable = new MemoryCable();
  const heard = new HeardScanner();
  const { open } = cable;
  const scanner = new SerialScanner({
    source: 'links',
    device: 'COM3',
    open,
    reading,
    lines,
    timer,
    ...changes,
  });
  scanner.listen(heard);
  scanner.start();
  await heard.untilState('ready');
  return { timer, cable, heard, scanner, send: (text: string) => cable.send(bytesOf(text)) };
}

describe('a serial scanner', () => {
  it('that ends its codes with nothing gives them when it falls silent', async () => {
    const { timer, heard, send } = await opened();
    send('30234');
    timer.pass(90);
    send('000517861');
    expect(heard.codes).toEqual([]);
    timer.pass(150);
    expect(heard.codes).toEqual(['30234000517861']);
    expect(timer.waiting).toBe(0);
  });

  it('that ended a code before gives nothing of one that breaks off, and the next one whole', async () => {
    const { timer, heard, send } = await opened();
    send('30234000517861\r3023400');
    timer.pass(150);
    send('30000000000001\r');
    expect(heard.codes).toEqual(['30234000517861', '30000000000001']);
    expect(heard.misreads).toMatchObject([{ raw: '3023400', why: { code: 'cut-off' } }]);
  });

  it('is not taken for silent by a process that was too busy to read', async () => {
    const { timer, heard, send } = await opened({ lines: { lineEnd: 'never', idleMs: 100 } });
    send('30234');
    // The timer that was due runs before what arrived meanwhile is read.
    timer.pass(100);
    send('000517861');
    timer.pass(150);
    expect(heard.codes).toEqual(['30234000517861']);
  });

  it('takes its prefix and suffix off, and does not use a code without them', async () => {
    const { heard, send } = await opened({ reading: { ...reading, prefix: 'B', suffix: '*' } });
    send('B]C030234000517861*\r0234000517861*\rB302\r');
    expect(heard.scans).toMatchObject([
      { raw: 'B]C030234000517861*', code: '30234000517861', symbology: 'code128' },
    ]);
    expect(heard.misreads.map(({ why }) => why.code)).toEqual(['prefix-missing', 'suffix-missing']);
  });

  it('whose code is held before it gives one scan, for as long as it is held', async () => {
    const { timer, heard, send } = await opened();
    for (let held = 0; held < 10; held++) {
      send('30234000517861\r');
      timer.pass(250);
    }
    expect(heard.codes).toHaveLength(1);
    timer.pass(300);
    send('30234000517861\r');
    expect(heard.codes).toHaveLength(2);
  });

  it('gives each delivery where the time for the same scan is 0', async () => {
    const { heard, send } = await opened({ reading: { ...reading, sameScanMs: 0 } });
    send('30234000517861\r30234000517861\r');
    expect(heard.codes).toHaveLength(2);
  });

  it('waits longer after each refusal, and as at first after each loss', async () => {
    const tried: number[] = [];
    const cable = new MemoryCable();
    const timer = new HandTimer();
    const open = () => {
      tried.push(timer.now());
      return cable.open();
    };
    const { heard } = await opened({ open, timer, retry: { first: 100, last: 300 } });
    const pausesOfLoss = async () => {
      tried.splice(0, tried.length, timer.now());
      cable.unplug();
      await heard.untilState('lost');
      for (let round = 0; round < 10; round++) {
        timer.pass(100);
        await new Promise(setImmediate);
      }
      return tried.slice(1).map((at, index) => at - (tried[index] ?? 0));
    };
    expect(await pausesOfLoss()).toEqual([100, 100, 200, 300, 300]);
    cable.plug();
    timer.pass(300);
    await heard.untilState('back');
    expect(await pausesOfLoss()).toEqual([100, 100, 200, 300, 300]);
  });

  it('never gives a code that was not sent whole, whatever is cut where, pulled and plugged', async () => {
    const code = fc.stringMatching(/^3000\d{10}$/);
    const act = fc.oneof(
      code.map((text) => ({ kind: 'scan' as const, text })),
      code.map((text) => ({ kind: 'half' as const, text: text.slice(0, 7) })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 12 }), async (acts) => {
        const { cable, timer, heard, scanner, send } = await opened({
          lines: { lineEnd: 'always', idleMs: 100 },
          reading: { ...reading, sameScanMs: 0 },
        });
        for (const { kind, text } of acts) {
          for (const character of text) send(character);
          if (kind === 'scan') send('\r\n');
          else {
            cable.unplug();
            await heard.untilState('lost');
            cable.plug();
            timer.pass(10_000);
            await heard.untilState('back');
          }
        }
        await scanner.close();
        const [whole, halves] = (['scan', 'half'] as const).map((kind) =>
          acts.filter((one) => one.kind === kind).map(({ text }) => text),
        );
        expect(heard.codes).toEqual(whole);
        expect(heard.misreads.map(({ raw }) => raw)).toEqual(halves);
      }),
    );
  });
});
