import type { RfidPad } from '../../ports/rfid-pad.ts';
import type { SerialSettings } from '../serial-link.ts';
import type { PadSettings } from './feig-pad.ts';
import { openAnswering } from './open-answering.ts';
import { pad3mCommands } from './pad-3m-commands.ts';
import { PolledPad, usualPadTimes } from './polled-pad.ts';
import type { LineTimes } from './request-line.ts';

/** Models 210 and 810; both appear as a serial line, also by USB. */
export function pad3mLine(path: string): SerialSettings {
  return { path, baudRate: 19_200, dataBits: 8, parity: 'none', stopBits: 1 };
}

const usualLineTimes: LineTimes = { replyMs: 1_500, restMs: 0, cutMs: 100 };

/** A 3M pad. It looks for its pad by itself from now on. */
export function pad3m({ open, models, timer, times, lineTimes }: PadSettings): RfidPad {
  return new PolledPad({
    open: () => openAnswering(open, (link) => pad3mCommands(link, timer, lineTimes ?? usualLineTimes)),
    models,
    timer,
    times: times ?? usualPadTimes,
  });
}
