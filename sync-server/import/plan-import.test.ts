import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXPORT_FILES, type CsvKind } from './export-files.ts';
import type { LibraryPlan } from './import-plan.ts';
import type { LibraryMapping } from './library-mapping.ts';
import { planImport } from './plan-import.ts';
import {
  all,
  settings,
  sourceOf,
  plan,
  one,
  reasons,
  ITEMS,
  PATRONS,
  LOANS,
  OUT,
  toA,
} from './small-export.ts';

describe('whose a row is', () => {
  it('follows the chain of parents to the library that is named', () => {
    const made = plan({ items: ITEMS, patrons: PATRONS }, toA);
    expect(one(made)).toMatchObject({ isil: 'NL-A', name: 'Alfa' });
    expect(one(made).branches.map(({ code }) => code)).toEqual(['A', 'A-1', 'A-1-B']);
    expect(one(made).items.map(({ barcode }) => barcode)).toEqual(['i1', 'i3']);
    expect(made.report.files['items.csv']).toEqual({ rows: 3, taken: 2, mended: 0, refused: 1 });
    expect(made.report.files['patrons.csv']).toMatchObject({ taken: 1, refused: 1 });
    expect(made.report.reasons).toMatchObject({ 'library-not-named': 4 });
  });

  it('makes a branch that no row describes, and assumes one only where there is one library', () => {
    const items = 'barcode,owning_branch\ni1,Z\ni2,Z\ni3,\n';
    expect(reasons(plan({ items }))).toEqual([
      [2, 'owning_branch', 'branch-made'],
      [4, 'owning_branch', 'branch-assumed'],
    ]);
    expect(one(plan({ items })).items.map(({ branch }) => branch)).toEqual(['Z', 'Z', 'A-1']);
    expect(
      reasons(plan({ items }, toA))
        .slice(-3)
        .map(([, , reason]) => reason),
    ).toEqual(['branch-unknown', 'branch-unknown', 'branch-empty']);
  });

  it('survives a circle of parents, and names a code that is not there', () => {
    const branches = 'code,parent_code\nA,B\nB,A\n';
    expect(one(plan({ branches, items: ITEMS }, toA)).branches).toHaveLength(2);
    const made = planImport(sourceOf({}), { ...settings, mapping: { kind: 'map', codes: { Q: 'NL-Q' } } });
    expect(made).toMatchObject({ ok: false, error: { code: 'mapping-code-unknown', params: { code: 'Q' } } });
  });
});

describe('a calendar', () => {
  it('keeps a day that closes before it opens as open until an unknown time (D3)', () => {
    const made = plan({
      openingHours:
        'branch,weekday,opens,closes\nA-1,0,09:00:00,08:30:00\nA-1,1,00:00:00,00:00:00\nA-1,2,9:00,17:00\nA-1,7,9:00,17:00\nA-1,3,x,17:00\n',
    });
    expect(one(made).branches[1]).toMatchObject({
      hours: [
        { weekday: 0, opens: '09:00', closes: '24:00', uncertain: true },
        { weekday: 2, opens: '09:00', closes: '17:00' },
      ],
      closedWeekdays: [1],
    });
    expect(reasons(made)).toEqual([
      [2, 'closes', 'hours-close-before-open'],
      [5, 'weekday', 'weekday-unknown'],
      [6, 'opens', 'clock-unreadable'],
    ]);
  });

  it('takes the days as they are written', () => {
    const made = plan({
      closedDays:
        'branch,from,to,reason\nA-1,2026-12-25T00:00:00-05:00,2026-12-26T23:59:59-05:00,Kerst\nA-1,2026-01-02,2026-01-01,\n' +
        'A-1,2026-04-27,,Koningsdag\nA-1,2026-12-05T15:00:00+01:00,2026-12-05T23:59:59+01:00,Sint\nA-1,2026-05-05T00:00:00Z,2026-05-06T00:00:00Z,\nA-1,soon,,\nA-1,2026-04-27,,Koningsdag\n',
    });
    expect(one(made).branches[1]?.closedDays).toEqual([
      { from: '2026-12-25', to: '2026-12-26', reason: 'Kerst' },
      { from: '2026-01-01', to: '2026-01-02', reason: '' },
      { from: '2026-04-27', to: '2026-04-27', reason: 'Koningsdag' },
      { from: '2026-12-05', to: '2026-12-05', reason: 'Sint' },
      { from: '2026-05-05', to: '2026-05-05', reason: '' },
    ]);
    expect(reasons(made).map(([line, , reason]) => [line, reason])).toEqual([
      [3, 'closed-days-turned'],
      [5, 'closed-part-of-day'],
      [6, 'closed-ends-at-midnight'],
      [7, 'closed-day-unreadable'],
      [8, 'row-twice'],
    ]);
  });
});

