import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Desk } from '@balie/desktop/core/desk.ts';
import { noDevices } from '@balie/desktop/core/testing-ports.ts';
import { openScanners } from '@balie/desktop/main/profile-devices.ts';
import { deskProfileSchema } from '@balie/hardware/codecs/profile/desk-profile.ts';
import { serialLink } from '@balie/hardware/devices/serial-link.ts';
import { layPtyPair } from '@balie/hardware/simulators/pty-pair.ts';
import { openLoneDesk } from '../../soak/lone-desk.ts';
import { castOf } from '../../soak/sip2-world.ts';
import { type Benchmark, byTurns, elapsed, percentile, rounded, roundedAll } from '../benchmark.ts';

const SCANS = 400;
const PATRONS = 50;

/** From a card's bytes on a serial line to the patron that the desk answers with, by the scan's event as the window hears it. */
export const scanToResult: Benchmark = {
  name: 'scan',
  group: 'devices',
  summary: 'a card scanned on a serial line, to the patron; beside the same lookup without a scanner',
  seconds: 60,
  alone: true,
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'balie-bench-scan-'));
    const cable = await layPtyPair();
    const profile = deskProfileSchema.parse({
      scanners: [{ name: 'links', link: { kind: 'serial', path: cable.deskEnd, lineEnd: 'always' } }],
    });
    const cast = castOf(PATRONS);
    const { desk } = await openLoneDesk(folder, cast, { ...noDevices, scanners: openScanners(profile) });
    const settings = {
      path: cable.deviceEnd,
      baudRate: 9600,
      dataBits: 8,
      parity: 'none',
      stopBits: 1,
    } as const;
    const scanner = await serialLink(settings)();
    const [scans, events, lookups]: [number[], number[], number[]] = [[], [], []];
    try {
      await ready(desk);
      let scan = 0;
      await byTurns(
        SCANS,
        async () => {
          const { card } = cast.own[scan++ % PATRONS]!;
          const began = performance.now();
          const read = heard(desk);
          await scanner.write(new TextEncoder().encode(`${card}\r`));
          const code = await read;
          events.push(performance.now() - began);
          await lookUp(desk, code);
          scans.push(performance.now() - began);
        },
        async () => void lookups.push(await elapsed(() => lookUp(desk, cast.own[scan % PATRONS]!.card))),
      );
    } finally {
      await scanner.close();
      await desk.close();
      await cable.remove();
      await rm(folder, { recursive: true, force: true });
    }
    const [value, p95] = [percentile(scans, 0.5), percentile(scans, 0.95)];
    const [limit, limit95] = [percentile(lookups, 0.5), percentile(lookups, 0.95)];
    return {
      name: this.name,
      what: this.summary,
      unit: 'ms',
      value: rounded(value),
      beside: 'the same lookup without a scanner',
      limit: rounded(limit),
      limitUnit: 'ms',
      ratio: rounded(value / limit),
      p95: roundedAll({ value: p95, limit: limit95, ratio: p95 / limit95 }),
      samples: SCANS,
      parts: roundedAll({ eventMs: percentile(events, 0.5), eventP95Ms: percentile(events, 0.95) }),
    };
  },
};

async function lookUp(desk: Desk, code: string): Promise<void> {
  const command = { code, by: 'scanned', mode: 'lend', patron: null, session: 'bench' } as const;
  const reply = await desk.call('counter.scan', command);
  if (!reply.ok || reply.result.kind !== 'patron') throw new Error(`${code}: ${JSON.stringify(reply)}`);
}

function heard(desk: Desk): Promise<string> {
  return new Promise((resolve) => {
    const leave = desk.onEvent((event, payload) => {
      if (event !== 'scan.read' || !('code' in payload)) return;
      leave();
      resolve(payload.code as string);
    });
  });
}

/** Resolves when the scanner's line is open. */
function ready(desk: Desk): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      desk.call('devices.state', {}).then((reply) => {
        const scanner = reply.ok && reply.result.devices.find(({ kind }) => kind === 'scanner');
        if (scanner && scanner.state.code === 'ready') {
          leave();
          resolve();
        }
      }, reject);
    };
    const leave = desk.onEvent((event) => {
      if (event === 'devices.changed') look();
    });
    look();
  });
}
