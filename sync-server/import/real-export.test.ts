import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ImportPlan } from './import-plan.ts';
import type { LibraryMapping } from './library-mapping.ts';
import { planImport } from './plan-import.ts';
import { readExport } from './read-export.ts';

const folder = fileURLToPath(new URL('../../../shared/data/ils-export/', import.meta.url));

async function planned(mapping: LibraryMapping): Promise<ImportPlan> {
  const read = await readExport(folder);
  if (!read.ok) throw new Error(read.error.code);
  const settings = {
    mapping,
    now: Date.parse('2026-11-22T12:00Z'),
    timeZone: 'Europe/Amsterdam',
    defaultLoanGroup: 'boek',
  };
  const made = planImport(read.value, settings);
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

const counts = (rows: number, taken: number, mended: number, refused: number) => ({
  rows,
  taken,
  mended,
  refused,
});
const sizes = ({ libraries }: ImportPlan) =>
  libraries.map(({ isil, branches, items, patrons, loans, holds }) => ({
    isil,
    branches: branches.length,
    items: items.length,
    patrons: patrons.length,
    guests: patrons.filter(({ kind }) => kind === 'guest').length,
    loans: loans.length,
    unlisted: loans.filter(({ unlisted }) => unlisted).length,
    holds: holds.length,
  }));

describe.skipIf(!existsSync(folder))('a real consortium (needs ../shared/data/ils-export)', () => {
  it('comes in whole as one library', async () => {
    const made = await planned({ kind: 'all', isil: 'NL-1' });
    expect(made.report.files).toEqual({
      'branches.csv': counts(22, 22, 0, 0),
      'cards.csv': counts(379, 379, 0, 0),
      'closed-days.csv': counts(1053, 1053, 0, 0),
      'holds.csv': counts(262, 261, 0, 1),
      'items.csv': counts(4763, 0, 4763, 0),
      'loans.csv': counts(486, 486, 0, 0),
      'opening-hours.csv': counts(119, 116, 3, 0),
      'patrons.csv': counts(378, 378, 0, 0),
      'titles.marcxml': counts(339, 339, 0, 0),
    });
    expect(made.report.reasons).toEqual({
      'hours-close-before-open': 3,
      'material-empty': 4763,
      'patron-expired': 366,
      'item-unlisted': 10,
      'hold-target-unknown': 1,
    });
    expect(sizes(made)).toEqual([
      {
        isil: 'NL-1',
        branches: 22,
        items: 4763,
        patrons: 378,
        guests: 0,
        loans: 486,
        unlisted: 10,
        holds: 261,
      },
    ]);
  });

  it('comes in for the libraries that are named, with guests of the others', async () => {
    const made = await planned({ kind: 'map', codes: { RPLS: 'NL-R', SPLS: 'NL-S' } });
    expect(made.report.files).toMatchObject({
      'branches.csv': counts(22, 8, 0, 14),
      'cards.csv': counts(379, 259, 0, 120),
      'closed-days.csv': counts(1053, 392, 0, 661),
      'holds.csv': counts(262, 252, 9, 1),
      'items.csv': counts(4763, 0, 4713, 50),
      'loans.csv': counts(486, 486, 0, 0),
      'opening-hours.csv': counts(119, 39, 3, 77),
      'patrons.csv': counts(378, 259, 0, 119),
    });
    expect(made.report.reasons).toMatchObject({
      'library-not-named': 1041,
      'patron-is-guest': 188,
      'hold-became-title': 9,
    });
    expect(sizes(made)).toEqual([
      {
        isil: 'NL-R',
        branches: 4,
        items: 2195,
        patrons: 150,
        guests: 15,
        loans: 214,
        unlisted: 5,
        holds: 117,
      },
      {
        isil: 'NL-S',
        branches: 4,
        items: 2518,
        patrons: 142,
        guests: 18,
        loans: 272,
        unlisted: 5,
        holds: 144,
      },
    ]);
  });

  it('keeps every title legible', async () => {
    const { titles } = await planned({ kind: 'all', isil: 'NL-1' });
    expect(titles.find(({ controlNumber }) => controlNumber === '204')).toMatchObject({
      title: 'Tu shuo Zhongguo jie',
      author: 'Da, Qiao',
      vernacular: { title: '图说中国节', author: '大乔' },
      isbns: ['9787500473817'],
    });
    for (const { title } of titles) expect(title).toMatch(/[^\s/:;,=]$/u);
  });
});
