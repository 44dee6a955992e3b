import { ean13, isbn13 } from './isbn.ts';
import {
  controlField,
  fieldsOf,
  firstValue,
  valuesOf,
  type DataField,
  type MarcRecord,
} from './marc-record.ts';
import { clean, cleanImprint } from './punctuation.ts';

/** What the counter shows and searches of a title. Strings are in normal form C; `isbns` and `eans` are 13 digits with a right check digit. */
export type TitleRecord = {
  controlNumber: string;
  /** Whose control number it is (MARC 003). */
  source: string;
  title: string;
  subtitle?: string;
  author?: string;
  /** The same in the original script, where the record has both. */
  vernacular?: Vernacular;
  isbns: string[];
  eans: string[];
  year?: number;
  publisher?: string;
  /** ISO 639-2/B, three letters. */
  language?: string;
  material?: Material;
  edition?: string;
  series?: string;
  subjects: string[];
};
type Vernacular = { title?: string; subtitle?: string; author?: string };
type Material =
  | 'book'
  | 'periodical'
  | 'music'
  | 'audiobook'
  | 'film'
  | 'score'
  | 'map'
  | 'software'
  | 'picture'
  | 'object'
  | 'kit'
  | 'manuscript'
  | 'archive';

/** What in a record was not used; `column` is its field. */
export type TitleFinding = { column: string; value: string; reason: 'title-missing' | 'isbn-wrong' };

const AUTHORS = ['100', '110', '111'];
const OTHER_AUTHORS = ['700', '710', '711'];
const TITLES = ['245', '246', '240', '130', '222', '210', '740'];
const SUBJECTS = ['600', '610', '611', '630', '648', '650', '651', '655'];

/** Makes a title of a MARC 21 bibliographic record. The Latin form is shown and the 880 (or a second 245) kept as `vernacular`. */
export function titleOf(record: MarcRecord): { title: TitleRecord; findings: TitleFinding[] } {
  const findings: TitleFinding[] = [];
  const controlNumber = controlField(record, '001');
  const proper = twoScripts(record, ['245']);
  const name = twoScripts(record, AUTHORS, OTHER_AUTHORS);
  const shown = proper.shown ? titleParts(proper.shown) : null;
  const imprint = imprintOf(record);
  const title: TitleRecord = {
    controlNumber,
    source: controlField(record, '003'),
    title: shown?.title || anyTitle(record) || `[${controlNumber}]`,
    isbns: isbnsOf(record, findings),
    eans: eansOf(record),
    subjects: subjectsOf(record),
  };
  if (!shown?.title) findings.push({ column: '245', value: '', reason: 'title-missing' });
  const vernacular = vernacularOf(proper.other, name.other);
  const year = yearOf(record, imprint);
  const language = languageOf(record);
  const material = materialOf(record);
  Object.assign(
    title,
    withText('subtitle', shown?.subtitle ?? ''),
    withText('author', authorOf(name.shown)),
    withText('publisher', cleanImprint(firstValue(imprint, 'b'))),
    withText('edition', clean(firstValue(twoScripts(record, ['250']).shown, 'a'))),
    withText('series', seriesOf(record)),
    vernacular && { vernacular },
    year !== null && { year },
    language && { language },
    material && { material },
  );
  return { title, findings };
}

function withText<K extends string>(key: K, value: string): Partial<Record<K, string>> {
  return value === '' ? {} : ({ [key]: value } as Record<K, string>);
}

type TwoScripts = { shown: DataField | undefined; other: DataField | undefined };

/** The field to show and its twin in the original script: linked by 880 $6 (MARC 21, Appendix A), or repeated without a link. */
function twoScripts(record: MarcRecord, ...choices: string[][]): TwoScripts {
  for (const tags of choices) {
    const fields = fieldsOf(record, ...tags);
    const plain = fields.find((field) => !inOtherScript(field)) ?? fields[0];
    const linked = plain && linkedTo(record, plain);
    const repeated = fields.find(
      (field) => field !== plain && plain && field.tag === plain.tag && inOtherScript(field),
    );
    if (plain) return { shown: plain, other: linked ?? (inOtherScript(plain) ? undefined : repeated) };
    const unlinked = fieldsOf(record, '880').find((field) =>
      tags.includes(firstValue(field, '6').slice(0, 3)),
    );
    if (unlinked) return { shown: unlinked, other: undefined };
  }
  return { shown: undefined, other: undefined };
}

function linkedTo(record: MarcRecord, field: DataField): DataField | undefined {
  const occurrence = /^880-(\d\d)/.exec(firstValue(field, '6'))?.[1];
  if (!occurrence || occurrence === '00') return undefined;
  return fieldsOf(record, '880').find((twin) =>
    firstValue(twin, '6').startsWith(`${field.tag}-${occurrence}`),
  );
}

