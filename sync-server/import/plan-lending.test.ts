import { describe, expect, it } from 'vitest';
import { plan, one, reasons, ITEMS, PATRONS, LOANS, HOLDS, OUT, toA, toBoth } from './small-export.ts';

describe('loans', () => {
  it('L10 make an unlisted item of a barcode that nobody knows', () => {
    const made = plan({ items: ITEMS, patrons: PATRONS, loans: `${LOANS}zz,p1,A-1,${OUT},,\n` });
    expect(one(made).loans).toMatchObject([
      { item: 'zz', unlisted: true, patron: 'patron:p1', branch: 'A-1' },
    ]);
    expect(made.report.files['loans.csv']).toMatchObject({ taken: 1 });
    expect(reasons(made).at(-1)).toEqual([2, 'item_barcode', 'item-unlisted']);
  });

  it('L7 keep their own since, and never lose a date in silence', () => {
    const made = plan({
      items: 'barcode,owning_branch\ni1,A-1\ni2,A-1\ni3,A-1\ni4,A-1\n',
      patrons: PATRONS,
      loans: `${LOANS}i1,p1,A-1,2014-05-14T08:39:13-04:00,2014-05-23T02:59:59-04:00,,\ni2,p1,A-1,2026-11-01 10:00,2026-11-22,,\ni3,p1,A-1,,2026-11-22T00:00:00Z,,\ni4,p1,A-1,,,,\n`,
    });
    expect(
      one(made).loans.map(({ since, due }) => [new Date(since).toISOString(), new Date(due).toISOString()]),
    ).toEqual([
      ['2014-05-14T12:39:13.000Z', '2014-05-23T06:59:59.000Z'],
      ['2026-11-01T09:00:00.000Z', '2026-11-22T22:59:59.000Z'],
      ['2026-11-01T00:00:00.000Z', '2026-11-22T00:00:00.000Z'],
    ]);
    expect(reasons(made, 'on-loan-by-loan').map(([line, , reason]) => [line, reason])).toEqual([
      [3, 'time-without-offset'],
      [3, 'time-is-a-day'],
      [4, 'since-missing'],
      [5, 'loan-without-dates'],
    ]);
  });

  it('are history when they ended, and only the latest of an item stands', () => {
    const made = plan({
      items: ITEMS,
      patrons: PATRONS,
      loans: `${LOANS}i1,p1,A-1,2026-01-01T00:00:00Z,2026-02-01T00:00:00Z,,\ni1,p2,A-1,${OUT},,\ni1,p2,A-1,${OUT},,\ni2,p1,B-1,${OUT},2026-11-02T00:00:00Z,\ni2,nobody,B-1,${OUT},,\n`,
    });
    expect(one(made).loans.map(({ patron }) => patron)).toEqual(['patron:p2']);
    expect(reasons(made, 'on-loan-by-loan').map(([line, , reason]) => [line, reason])).toEqual([
      [2, 'loan-superseded'],
      [4, 'loan-superseded'],
      [5, 'already-ended'],
      [6, 'patron-unknown'],
    ]);
  });

  it('make a guest of a patron of another library, named or not, with no more than a name', () => {
    const loans = `${LOANS}i1,p2,A-1,${OUT},,\ni3,p2,B-1,${OUT},,\ni2,p1,B-1,${OUT},,\n`;
    const files = {
      items: ITEMS,
      patrons: 'card,family_name,home_branch,street\np1,Jansen,A-1,Dam 1\np2,Visser,B-1,Dam 2\n',
      loans,
    };
    const alone = plan(files, toA);
    expect(one(alone).patrons).toHaveLength(2);
    expect(one(alone).patrons[1]).toEqual({
      sourceKey: 'guest:p2',
      kind: 'guest',
      cards: [{ number: 'p2', active: true }],
      category: '',
      homeBranch: 'A-1',
      home: { branch: 'B-1', isil: null, library: 'Bravo' },
      status: 'active',
      juvenile: false,
      personal: { familyName: 'Visser', givenName: '' },
    });
    expect(one(alone).loans).toMatchObject([{ patron: 'guest:p2' }, { patron: 'guest:p2', branch: 'A-1-B' }]);
    expect(alone.report.files['loans.csv']).toEqual({ rows: 3, taken: 1, mended: 1, refused: 1 });
    const [a, b] = plan(files, toBoth).libraries;
    expect(a?.patrons[1]?.home).toMatchObject({ isil: 'NL-B' });
    expect(b?.patrons.map(({ sourceKey }) => sourceKey)).toEqual(['patron:p2', 'guest:p1']);
  });
});

describe('holds', () => {
  it('stay, though what they wait for is lost', () => {
    const made = plan({
      items: ITEMS,
      patrons: PATRONS,
      holds: `${HOLDS}item,i3,p1,A-1,2026-11-01T00:00:00Z,,,\ntitle,2,p2,A-1,2026-11-01T00:00:00Z,,,\n`,
    });
    expect(one(made).holds).toHaveLength(2);
    expect(reasons(made)).toEqual([
      [2, 'target', 'hold-on-lost-item'],
      [3, 'target', 'hold-on-lost-item'],
    ]);
  });

  it("wait for the title where the copy is another library's", () => {
    const made = plan(
      { items: ITEMS, patrons: PATRONS, holds: `${HOLDS}item,i2,p1,A-1,2026-11-01T00:00:00Z,,,\n` },
      toBoth,
    );
    expect(one(made).holds).toMatchObject([{ target: { kind: 'title', id: '1' }, pickupBranch: 'A-1' }]);
    expect(reasons(made)).toEqual([[2, 'target', 'hold-became-title']]);
  });

  it('keep a capture whose copy is there, and wait again without it', () => {
    const at = '2026-11-01T00:00:00Z';
    const made = plan({
      items: ITEMS,
      patrons: PATRONS,
      holds: `${HOLDS}title,1,p1,A-1,${at},${at},i1,\ntitle,1,p2,A-1,${at},${at},gone,\ntitle,2,p1,,,,i3,\ntitle,2,p1,A-1,${at},,,\ntitle,9,p1,A-1,${at},,,\nx,1,p1,A-1,${at},,,\ntitle,1,p1,A-1,${at},,,${at}\n`,
    });
    expect(one(made).holds).toMatchObject([
      { captured: Date.parse(at), item: 'i1' },
      { target: { id: '1' }, patron: 'patron:p2' },
      { pickupBranch: 'A-1', placed: Date.parse(at), item: 'i3' },
    ]);
    expect(one(made).holds[1]).not.toHaveProperty('captured');
    expect(reasons(made, 'hold-on-lost-item').map(([line, , reason]) => [line, reason])).toEqual([
      [3, 'capture-without-item'],
      [4, 'branch-assumed'],
      [4, 'placed-missing'],
      [5, 'hold-twice'],
      [6, 'hold-target-unknown'],
      [7, 'hold-kind-unknown'],
      [8, 'already-ended'],
    ]);
  });
});
