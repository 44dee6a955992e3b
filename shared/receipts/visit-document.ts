import type { PaperWording } from './paper-wording.ts';
import type { PaperItem, VisitPaper } from './paper.ts';
import type { Sheet } from './sheet.ts';

type Lent = Extract<VisitPaper['lines'][number], { due: string }>;

/** Loans and renewals of a visit, together by the day on which they are to be back; or what was returned. */
export function writeVisit(sheet: Sheet, { kind, lines }: VisitPaper, wording: PaperWording): void {
  const { words } = wording;
  const lent = lines.filter((line) => line.kind !== 'returned');
  const first = lent.filter(({ kind: act }) => act === 'lent');
  const again = lent.filter(({ kind: act }) => act === 'renewed');
  writeLent(sheet, words.loans, first, wording);
  if (first.length && again.length) sheet.rule().blank();
  writeLent(sheet, words.renewed, again, wording);
  if (kind === 'returns') {
    sheet.text(words.returns, { centred: true, size: 'large' }).rule();
    for (const { item } of lines) writeItem(sheet, item, wording);
  }
  sheet.rule();
  const fees = lent.reduce((sum, { feeCents }) => sum + feeCents, 0);
  if (fees > 0) sheet.pair(words.fees, wording.money(fees), { bold: true });
  sheet.text(words.items(lines.length));
}

function writeLent(sheet: Sheet, heading: string, lines: readonly Lent[], wording: PaperWording): void {
  if (!lines.length) return;
  sheet.text(heading, { centred: true, size: 'large' });
  for (const due of [...new Set(lines.map((line) => line.due))].sort()) {
    sheet.rule().pair(wording.words.dueBack, wording.day(due), { bold: true });
    for (const { item, feeCents } of lines.filter((line) => line.due === due)) {
      writeItem(sheet, item, wording, feeCents > 0 ? wording.money(feeCents) : '');
    }
  }
}

function writeItem(sheet: Sheet, { title, barcode }: PaperItem, { words }: PaperWording, figure = ''): void {
  sheet.text(title || words.noTitle).pair(barcode, figure, { indent: 2 });
}
