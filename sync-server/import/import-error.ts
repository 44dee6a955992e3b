/** What stops an import before anything is changed. A person caused it, so it is a value and not an exception. */
export type ImportError = { code: ImportErrorCode; params: Params };
export type ImportErrorCode = keyof typeof errorSentences;
export type Params = Readonly<Record<string, string | number>>;
export type Result<T> = { ok: true; value: T } | { ok: false; error: ImportError };
export type Language = 'nl' | 'en';

export const done = <T>(value: T): Result<T> => ({ ok: true, value });
export const failed = (code: ImportErrorCode, params: Params = {}): { ok: false; error: ImportError } => ({
  ok: false,
  error: { code, params },
});

const errorSentences = {
  'folder-unreadable': {
    nl: 'De map {folder} is niet te lezen ({cause}).',
    en: 'The folder {folder} cannot be read ({cause}).',
  },
  'nothing-to-import': {
    nl: 'In {folder} staat niets om in te lezen: nodig is minstens een van {needed}.',
    en: 'There is nothing to import in {folder}: at least one of {needed} is needed.',
  },
  'file-unreadable': {
    nl: '{file} is niet te lezen ({cause}).',
    en: '{file} cannot be read ({cause}).',
  },
  'file-twice': {
    nl: '{file} en {other} zijn hetzelfde bestand van de export; laat er één staan.',
    en: '{file} and {other} are the same file of the export; keep one of them.',
  },
  'not-utf8': {
    nl: '{file} is geen UTF-8: byte {offset} (regel {line}) hoort daar niet; exporteer opnieuw als UTF-8.',
    en: '{file} is not UTF-8: byte {offset} (line {line}) does not belong there; export it again as UTF-8.',
  },
  'file-cut': {
    nl: '{file} is afgebroken: het houdt op regel {line} midden in de gegevens op.',
    en: '{file} is cut off: it ends in the middle of its data on line {line}.',
  },
  'csv-no-header': {
    nl: '{file} heeft geen eerste regel met kolomnamen.',
    en: '{file} has no first line with column names.',
  },
  'csv-missing-column': {
    nl: '{file} mist de kolom {column}; gevonden: {found}.',
    en: '{file} lacks the column {column}; found: {found}.',
  },
  'csv-column-twice': {
    nl: '{file} heeft de kolom {column} twee keer.',
    en: '{file} has the column {column} twice.',
  },
  'csv-broken': {
    nl: '{file} is op regel {line} geen geldige CSV ({cause}).',
    en: '{file} is not valid CSV on line {line} ({cause}).',
  },
  'marc-not-marc': {
    nl: '{file} is geen MARC: byte {offset} begint niet met de lengte van een record, en XML is het ook niet.',
    en: '{file} is not MARC: byte {offset} does not begin with the length of a record, nor is it XML.',
  },
  'marc-cut': {
    nl: '{file} is afgebroken: record {record}, dat op byte {offset} begint, is niet heel.',
    en: '{file} is cut off: record {record}, which begins at byte {offset}, is not whole.',
  },
  'marc-broken': {
    nl: '{file} is geen geldige ISO 2709: record {record} op byte {offset} klopt niet met zijn eigen lengte.',
    en: '{file} is not valid ISO 2709: record {record} at byte {offset} does not agree with its own length.',
  },
  'xml-not-marc': {
    nl: '{file} is XML, maar geen MARCXML: er staat geen collection of record in.',
    en: '{file} is XML, but not MARCXML: it holds no collection or record.',
  },
  'xml-encoding': {
    nl: '{file} zegt dat het {encoding} is; alleen UTF-8 wordt gelezen.',
    en: '{file} says that it is {encoding}; only UTF-8 is read.',
  },
  'xml-broken': {
    nl: '{file} is op regel {line} geen geldige XML ({cause}).',
    en: '{file} is not valid XML on line {line} ({cause}).',
  },
  'mapping-missing': {
    nl: 'Zeg van welke bibliotheek de export is: --library <ISIL>, of --library <code>=<ISIL> per bibliotheek.',
    en: 'Say whose export it is: --library <ISIL>, or --library <code>=<ISIL> for each library.',
  },
  'mapping-mixed': {
    nl: 'Geef één --library <ISIL>, of alleen --library <code>=<ISIL>; niet beide, en niet meer dan één zonder code.',
    en: 'Give one --library <ISIL>, or only --library <code>=<ISIL>; not both, and no more than one without a code.',
  },
  'mapping-not-isil': {
    nl: '{value} is geen ISIL; een ISIL ziet eruit als NL-0800070000.',
    en: '{value} is not an ISIL; an ISIL looks like NL-0800070000.',
  },
  'mapping-code-twice': {
    nl: 'De code {code} is twee keer genoemd.',
    en: 'The code {code} is named twice.',
  },
  'mapping-code-unknown': {
    nl: 'De code {code} staat niet in branches.csv; bekend zijn: {known}.',
    en: 'The code {code} is not in branches.csv; known are: {known}.',
  },
} as const satisfies Record<string, Record<Language, string>>;

/** The one sentence that the person who started the import reads. */
export function errorSentence(error: ImportError, language: Language): string {
  return fill(errorSentences[error.code][language], error.params);
}

/** Puts `params` in the places that a sentence marks as `{name}`. */
export function fill(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place));
}
