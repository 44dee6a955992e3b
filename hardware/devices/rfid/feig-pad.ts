import type { TagModels } from '../../codecs/rfid/tag-models.ts';
import type { OpenLink } from '../../ports/byte-link.ts';
import type { RfidPad } from '../../ports/rfid-pad.ts';
import type { Timer } from '../../ports/timer.ts';
import type { SerialSettings } from '../serial-link.ts';
import { feigCommands } from './feig-commands.ts';
import { openAnswering } from './open-answering.ts';
import { PolledPad, usualPadTimes, type PadTimes } from './polled-pad.ts';
import type { LineTimes } from './request-line.ts';

/** As FEIG readers leave the factory. Those with USB speak a closed protocol and are not served. */
export function feigLine(path: string): SerialSettings {
  return { path, baudRate: 38_400, dataBits: 8, parity: 'even', stopBits: 1 };
}

export interface PadSettings {
  readonly open: OpenLink;
  readonly models: TagModels;
  readonly timer: Timer;
  readonly times?: PadTimes;
  readonly lineTimes?: LineTimes;
}

const usualLineTimes: LineTimes = { replyMs: 1_000, restMs: 6, cutMs: 100 };

/** A FEIG OBID reader in host mode, by serial line or socket (often port 10001). It looks for its reader by itself from now on. */
export function feigPad({ open, models, timer, times, lineTimes }: PadSettings): RfidPad {
  return new PolledPad({
    open: () => openAnswering(open, (link) => feigCommands(link, timer, lineTimes ?? usualLineTimes)),
    models,
    timer,
    times: times ?? usualPadTimes,
  });
}
