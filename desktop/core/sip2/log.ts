import { encodeMessage } from '@balie/hardware/codecs/sip2/codec.ts';
import type { AnyMessage, AnyReceived } from '@balie/hardware/codecs/sip2/messages.ts';

/** One line of what was said. `machine` is null before it logged in. */
export interface LogLine {
  /** ms since 1970. */
  readonly at: number;
  /** Of this desk since its start, from 1. */
  readonly connection: number;
  readonly machine: string | null;
  readonly way: 'in' | 'out' | 'note';
  readonly text: string;
}

export type Log = (line: LogLine) => void;

/** PINs, passwords, and what says who somebody is. */
const HIDDEN = ['AD', 'CO', 'AC', 'AE', 'BD', 'BE', 'BF', 'AL'];

/** A message as it may be kept: without PINs and passwords, names and addresses; of unknown fields nothing is left either. */
export function loggable(message: AnyMessage | AnyReceived): string {
  const fields = Object.entries(message.fields).map(([id, value]) => [
    id,
    HIDDEN.includes(id) && value ? '***' : value,
  ]);
  return encodeMessage({ ...message, fields: Object.fromEntries(fields) } as AnyReceived);
}
