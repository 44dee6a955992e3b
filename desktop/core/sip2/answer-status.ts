import { sipTime } from '@balie/hardware/codecs/sip2/dates.ts';
import type { AnyMessage } from '@balie/hardware/codecs/sip2/messages.ts';
import type { MachineDesk } from './machine-desk.ts';
import type { Machine, Right } from './machine-settings.ts';

/** What BX says, in SIP2's order: a pair that every machine may use, or one that needs a right. */
const SUPPORTED: readonly (Right | true)[] = [
  ...([
    'patron-information',
    'checkout',
    'checkin',
    'block',
    true,
    true,
    true,
    'patron-information',
  ] as const),
  ...([true, 'pay', 'item-information', 'item-update', 'enable', 'hold', 'renew', 'renew'] as const),
];

/** Tenths of a second that a machine should wait for an answer, and how often it should ask again. */
const PATIENCE = { timeoutPeriod: '040', retriesAllowed: '003' };

/** 98: what a machine may do here. One that has not logged in may do nothing yet. */
export async function deskStatus(
  desk: MachineDesk,
  machine: Machine | null,
  institution: string,
): Promise<AnyMessage> {
  const may = (right: Right): 'Y' | 'N' => yn(machine?.may.includes(right) ?? false);
  const { branch, timeZone } = desk.identity;
  return {
    code: '98',
    fixed: {
      online: yn(desk.isWhole),
      checkinOk: may('checkin'),
      checkoutOk: may('checkout'),
      acsRenewalPolicy: may('renew'),
      statusUpdateOk: may('block'),
      // The desk itself works without a network: a machine need keep nothing for later.
      offlineOk: 'N',
      ...PATIENCE,
      dateTimeSync: sipTime(desk.now(), timeZone),
      protocolVersion: '2.00',
    },
    fields: {
      AO: institution,
      AM: await desk.branchName(),
      BX: SUPPORTED.map((needs) => (needs === true ? 'Y' : may(needs))).join(''),
      AN: branch,
    },
  };
}

function yn(is: boolean): 'Y' | 'N' {
  return is ? 'Y' : 'N';
}