describe('items', () => {
  it('take the default loan group without a material (D3), and their money and words are mended', () => {
    const made = plan({
      items:
        'barcode,title_control_number,owning_branch,status,material,price,circulates\n' +
        'i1,1,A-1,available,dvd,24.99,1\ni2,,A-1,Zoek,,"24,99",x\ni1,1,A-1,available,dvd,1,1\n,1,A-1,available,dvd,1,1\n',
    });
    expect(one(made).items).toMatchObject([
      { loanGroup: 'dvd', priceCents: 2499, status: 'available' },
      { loanGroup: 'boek', priceCents: 2499, status: 'unavailable', circulates: true, title: null },
    ]);
    expect(reasons(made)).toEqual([
      [3, 'title_control_number', 'title-empty'],
      [3, 'material', 'material-empty'],
      [3, 'status', 'item-status-unknown'],
      [3, 'price', 'money-other-form'],
      [3, 'circulates', 'flag-unreadable'],
      [4, 'barcode', 'barcode-twice'],
      [5, 'barcode', 'key-empty'],
    ]);
    expect(made.report.files['items.csv']).toEqual({ rows: 4, taken: 1, mended: 1, refused: 2 });
  });

  it('agree with the loans', () => {
    const items =
      'barcode,owning_branch,status\ni1,A-1,on-loan\ni2,A-1,available\ni3,A-1,on-loan\ni4,A-1,on-loan\n';
    const made = plan({
      items,
      patrons: PATRONS,
      loans: `${LOANS}i2,p1,A-1,${OUT},,\ni3,p1,A-1,${OUT},,LOST\ni4,p1,A-1,${OUT},,\n`,
    });
    expect(one(made).items.map(({ status }) => status)).toEqual(['missing', 'on-loan', 'lost', 'on-loan']);
    expect(reasons(made).map(([line, , reason]) => [line, reason])).toEqual([
      [2, 'on-loan-without-loan'],
      [3, 'on-loan-by-loan'],
      [4, 'lost-by-loan'],
    ]);
  });

  it('say where their title is not in the export, and keep its number', () => {
    const xml =
      '<record><controlfield tag="001">1</controlfield><datafield tag="245"><subfield code="a">Een</subfield></datafield></record>';
    const made = plan(
      { items: ITEMS },
      all,
      `${xml}${xml}<record><controlfield tag="003">X</controlfield></record>`,
    );
    expect(made.titles.map(({ controlNumber }) => controlNumber)).toEqual([
      '1',
      expect.stringMatching(/^x[0-9a-f]{16}$/),
    ]);
    expect(one(made).items[2]?.title).toBe('2');
    expect(reasons(made).map(([line, , reason]) => [line, reason])).toEqual([
      [2, 'title-twice'],
      [3, 'control-number-missing'],
      [3, 'title-missing'],
      [4, 'title-unknown'],
    ]);
  });
});

