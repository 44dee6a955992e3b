import type { z } from 'zod';
import * as account from '../accounts/bodies.ts';
import * as calendar from '../calendar/bodies.ts';
import * as circulation from '../circulation/bodies.ts';
import * as holds from '../holds/bodies.ts';
import * as ill from '../ill/bodies.ts';
import * as notices from '../notices/bodies.ts';
import * as patrons from '../patrons/bodies.ts';
import { policySetBody } from '../policy/bodies.ts';
import * as journal from './bodies.ts';

/** Every kind this program understands, with the schema of its newest body. */
export const kinds = {
  checkout: circulation.checkoutBody,
  checkin: circulation.checkinBody,
  renew: circulation.renewBody,
  'loan.claim': circulation.loanClaimBody,
  'loan.lost': circulation.loanLostBody,
  undo: circulation.undoBody,
  'item.register': circulation.itemRegisterBody,
  'item.edit': circulation.itemEditBody,
  'item.mark': circulation.itemMarkBody,
  'item.send': circulation.itemSendBody,
  'item.receive': circulation.itemReceiveBody,
  'item.seen': circulation.itemSeenBody,
  'item.merge': circulation.itemMergeBody,
  'patron.register': patrons.patronRegisterBody,
  'patron.edit': patrons.patronEditBody,
  'patron.subscription': patrons.patronSubscriptionBody,
  'patron.block': patrons.patronBlockBody,
  'patron.unblock': patrons.patronUnblockBody,
  'patron.card': patrons.patronCardBody,
  'patron.note': patrons.patronNoteBody,
  'patron.link': patrons.patronLinkBody,
  'patron.consent': patrons.patronConsentBody,
  'patron.merge': patrons.patronMergeBody,
  'patron.distinct': patrons.patronDistinctBody,
  'patron.erase': patrons.patronEraseBody,
  charge: account.chargeBody,
  pay: account.payBody,
  waive: account.waiveBody,
  refund: account.refundBody,
  'till.open': account.tillOpenBody,
  'till.drop': account.tillDropBody,
  'till.count': account.tillCountBody,
  'till.close': account.tillCloseBody,
  'debit.offer': account.debitOfferBody,
  'debit.collect': account.debitCollectBody,
  'debit.reverse': account.debitReverseBody,
  'hold.place': holds.holdPlaceBody,
  'hold.cancel': holds.holdCancelBody,
  'hold.suspend': holds.holdSuspendBody,
  'hold.resume': holds.holdResumeBody,
  'hold.move': holds.holdMoveBody,
  'hold.notOnShelf': holds.holdNotOnShelfBody,
  'hold.expire': holds.holdExpireBody,
  'ill.request': ill.illRequestBody,
  'ill.answer': ill.illAnswerBody,
  'ill.ship': ill.illShipBody,
  'ill.receive': ill.illReceiveBody,
  'ill.return': ill.illReturnBody,
  'ill.cancel': ill.illCancelBody,
  'ill.extend': ill.illExtendBody,
  'ill.lost': ill.illLostBody,
  'notice.sent': notices.noticeSentBody,
  'notice.failed': notices.noticeFailedBody,
  'notice.printed': notices.noticePrintedBody,
  'stream.open': journal.streamOpenBody,
  'clock.anchor': journal.clockAnchorBody,
  'session.open': journal.sessionOpenBody,
  'session.close': journal.sessionCloseBody,
  'exception.settle': journal.exceptionSettleBody,
  'policy.set': policySetBody,
  'calendar.set': calendar.calendarSetBody,
  'calendar.close': calendar.calendarCloseBody,
  'loan.extend': calendar.loanExtendBody,
  'branch.set': journal.branchSetBody,
  'staff.set': journal.staffSetBody,
  'desk.enrol': journal.deskEnrolBody,
  'desk.revoke': journal.deskRevokeBody,
  'title.merge': journal.titleMergeBody,
  'day.close': journal.dayCloseBody,
  'horizon.set': journal.horizonSetBody,
  'rules.activate': journal.rulesActivateBody,
  'item.open': circulation.itemOpenBody,
  'patron.open': patrons.patronOpenBody,
  'loan.open': circulation.loanOpenBody,
  'hold.open': holds.holdOpenBody,
  'charge.open': account.chargeOpenBody,
} as const;

/** Kinds that only the centre and its imports write: a desk's key is no key to the library. */
export const CENTRE_KINDS: ReadonlySet<string> = new Set<keyof typeof kinds>([
  'policy.set',
  'calendar.set',
  'calendar.close',
  'loan.extend',
  'branch.set',
  'staff.set',
  'desk.enrol',
  'desk.revoke',
  'title.merge',
  'item.merge',
  'day.close',
  'horizon.set',
  'rules.activate',
  'item.open',
  'patron.open',
  'loan.open',
  'hold.open',
  'charge.open',
]);

export type Kind = keyof typeof kinds;
export type Bodies = { readonly [K in Kind]: z.infer<(typeof kinds)[K]> };

export function isKnownKind(kind: string): kind is Kind {
  return Object.hasOwn(kinds, kind);
}
