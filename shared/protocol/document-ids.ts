import type { Draft } from '../journal/seal.ts';

export const itemDoc = (barcode: string): string => `item:${barcode}`;
export const patronDoc = (patron: string): string => `patron:${patron}`;
export const contactDoc = (patron: string): string => `contact:${patron}`;
export const accountDoc = (patron: string): string => `account:${patron}`;
const noticesDoc = (patron: string): string => `notices:${patron}`;
export const tillDoc = (till: string): string => `till:${till}`;
export const titleDoc = (title: string): string => `title:${title}`;
export const branchDoc = (branch: string): string => `branch:${branch}`;
export const calendarDoc = (branch: string): string => `calendar:${branch}`;
/** Closings and extensions of the whole library. */
export const LIBRARY_CALENDAR_DOC = 'calendar:*';
export const staffDoc = (staff: string): string => `staff:${staff}`;
const deskDoc = (desk: string): string => `desk:${desk}`;
export const POLICY_DOC = 'policy:library';
/** What the centre says of the library as a whole: days, horizons, rules. */
export const TURNS_DOC = 'library:turns';

export const itemQueue = (barcode: string): string => `queue:item:${barcode}`;
export const titleQueue = (title: string): string => `queue:title:${title}`;
/** Of one volume or issue of a title, both escaped as in a URL. */
export const issueQueue = (title: string, issue: string): string =>
  `queue:issue:${encodeURIComponent(title)}/${encodeURIComponent(issue)}`;
/** Null for any other queue. */
export function titleOfIssue(queue: string): string | null {
  const [, title] = /^queue:issue:([^/]+)\/./.exec(queue) ?? [];
  return title === undefined ? null : decodeURIComponent(title);
}

type Named = Pick<Draft, 'kind' | 'body'>;

/** The documents whose facts an entry belongs to. What they derive in others is the folder's business. */
export function documentsNamedBy(entry: Named): readonly string[] {
  const named = entry as Draft;
  switch (named.kind) {
    case 'checkout':
    case 'checkin':
    case 'renew':
    case 'loan.claim':
    case 'loan.lost':
    case 'item.register':
    case 'item.edit':
    case 'item.mark':
    case 'item.send':
    case 'item.receive':
    case 'item.seen':
    case 'item.open':
    case 'loan.open':
      return [itemDoc(named.body.item)];
    case 'item.merge':
      return [itemDoc(named.body.item), itemDoc(named.body.into)];
    case 'undo':
      return named.body.documents;
    case 'hold.place':
    case 'hold.cancel':
    case 'hold.suspend':
    case 'hold.resume':
    case 'hold.move':
      return [named.body.queue];
    case 'hold.notOnShelf':
      return [named.body.queue, itemDoc(named.body.item)];
    case 'hold.expire':
      return named.body.item ? [named.body.queue, itemDoc(named.body.item)] : [named.body.queue];
    case 'hold.open':
      return named.body.captured ? [named.body.queue, itemDoc(named.body.captured.item)] : [named.body.queue];
    case 'patron.register':
    case 'patron.edit':
    case 'patron.open':
    case 'patron.note':
    case 'patron.block':
    case 'patron.unblock':
    case 'patron.consent':
      return ofPerson(named.body.patron);
    case 'patron.subscription':
    case 'patron.card':
      return [...ofPerson(named.body.patron), accountDoc(named.body.patron)];
    case 'patron.erase':
      return [...ofPerson(named.body.patron), accountDoc(named.body.patron), noticesDoc(named.body.patron)];
    case 'patron.link':
      return [patronDoc(named.body.patron), patronDoc(named.body.other)];
    case 'patron.merge':
      return ofTwo(named.body.patron, named.body.into);
    case 'patron.distinct':
      return ofTwo(named.body.patron, named.body.other);
    case 'charge':
    case 'charge.open':
    case 'debit.offer':
    case 'debit.collect':
    case 'debit.reverse':
      return [accountDoc(named.body.patron)];
    case 'pay':
      return [
        accountDoc(named.body.patron),
        ...itemsOf(named.body.lines.flatMap((line) => line.item ?? [])),
        ...(named.body.till ? [tillDoc(named.body.till)] : []),
      ];
    case 'waive':
      return [accountDoc(named.body.patron), ...itemsOf(named.body.item ? [named.body.item] : [])];
    case 'refund':
      return [accountDoc(named.body.patron), ...(named.body.till ? [tillDoc(named.body.till)] : [])];
    case 'till.open':
    case 'till.drop':
    case 'till.count':
    case 'till.close':
      return [tillDoc(named.body.till)];
    case 'ill.request':
      return [named.body.request, ...(named.body.queue ? [named.body.queue] : [])];
    case 'ill.answer':
    case 'ill.cancel':
    case 'ill.extend':
      return [named.body.request];
    case 'ill.receive': {
      const { request, item, charge } = named.body;
      return [request, itemDoc(item), ...(charge ? [accountDoc(charge.patron)] : [])];
    }
    case 'ill.ship':
    case 'ill.return':
    case 'ill.lost':
      return [named.body.request, itemDoc(named.body.item)];
    case 'notice.sent':
    case 'notice.printed':
      return [noticesDoc(named.body.patron), ...(named.body.charge ? [accountDoc(named.body.patron)] : [])];
    case 'notice.failed':
      return [noticesDoc(named.body.patron)];
    case 'exception.settle':
      return [named.body.exception];
    case 'branch.set':
      return [branchDoc(named.body.branch)];
    case 'calendar.set':
      return [calendarDoc(named.body.branch)];
    case 'calendar.close':
    case 'loan.extend':
      return [named.body.branch === null ? LIBRARY_CALENDAR_DOC : calendarDoc(named.body.branch)];
    case 'staff.set':
      return [staffDoc(named.body.staff)];
    case 'desk.enrol':
    case 'desk.revoke':
      return [deskDoc(named.body.desk)];
    case 'policy.set':
      return [POLICY_DOC];
    case 'title.merge':
      return [titleQueue(named.body.title), titleQueue(named.body.into)];
    case 'day.close':
    case 'horizon.set':
    case 'rules.activate':
      return [TURNS_DOC];
    case 'stream.open':
    case 'clock.anchor':
    case 'session.open':
    case 'session.close':
      return [];
  }
}

const itemsOf = (barcodes: readonly string[]): readonly string[] => [...new Set(barcodes.map(itemDoc))];

const ofPerson = (patron: string): readonly string[] => [patronDoc(patron), contactDoc(patron)];

/** A merge joins all that stands under both ids, and what ends it must reach the same documents. */
function ofTwo(a: string, b: string): readonly string[] {
  return [a, b].flatMap((id) => [...ofPerson(id), accountDoc(id)]);
}
