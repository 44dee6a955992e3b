/** What the title is lent as; `sprinter` is decided per copy. */
export type TitleKind =
  'boek' | 'jeugdboek' | 'dvd' | 'luisterboek' | 'tijdschrift' | 'grote-letter' | 'spel';

/**
 * A real work. `author` is "Family, Given" with `;` between several, and '' where there is none; for a film its director. `year` is
 * that of the work's first publication, not of a translation. '' is "not given". The facts are as commonly known, for a demo: this is
 * no bibliographic source.
 */
type TitleRow = readonly [
  title: string,
  author: string,
  year: number,
  publisher: string,
  kind: TitleKind,
  language?: string,
];

export interface TitleGroup {
  /** Subject term (field 650). */
  readonly subject: string;
  readonly shelf: string;
  /** What the call number starts with; the author's first letters follow. */
  readonly call: string;
  readonly rows: readonly TitleRow[];
}
