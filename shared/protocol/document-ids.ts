import type { Draft } from '../journal/seal.ts';

export const itemDoc = (barcode: string): string => `item:${barcode}`;
export const patronDoc = (patron: string): string => `patron:${patron}`;
const contactDoc = (patron: string): string => `contact:${patron}`;
export const accountDoc = (patron: string): string => `account:${patron}`;
export const titleDoc = (title: string): string => `title:${title}`;
export const branchDoc = (branch: string): string => `branch:${branch}`;
export const calendarDoc = (branch: string): string => `calendar:${branch}`;
export const staffDoc = (staff: string): string => `staff:${staff}`;
const deskDoc = (desk: string): string => `desk:${desk}`;
export const POLICY_DOC = 'policy:library';

export const itemQueue = (barcode: string): string => `queue:item:${barcode}`;
export const titleQueue = (title: string): string => `queue:title:${title}`;

type Named = Pick<Draft, 'kind' | 'body'>;

/** The documents whose facts an entry belongs to. What they derive in others is the folder's business. */
export function documentsNamedBy(entry: Named): readonly string[] {
  const named = entry as Draft;
  switch (named.kind) {
    case 'checkout':
    case 'checkin':
    case 'renew':
    case 'item.open':
    case 'loan.open':
      return [itemDoc(named.body.item)];
    case 'hold.place':
    case 'hold.cancel':
      return [named.body.queue];
    case 'hold.open':
      return named.body.captured ? [named.body.queue, itemDoc(named.body.captured.item)] : [named.body.queue];
    case 'patron.open':
      return [patronDoc(named.body.patron), contactDoc(named.body.patron)];
    case 'charge.open':
      return [accountDoc(named.body.patron)];
    case 'branch.set':
      return [branchDoc(named.body.branch)];
    case 'calendar.set':
      return [calendarDoc(named.body.branch)];
    case 'staff.set':
      return [staffDoc(named.body.staff)];
    case 'desk.enrol':
      return [deskDoc(named.body.desk)];
    case 'policy.set':
      return [POLICY_DOC];
    case 'stream.open':
    case 'clock.anchor':
      return [];
  }
}
