import { demoEan, demoIsbn } from './check-digits.ts';
import type { TitleGroup, TitleKind } from './title-row.ts';
import { TITLE_GROUPS } from './titles-data.ts';

export interface Title {
  /** Field 001, and `title_control_number` in `items.csv`. */
  readonly control: string;
  readonly title: string;
  /** "Family, Given", the first the main one. */
  readonly authors: readonly string[];
  readonly year: number;
  readonly publisher: string;
  readonly kind: TitleKind;
  readonly language: string;
  readonly group: TitleGroup;
  /** ISBN for books, an in-store EAN for films and games, null for magazines. */
  readonly code: string | null;
  readonly call: string;
}

/** All titles, in the order of the data files. */
export function buildTitles(): Title[] {
  const titles: Title[] = [];
  for (const group of TITLE_GROUPS) {
    for (const [title, author, year, publisher, kind, language = 'dut'] of group.rows) {
      const serial = titles.length + 1;
      const authors = author === '' ? [] : author.split(';');
      titles.push({
        control: String(900_000 + serial),
        title,
        authors,
        year,
        publisher,
        kind,
        language,
        group,
        code: codeFor(kind, serial),
        call: `${group.call} ${spineLetters(authors[0], title)}`,
      });
    }
  }
  return titles;
}

function codeFor(kind: TitleKind, serial: number): string | null {
  if (kind === 'tijdschrift') return null;
  return kind === 'dvd' || kind === 'spel' ? demoEan(serial) : demoIsbn(serial);
}

/** For children's shelves: what a child borrows. */
export function isForChildren(title: Title): boolean {
  return title.kind === 'jeugdboek' || title.group.call === 'DVD J' || title.kind === 'spel';
}

const ARTICLE = /^(De|Het|Een|’t|The|Le|La|L’|Das|Der) ?/;

/** Characters that sorting skips at the start of a title (245, second indicator). */
export function nonFiling(title: string): number {
  const article = ARTICLE.exec(title)?.[0] ?? '';
  const isArticle = (article.endsWith(' ') || article.endsWith('’')) && article.length < title.length;
  return isArticle ? article.length : 0;
}

/** The four letters on the spine: of the family name, or of the title where nobody is named. */
function spineLetters(author: string | undefined, title: string): string {
  const text =
    author === undefined ? title.slice(nonFiling(title)) : (author.split(',')[0] ?? '').replace(/^’t /, '');
  return text
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .slice(0, 4)
    .toUpperCase();
}

/** "Loon, Paul van" to "Paul van Loon". */
export function inReadingOrder(author: string): string {
  const [family = '', given] = author.split(', ');
  return given === undefined ? family : `${given} ${family}`;
}
