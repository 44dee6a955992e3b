import type { PaperWording } from './paper-wording.ts';
import type { Sheet } from './sheet.ts';

/** A page that shows at a glance whether width, letters, sizes and bar code come out right. */
export function writeTestPage(sheet: Sheet, { words: { test }, money }: PaperWording): void {
  sheet.text(test.title, { centred: true, size: 'large' }).rule();
  sheet.pair(test.width(sheet.columns), '|').text('1234567890'.repeat(5).slice(0, sheet.columns)).rule();
  sheet.pair(test.letters, 'é è ë ê ï ö ü ç ñ à').pair(test.money, money(123456)).rule();
  sheet.text('A-01', { centred: true, size: 'large', bold: true }).barcode('30100281774501').rule();
  sheet.text(test.good);
}
