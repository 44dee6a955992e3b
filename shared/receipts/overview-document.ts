import type { OverviewPaper } from './paper.ts';
import type { PaperWording } from './paper-wording.ts';
import type { Sheet } from './sheet.ts';

/** What somebody has on loan, in the order in which it must be back, the holds, and the money. */
export function writeOverview(sheet: Sheet, paper: OverviewPaper, wording: PaperWording): void {
  const { words, money } = wording;
  const { overview } = words;
  sheet.text(overview.title, { centred: true, size: 'large' });
  sheet.text(`${overview.card} ${paper.card.slice(-4)}`, { centred: true });
  sheet.rule().text(overview.loans, { bold: true });
  if (!paper.loans.length) sheet.text(overview.none);
  for (const { item, due, late } of [...paper.loans].sort((a, b) => (a.due < b.due ? -1 : 1))) {
    sheet.text(item.title || item.barcode);
    sheet.pair(late ? overview.late : '', wording.day(due), { indent: 2, bold: late });
  }
  if (paper.holds.length) sheet.rule().text(overview.holds, { bold: true });
  for (const hold of paper.holds) {
    sheet.text(hold.title || words.noTitle);
    sheet.pair(hold.pickup, holdFigure(hold, wording), { indent: 2, bold: hold.state === 'ready' });
  }
  sheet.rule().pair(overview.owed, money(paper.owedCents), { bold: true });
  if (paper.creditCents > 0) sheet.pair(overview.credit, money(paper.creditCents));
}

function holdFigure(hold: OverviewPaper['holds'][number], { words: { overview } }: PaperWording): string {
  if (hold.state === 'ready') return overview.ready;
  if (hold.state === 'in-transit') return overview.inTransit;
  return hold.position === null ? '' : overview.place(hold.position);
}
