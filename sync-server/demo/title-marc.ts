import { dayParts, type DayNumber } from './amsterdam-time.ts';
import type { TitleKind } from './title-row.ts';
import { inReadingOrder, isForChildren, nonFiling, type Title } from './titles.ts';

type Subfield = readonly [code: string, value: string];

interface Carrier {
  /** Leader 06 and 07. */
  readonly type: string;
  readonly extent: string;
  /** Codes of 336, 337 and 338 (RDA). */
  readonly rda: readonly [content: string, media: string, carrier: string];
}

const BOOK: Carrier = { type: 'am', extent: '1 deel', rda: ['txt', 'n', 'nc'] };
const CARRIERS: Readonly<Record<TitleKind, Carrier>> = {
  boek: BOOK,
  jeugdboek: BOOK,
  'grote-letter': BOOK,
  tijdschrift: { type: 'as', extent: 'delen', rda: ['txt', 'n', 'nc'] },
  dvd: { type: 'gm', extent: '1 dvd', rda: ['tdi', 'v', 'vd'] },
  luisterboek: { type: 'im', extent: 'cd’s', rda: ['spw', 's', 'sd'] },
  spel: { type: 'rm', extent: '1 spel', rda: ['tdf', 'n', 'nr'] },
};

/** A MARCXML collection (MARC 21) of `titles`; `today` is the date entered on file in 008. */
export function marcCollection(titles: readonly Title[], today: DayNumber): string {
  const records = titles.map((title) => record(title, today));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="http://www.loc.gov/MARC21/slim">\n${records.join('\n')}\n</collection>\n`;
}

function record(title: Title, today: DayNumber): string {
  const carrier = CARRIERS[title.kind];
  const [main, ...others] = title.authors;
  const isFilm = title.kind === 'dvd';
  const year: Subfield = ['c', String(title.year)];
  const out = [
    `<leader>00000n${carrier.type} a2200000 i 4500</leader>`,
    control('001', title.control),
    control('003', 'DEMO'),
    control('008', fixedField(title, today)),
  ];
  if (title.code !== null)
    out.push(
      title.code.startsWith('978')
        ? data('020', '  ', [['a', title.code]])
        : data('024', '3 ', [['a', title.code]]),
    );
  out.push(
    data('040', '  ', [
      ['a', 'DEMO'],
      ['b', 'dut'],
      ['e', 'rda'],
    ]),
  );
  if (main !== undefined && !isFilm) out.push(data('100', nameIndicators(main), [['a', main]]));
  out.push(
    data('245', `${main !== undefined && !isFilm ? 1 : 0}${nonFiling(title.title)}`, titleSubfields(title)),
  );
  if (title.kind === 'grote-letter') out.push(data('250', '  ', [['a', 'Grote letter']]));
  out.push(
    data('264', ' 1', title.publisher ? [['b', `${title.publisher},`], year] : [year]),
    data('300', '  ', [['a', carrier.extent]]),
    data('336', '  ', [
      ['b', carrier.rda[0]],
      ['2', 'rdacontent'],
    ]),
    data('337', '  ', [
      ['b', carrier.rda[1]],
      ['2', 'rdamedia'],
    ]),
    data('338', '  ', [
      ['b', carrier.rda[2]],
      ['2', 'rdacarrier'],
    ]),
    data('500', '  ', [
      [
        'a',
        'Demo: ISBN of EAN en exemplaren zijn verzonnen; het jaar is dat van de eerste uitgave van het werk.',
      ],
    ]),
    data('650', ' 4', [['a', title.group.subject]]),
  );
  for (const name of isFilm ? title.authors : others)
    out.push(
      data(
        '700',
        nameIndicators(name),
        isFilm
          ? [
              ['a', name],
              ['4', 'drt'],
            ]
          : [['a', name]],
      ),
    );
  return `<record>${out.join('')}</record>`;
}

/** 008: 40 characters, of which 18 to 34 differ per kind. */
function fixedField(title: Title, today: DayNumber): string {
  const { year, month, day } = dayParts(today);
  const entered = [year % 100, month, day].map((part) => String(part).padStart(2, '0')).join('');
  const dates = title.kind === 'tijdschrift' ? `c${title.year}9999` : `s${title.year}    `;
  const field = `${entered}${dates}ne ${materialPart(title)}${title.language} d`;
  if (field.length !== 40) throw new Error(`008 of ${title.control} has ${field.length} characters`);
  return field;
}

function materialPart(title: Title): string {
  const audience = isForChildren(title) ? 'j' : ' ';
  const isFiction = !/^[\dJ]/.test(title.group.call);
  switch (title.kind) {
    case 'tijdschrift':
      return 'uu p       0   b0';
    case 'dvd':
      return `--- ${audience}          vu`;
    case 'spel':
      return `nnn ${audience}          gn`;
    case 'luisterboek':
      return `nnn ${audience}       || n `;
    case 'grote-letter':
      return `    ${audience}d     000 u `;
    case 'boek':
    case 'jeugdboek':
      return `    ${audience}      000 ${isFiction ? 1 : 0} `;
  }
}

function titleSubfields(title: Title): Subfield[] {
  const [head = '', ...rest] = title.title.split(': ');
  const sub = rest.join(': ');
  const names = title.authors.map(inReadingOrder).join(', ');
  const by = title.kind === 'dvd' && names ? `regie: ${names}` : names;
  const end = by ? ' /' : '';
  const out: Subfield[] = sub
    ? [
        ['a', `${head} :`],
        ['b', sub + end],
      ]
    : [['a', head + end]];
  if (by) out.push(['c', by.endsWith('.') ? by : `${by}.`]);
  return out;
}

function nameIndicators(name: string): string {
  return `${name.includes(',') ? 1 : 0} `;
}

function control(tag: string, value: string): string {
  return `<controlfield tag="${tag}">${escape(value)}</controlfield>`;
}

function data(tag: string, indicators: string, subfields: readonly Subfield[]): string {
  const inner = subfields
    .map(([code, value]) => `<subfield code="${code}">${escape(value)}</subfield>`)
    .join('');
  return `<datafield tag="${tag}" ind1="${indicators[0]}" ind2="${indicators[1]}">${inner}</datafield>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
