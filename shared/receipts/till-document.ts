import type { TillSession } from '../accounts/till-state.ts';
import type { TillPaper } from './paper.ts';
import type { PaperWording } from './paper-wording.ts';
import type { Sheet } from './sheet.ts';

/** Rule M8: each session of a drawer, then all of them by ledger account and VAT rate. */
export function writeTillReport(sheet: Sheet, paper: TillPaper, wording: PaperWording): void {
  const { words, money } = wording;
  const { report } = paper;
  sheet.text(words.till.title, { centred: true, size: 'large' }).rule();
  sheet.pair(words.till.drawer, paper.till);
  for (const session of paper.sessions) writeSession(sheet.rule(), session, wording);
  sheet.rule();
  for (const { ledger, vat, grossCents, vatCents, netCents } of report.rows) {
    sheet.pair(ledger === null ? words.till.noLedger : `${words.till.ledger} ${ledger}`, money(grossCents));
    if (!vat) continue;
    sheet.pair(`${words.till.vat} ${wording.rate(vat)}`, money(vatCents), { indent: 2 });
    sheet.pair(words.till.net, money(netCents), { indent: 2 });
  }
  if (report.creditCents !== 0) sheet.pair(words.till.credit, money(report.creditCents));
  if (report.roundingCents !== 0) sheet.pair(words.till.rounding, money(report.roundingCents));
  sheet.pair(words.till.total, money(report.totalCents), { bold: true });
}

function writeSession(sheet: Sheet, session: TillSession, wording: PaperWording): void {
  const { words, money } = wording;
  const { received, refunded, counts, closedAt } = session;
  sheet.pair(words.till.opened, wording.moment(session.openedAt));
  sheet.pair(words.till.closed, closedAt === null ? words.till.stillOpen : wording.moment(closedAt));
  if (session.person !== null) sheet.pair(words.till.person, session.person);
  sheet.pair(words.till.float, money(session.floatCents));
  for (const method of ['cash', 'pin', 'voucher', 'transfer'] as const)
    if (received[method] !== 0)
      sheet.pair(`${words.till.received} ${lower(words.method[method])}`, money(received[method]));
  for (const method of ['cash', 'pin', 'transfer'] as const)
    if (refunded[method] !== 0)
      sheet.pair(`${words.till.refunded} ${lower(words.method[method])}`, money(-refunded[method]));
  if (session.droppedCents !== 0) sheet.pair(words.till.dropped, money(-session.droppedCents));
  const count = counts.at(-1);
  sheet.pair(words.till.expected, money(count?.expectedCents ?? session.expectedCents));
  sheet.pair(words.till.counted, count ? money(count.countedCents) : words.till.notCounted);
  if (count)
    sheet.pair(words.till.difference, money(count.differenceCents), { bold: count.differenceCents !== 0 });
  for (const { id, cents, unknownCents } of session.terminals) {
    sheet.pair(`${words.till.terminal} ${id}`, money(cents));
    if (unknownCents !== 0) sheet.pair(words.till.unknown, money(unknownCents), { indent: 2, bold: true });
  }
  for (const { id, differenceCents } of count?.terminals ?? [])
    if (differenceCents !== 0)
      sheet.pair(`${words.till.difference} ${id}`, money(differenceCents), { bold: true });
}

function lower(word: string): string {
  return word.toLowerCase();
}
