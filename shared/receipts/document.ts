import { writeMoney } from './money-document.ts';
import { writeOverview } from './overview-document.ts';
import type { Paper, PaperStyle } from './paper.ts';
import { paperWording, type PaperWording } from './paper-wording.ts';
import { Sheet } from './sheet.ts';
import { writeSlip } from './slip-document.ts';
import { writeTestPage } from './test-document.ts';
import { writeTillReport } from './till-document.ts';
import { writeVisit } from './visit-document.ts';

/**
 * The receiptline document of a receipt or slip, from which both the printer's bytes and the picture on the screen are made. The same
 * paper and style always give the same document.
 */
export function paperDocument(paper: Paper, style: PaperStyle): string {
  const sheet = new Sheet(style.columns);
  const wording = paperWording(style);
  const slip = paper.kind === 'hold-slip' || paper.kind === 'transit-slip' || paper.kind === 'ill-slip';
  if (!slip) writeHead(sheet, paper, style);
  if (style.copy) sheet.text(`* ${wording.words.copy} *`, { centred: true, bold: true }).blank();
  writeBody(sheet, paper, wording);
  sheet.blank();
  if (slip) writeSender(sheet, paper, style);
  sheet.text(wording.moment(paper.at), { centred: true });
  if (!slip) for (const line of style.foot) sheet.text(line, { centred: true });
  return sheet.document();
}

function writeHead(sheet: Sheet, paper: Paper, { head }: PaperStyle): void {
  const [name, ...address] = head;
  if (name) sheet.text(name, { centred: true, bold: true });
  for (const line of address) sheet.text(line, { centred: true });
  sheet.text(paper.branch, { centred: true }).blank();
}

/** Other libraries read who sent it; within one, the branch is enough. */
function writeSender(sheet: Sheet, { kind, branch }: Paper, { head }: PaperStyle): void {
  if (kind === 'ill-slip' && head[0]) sheet.text(head[0], { centred: true });
  sheet.text(branch, { centred: true });
}

function writeBody(sheet: Sheet, paper: Paper, wording: PaperWording): void {
  switch (paper.kind) {
    case 'loans':
    case 'returns':
      return writeVisit(sheet, paper, wording);
    case 'hold-slip':
    case 'transit-slip':
    case 'ill-slip':
      return writeSlip(sheet, paper, wording);
    case 'payment':
    case 'refund':
      return writeMoney(sheet, paper, wording);
    case 'till-report':
      return writeTillReport(sheet, paper, wording);
    case 'overview':
      return writeOverview(sheet, paper, wording);
    case 'test':
      return writeTestPage(sheet, wording);
  }
}
