import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PileView } from '@balie/desktop/contract/devices.ts';
import type { Desk } from '@balie/desktop/core/desk.ts';
import { noDevices } from '@balie/desktop/core/testing-ports.ts';
import { openPads } from '@balie/desktop/main/profile-devices.ts';
import { deskProfileSchema } from '@balie/hardware/codecs/profile/desk-profile.ts';
import { feigLine } from '@balie/hardware/devices/rfid/feig-pad.ts';
import { labelledTag } from '@balie/hardware/devices/rfid/pad-contract.ts';
import { serialLink } from '@balie/hardware/devices/serial-link.ts';
import { systemTimer } from '@balie/hardware/devices/system-timer.ts';
import { usualSecurity } from '@balie/hardware/ports/security.ts';
import { layPtyPair } from '@balie/hardware/simulators/pty-pair.ts';
import { simulateFeigReader } from '@balie/hardware/simulators/rfid/feig-reader.ts';
import { SimulatedField } from '@balie/hardware/simulators/rfid/simulated-field.ts';
import { noWireFaults } from '@balie/hardware/simulators/rfid/simulated-reader.ts';
import { openLoneDesk } from '../../soak/lone-desk.ts';
import { type Benchmark, median, percentile, rounded, roundedAll } from '../benchmark.ts';
import { PacedLink } from './paced-link.ts';

const TAGS = 30;
const ROUNDS = 4;
/** Start, 8 data bits, parity and stop at the 38,400 baud that FEIG readers have. */
const BYTE_MS = (11 / 38_400) * 1000;
const CARD = 'CARD-1';

interface Round {
  readonly wholeMs: number;
  readonly wireMs: number;
  readonly shownMs: number;
  readonly durableMs: number;
}

/** From the pile laid down to the last tag switched, over a pseudo-terminal whose bytes take as long as they do on the line. */
export const pileToAfi: Benchmark = {
  name: 'pile',
  group: 'devices',
  summary: `${TAGS} books laid on a pad: read, lent in one act, AFI switched and read back; beside the bytes on the wire`,
  seconds: 120,
  alone: true,
  async run() {
    const folder = await mkdtemp(join(tmpdir(), 'balie-bench-pile-'));
    const cable = await layPtyPair();
    const field = new SimulatedField();
    const line = new PacedLink(await serialLink(feigLine(cable.deviceEnd))(), BYTE_MS);
    simulateFeigReader(line, { field, wire: noWireFaults(), tagsAtOnce: 7 }, systemTimer);
    const profile = deskProfileSchema.parse({
      pads: [{ name: 'plaat', protocol: 'feig', link: { kind: 'serial', path: cable.deskEnd } }],
    });
    const items = Array.from({ length: TAGS }, (_, n) => `3023400000${String(n + 1).padStart(4, '0')}`);
    const cast = { own: [{ user: 'balie', card: CARD, items }], shared: [] };
    const { desk } = await openLoneDesk(folder, cast, {
      ...noDevices,
      openPads: (tags) => openPads(profile, tags),
    });
    const rounds: Round[] = [];
    try {
      for (let round = 0; round < ROUNDS; round += 1) rounds.push(await lendPile(desk, field, line, items));
    } finally {
      await desk.close();
      await cable.remove();
      await rm(folder, { recursive: true, force: true });
    }
    const [value, limit] = [median(rounds.map((r) => r.wholeMs)), median(rounds.map((r) => r.wireMs))];
    return {
      name: this.name,
      what: this.summary,
      unit: 'ms',
      value: rounded(value),
      beside: 'the same bytes at 38,400 baud, 8E1, without a pause',
      limit: rounded(limit),
      limitUnit: 'ms',
      ratio: rounded(value / limit),
      samples: ROUNDS,
      parts: roundedAll({
        tags: TAGS,
        shownMs: median(rounds.map((r) => r.shownMs)),
        durableMs: median(rounds.map((r) => r.durableMs)),
        slowestMs: percentile(
          rounds.map((r) => r.wholeMs),
          1,
        ),
      }),
    };
  },
};

async function lendPile(
  desk: Desk,
  field: SimulatedField,
  line: PacedLink,
  items: readonly string[],
): Promise<Round> {
  const tags = items.map((_, n) => Object.assign(labelledTag(n + 1), { afi: usualSecurity.inLibrary }));
  const reply = await desk.call('counter.scan', {
    ...{ code: CARD, by: 'scanned', mode: 'lend', patron: null, session: 'bench' },
  });
  if (!reply.ok || reply.result.kind !== 'patron') throw new Error(JSON.stringify(reply));
  const patron = reply.result.patron.id;
  const shown = told(desk, (pile) => pile.items.length === items.length);
  const [began, bytesBefore] = [performance.now(), line.wireMs];
  field.put(...tags);
  await shown;
  const shownMs = performance.now() - began;
  const flipped = told(desk, ({ items: lying }) => tags.every(isLent) && lying.every(isDone));
  const acting = performance.now();
  const acted = await desk.call('pile.act', { mode: 'lend', patron, session: 'bench', items });
  const durableMs = performance.now() - acting;
  if (!acted.ok || acted.result.lines.some(({ kind }) => kind !== 'done'))
    throw new Error(JSON.stringify(acted));
  await flipped;
  const round = { wholeMs: performance.now() - began, wireMs: line.wireMs - bytesBefore, shownMs, durableMs };
  const back = told(desk, ({ items: lying }) => !tags.some(isLent) && lying.every(isDone));
  await desk.call('pile.act', { mode: 'take', patron: null, session: 'bench', items });
  await back;
  const gone = told(desk, (pile) => pile.items.length === 0);
  field.take(...tags);
  await gone;
  return round;
}

const isLent = ({ afi }: { readonly afi: number }): boolean => afi === usualSecurity.onLoan;
const isDone = ({ security }: PileView['items'][number]): boolean => security.state === 'done';

/** Resolves when the screen is told of a pile that is so. */
function told(desk: Desk, isSo: (pile: PileView) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const leave = desk.onEvent((event, payload) => {
      if (event !== 'pile.changed' || !isSo(payload as PileView)) return;
      leave();
      resolve();
    });
  });
}