function inOtherScript(field: DataField): boolean {
  return /[^\P{L}\p{Script=Latin}]/u.test(valuesOf(field, 'a').join(' '));
}

function titleParts(field: DataField): { title: string; subtitle: string } {
  const parts = valuesOf(field, 'anp')
    .map(clean)
    .filter((part) => part !== '');
  return { title: parts.join('. '), subtitle: valuesOf(field, 'b').map(clean).join(' : ') };
}

function anyTitle(record: MarcRecord): string {
  for (const tag of TITLES) {
    for (const field of fieldsOf(record, tag)) {
      const found = titleParts(field).title;
      if (found) return found;
    }
  }
  return '';
}

function authorOf(field: DataField | undefined): string {
  return field ? valuesOf(field, 'abc').map(clean).join(', ') : '';
}

function vernacularOf(title: DataField | undefined, author: DataField | undefined): Vernacular | null {
  const parts = title ? titleParts(title) : { title: '', subtitle: '' };
  const all = {
    ...withText('title', parts.title),
    ...withText('subtitle', parts.subtitle),
    ...withText('author', authorOf(author)),
  };
  return Object.keys(all).length > 0 ? all : null;
}

function isbnsOf(record: MarcRecord, findings: TitleFinding[]): string[] {
  const found = new Set<string>();
  for (const field of fieldsOf(record, '020')) {
    for (const value of valuesOf(field, 'a')) {
      const isbn = isbn13(value);
      if (isbn) found.add(isbn);
      else if (/\d/.test(value)) findings.push({ column: '020', value, reason: 'isbn-wrong' });
    }
  }
  return [...found];
}

function eansOf(record: MarcRecord): string[] {
  const values = fieldsOf(record, '024')
    .filter((field) => field.ind1 === '1' || field.ind1 === '3')
    .flatMap((field) => valuesOf(field, 'a'));
  return [...new Set(values.map(ean13).filter((ean) => ean !== null))];
}

/** Of RDA's 264 only the publication (second indicator 1) counts; otherwise AACR2's 260. */
function imprintOf(record: MarcRecord): DataField | undefined {
  const published = fieldsOf(record, '264').filter((field) => field.ind2 === '1');
  const fields = [...published, ...fieldsOf(record, '260')];
  return fields.find((field) => !inOtherScript(field)) ?? fields[0];
}

function yearOf(record: MarcRecord, imprint: DataField | undefined): number | null {
  const coded = /^1\d{3}$|^20\d\d$/.exec(fixedField(record).slice(7, 11))?.[0];
  const written = /(?<!\d)(1\d{3}|20\d\d)(?!\d)/.exec(firstValue(imprint, 'c'))?.[1];
  const year = coded ?? written;
  return year === undefined ? null : Number(year);
}

function languageOf(record: MarcRecord): string {
  const fixed = fixedField(record).slice(35, 38);
  if (/^[a-z]{3}$/.test(fixed) && !['und', 'zxx', 'mul'].includes(fixed)) return fixed;
  const coded = firstValue(fieldsOf(record, '041')[0], 'a').slice(0, 3);
  return /^[a-z]{3}$/.test(coded) ? coded : /^(mul|zxx)$/.test(fixed) ? fixed : '';
}

/** 008 is read by place, so it is not trimmed. */
function fixedField(record: MarcRecord): string {
  return record.control.find((field) => field.tag === '008')?.value ?? '';
}

const MATERIALS: Readonly<Record<string, Material>> = {
  c: 'score',
  d: 'score',
  e: 'map',
  f: 'map',
  g: 'film',
  i: 'audiobook',
  j: 'music',
  k: 'picture',
  m: 'software',
  o: 'kit',
  p: 'archive',
  r: 'object',
  t: 'manuscript',
};

function materialOf(record: MarcRecord): Material | undefined {
  const type = record.leader.charAt(6);
  if (type === 'a') return 'bis'.includes(record.leader.charAt(7) || ' ') ? 'periodical' : 'book';
  return MATERIALS[type];
}

function seriesOf(record: MarcRecord): string {
  const field = fieldsOf(record, '490')[0] ?? fieldsOf(record, '440')[0] ?? fieldsOf(record, '830')[0];
  return field ? valuesOf(field, 'anpv').map(clean).join(' ; ') : '';
}

function subjectsOf(record: MarcRecord): string[] {
  const headings = fieldsOf(record, ...SUBJECTS).map((field) => {
    const name = valuesOf(field, 'abcdtnp').map(clean).join(', ');
    return [name, ...valuesOf(field, 'vxyz').map(clean)].filter((part) => part !== '').join(' -- ');
  });
  return [...new Set(headings.filter((heading) => heading !== ''))];
}