describe('patrons', () => {
  it('keep their dates when expired, and have all of their cards', () => {
    const made = plan({
      patrons:
        'card,family_name,home_branch,expires,status,email,birth_date\np1,Jansen,A-1,2020-01-01,active,x,01-02-1990\np2,,A-1,2030-01-01,odd,a@b.nl,\np1,X,A-1,,,,\n',
      cards: 'card,patron_card,active\np1,p1,0\nold,p1,0\np2,p1,1\nz,nobody,1\nold,p1,1\n',
    });
    expect(one(made).patrons).toMatchObject([
      {
        sourceKey: 'patron:p1',
        cards: [
          { number: 'p1', active: false },
          { number: 'old', active: false },
        ],
        expires: '2020-01-01',
        personal: { birthDate: '1990-02-01' },
      },
      { status: 'blocked', personal: { familyName: 'p2', email: 'a@b.nl' } },
    ]);
    expect(one(made).patrons[0]?.personal).not.toHaveProperty('email');
    expect(reasons(made).map(([line, , reason]) => [line, reason])).toEqual([
      [2, 'date-other-form'],
      [2, 'email-unreadable'],
      [2, 'patron-expired'],
      [3, 'patron-status-unknown'],
      [3, 'name-empty'],
      [4, 'card-twice'],
      [4, 'card-twice'],
      [5, 'patron-unknown'],
      [6, 'card-twice'],
    ]);
  });
});

describe('any export', () => {
  const cell = fc.constantFrom(
    '',
    '0',
    '1',
    'A',
    'A-1',
    'B-1',
    'Z',
    'i1',
    'i2',
    'p1',
    'p2',
    'title',
    'item',
    'LOST',
    'on-loan',
    '24,99',
    '2026-01-01',
    '2026-01-01T10:00:00+01:00',
    '09:00',
    '00:00',
    '__proto__',
    'é',
  );
  const rowsOf = (kind: CsvKind) =>
    fc
      .array(fc.array(cell, { minLength: 1, maxLength: EXPORT_FILES[kind].columns.length + 1 }), {
        maxLength: 8,
      })
      .map((rows) => {
        const width = EXPORT_FILES[kind].columns.length;
        const whole = Array.from({ length: width }, () => '1');
        return [EXPORT_FILES[kind].columns, ...rows, whole].map((cells) => cells.join(',')).join('\n') + '\n';
      });
  const kinds = Object.keys(EXPORT_FILES) as CsvKind[];
  const anyFiles = fc.record(Object.fromEntries(kinds.map((kind) => [kind, rowsOf(kind)])));
  const anyMapping = fc.constantFrom<LibraryMapping>(all, { kind: 'map', codes: { 1: 'NL-A' } });

  it('accounts for every row, and gives the same plan twice', () => {
    fc.assert(
      fc.property(anyFiles, anyMapping, (files, mapping) => {
        const made = plan(files, mapping);
        const { files: counts } = made.report;
        for (const kind of kinds) {
          const { rows, taken, mended, refused } = counts[EXPORT_FILES[kind].file] ?? {
            rows: -1,
            taken: 0,
            mended: 0,
            refused: 0,
          };
          expect(taken + mended + refused).toBe(rows);
          expect(Math.min(taken, mended, refused)).toBeGreaterThanOrEqual(0);
        }
        const sum = (count: (library: LibraryPlan) => number) =>
          made.libraries.reduce((total, library) => total + count(library), 0);
        const planned = {
          items: sum(({ items }) => items.length),
          patrons: sum(({ patrons }) => patrons.filter(({ kind }) => kind === 'person').length),
          loans: sum(({ loans }) => loans.length),
          holds: sum(({ holds }) => holds.length),
        };
        for (const [kind, count] of Object.entries(planned)) {
          const { taken = 0, mended = 0 } = counts[EXPORT_FILES[kind as CsvKind].file] ?? {};
          expect([kind, count]).toEqual([kind, taken + mended]);
        }
        for (const library of made.libraries) {
          const keys = [...library.items, ...library.patrons, ...library.loans, ...library.holds].map(
            ({ sourceKey }) => sourceKey,
          );
          expect(new Set(keys).size).toBe(keys.length);
          const people = new Set(library.patrons.map(({ sourceKey }) => sourceKey));
          for (const { patron } of [...library.loans, ...library.holds]) expect(people).toContain(patron);
        }
        expect(plan(files, mapping)).toEqual(made);
      }),
      { seed: 20261122, numRuns: 400 },
    );
  });
});
