import type { AnyMessage, Received, RequestCode } from '@balie/hardware/codecs/sip2/messages.ts';
import { sipDay, sipTime } from '@balie/hardware/codecs/sip2/dates.ts';
import { daysBetween } from '@balie/shared/calendar/days.ts';
import type { MachineDesk } from './machine-desk.ts';
import type { Machine } from './machine-settings.ts';
import type { Say } from './say.ts';
import { visitOf } from './visit.ts';

/** What came of asking for a PIN. `shown`: that it was looked at, and what it was. */
export type Admission =
  | { readonly ok: true; readonly shown: 'Y' | undefined }
  | { readonly ok: false; readonly code: string; readonly shown: 'N' };

/** One request of a machine that has logged in. */
export interface Scene {
  readonly machine: Machine;
  readonly desk: MachineDesk;
  /** What answers say in AO. */
  readonly institution: string;
  readonly say: Say;
  /** Whether somebody may go on with this PIN (A7). */
  readonly admit: (
    holder: { readonly id: string; readonly pin: string | null },
    pin: string | undefined,
  ) => Promise<Admission>;
  /** The patron at the machine goes. */
  readonly leave: () => void;
}

/** How one kind of request is answered. */
export type Answering<C extends RequestCode> = (scene: Scene, request: Received<C>) => Promise<AnyMessage>;

export function timeOf({ desk }: Scene): string {
  return sipTime(desk.now(), desk.identity.timeZone);
}

/**
 * The visit that a request belongs to: of a patron, or of the pile that is taken back. The day is the machine's, so that what is
 * repeated past midnight is known; unless its clock is wrong.
 */
export function visitIn({ machine, desk }: Scene, who: string, date: string): string {
  const today = desk.today();
  const day = sipDay(date);
  const isNear = day !== null && Math.abs(daysBetween(day, today)) <= 1;
  return visitOf(machine.name, who, isNear ? day : today);
}
