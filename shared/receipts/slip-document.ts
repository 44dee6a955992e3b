import type { PaperWording } from './paper-wording.ts';
import type { HoldSlip, IllSlip, PaperItem, TransitSlip } from './paper.ts';
import type { Sheet } from './sheet.ts';

/** What travels in or with the book: where it goes first and largest, and nobody's name (A7). */
export function writeSlip(sheet: Sheet, slip: HoldSlip | TransitSlip | IllSlip, wording: PaperWording): void {
  const { words } = wording;
  switch (slip.kind) {
    case 'hold-slip':
      sheet.text(words.holdSlip, { centred: true });
      if (slip.place) sheet.text(slip.place, { centred: true, size: 'large', bold: true });
      sheet.text(slip.code, { centred: true, size: 'large', bold: true });
      break;
    case 'transit-slip':
      sheet.text(words.transitSlip, { centred: true });
      sheet.text(slip.to, { centred: true, size: 'large', bold: true });
      if (slip.forHold) sheet.text(words.forHold, { centred: true });
      break;
    case 'ill-slip':
      sheet.text(words.ill[slip.way], { centred: true });
      sheet.text(slip.to, { centred: true, size: 'large', bold: true });
      sheet.blank().pair(words.illRequest, slip.request);
      if (slip.due) sheet.pair(words.illDue, wording.day(slip.due));
      break;
  }
  writeBook(sheet.blank(), slip.item, wording);
}

function writeBook(sheet: Sheet, { title, barcode }: PaperItem, { words }: PaperWording): void {
  sheet
    .text(title || words.noTitle, { centred: true })
    .blank()
    .barcode(barcode);
}
