import type { MoneyPaper } from './paper.ts';
import type { PaperWording } from './paper-wording.ts';
import type { Sheet } from './sheet.ts';

/** What was paid or given back, for what, how, and the VAT within it by rate. */
export function writeMoney(sheet: Sheet, paper: MoneyPaper, wording: PaperWording): void {
  const { words, money } = wording;
  const { lines, roundingCents, cents } = paper;
  sheet.text(words[paper.kind], { centred: true, size: 'large' }).rule();
  sheet.pair(`${words.number} ${paper.number}`, paper.stream).rule();
  for (const line of lines) {
    sheet.pair(reasonWord(line.reason, wording), money(line.cents));
    if (line.item) sheet.text(line.item.title || line.item.barcode, { indent: 2 });
  }
  const settled = lines.reduce((sum, line) => sum + line.cents, 0);
  const credit = cents - roundingCents - settled;
  if (paper.kind === 'payment' && credit > 0) sheet.pair(words.credit, money(credit));
  if (paper.kind === 'refund') sheet.pair(words.credit, money(cents - roundingCents));
  if (roundingCents !== 0) sheet.pair(words.rounding, money(roundingCents));
  sheet.rule().pair(words.method[paper.method], money(cents), { bold: true });
  for (const [vat, within] of vatWithin(lines)) {
    sheet.pair(`${words.vatIn} ${wording.rate(vat)}`, money(within));
  }
}

function reasonWord(reason: string, { words }: PaperWording): string {
  const known: Readonly<Record<string, string>> = words.reason;
  return Object.hasOwn(known, reason) ? known[reason]! : reason;
}

/** Cents of VAT by rate, lowest first, rounded once a rate as the till's report does (M8). */
function vatWithin(lines: MoneyPaper['lines']): readonly (readonly [rate: number, cents: number])[] {
  const gross = new Map<number, number>();
  for (const { vat, cents } of lines) if (vat) gross.set(vat, (gross.get(vat) ?? 0) + cents);
  return [...gross]
    .sort(([a], [b]) => a - b)
    .map(([vat, cents]) => [vat, Math.round((cents * vat) / (10_000 + vat))]);
}
