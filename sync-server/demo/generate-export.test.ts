import { beforeAll, describe, expect, it } from 'vitest';
import { mod10CheckDigit } from './check-digits.ts';
import { LIBRARIES } from './consortium.ts';
import { generateDemoExport, type DemoExport, type ExportFile } from './generate-export.ts';

const NOW = Date.parse('2026-11-22T20:00:00Z');
type Row = Record<string, string>;

let demo: DemoExport;
const rows: Record<string, Row[]> = {};
const by: Record<string, Map<string, Row>> = {};

/** Rows of a CSV file with quoted cells, but without line breaks in them. */
function parse(text: string): Row[] {
  const [head = '', ...lines] = text.trimEnd().split('\n');
  const columns = head.split(',');
  return lines.map((line) => {
    const cells = [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((m) =>
      (m[1] ?? m[2] ?? '').replaceAll('""', '"'),
    );
    expect(cells.length, line).toBe(columns.length);
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  });
}

const all = (name: ExportFile): Row[] => rows[name] ?? [];
const get = (map: string, key: string | undefined): Row => {
  const row = by[map]?.get(key ?? '');
  if (!row) throw new Error(`no ${map} ${key ?? ''}`);
  return row;
};
const count = (list: readonly Row[], where: (row: Row) => boolean) => list.filter(where).length;
const at = (row: Row, column: string) => Date.parse(row[column] ?? '');

beforeAll(() => {
  demo = generateDemoExport({ seed: 1, now: NOW });
  for (const [name, text] of Object.entries(demo.files)) if (name.endsWith('.csv')) rows[name] = parse(text);
  const index = (name: ExportFile, column: string) =>
    new Map(all(name).map((row) => [row[column] ?? '', row]));
  by.branch = index('branches.csv', 'code');
  by.item = index('items.csv', 'barcode');
  by.patron = index('patrons.csv', 'card');
});

describe('the same seed', () => {
  it('gives the same bytes; another seed or moment gives others', () => {
    expect(generateDemoExport({ seed: 1, now: NOW })).toEqual(demo);
    expect(generateDemoExport({ seed: 2, now: NOW }).files['items.csv']).not.toBe(demo.files['items.csv']);
    expect(generateDemoExport({ seed: 1, now: NOW + 9e8 }).files['loans.csv']).not.toBe(
      demo.files['loans.csv'],
    );
  });

  it('finds its highlights at any seed and season', () => {
    for (let seed = 1; seed <= 24; seed++) {
      const { highlights } = generateDemoExport({
        seed,
        now: Date.UTC(2025 + (seed % 4), seed % 12, (seed * 5) % 28, seed),
      });
      expect(highlights.ordinaryAdult.loans, `seed ${seed}`).toBeGreaterThan(1);
    }
  });
});

describe('counts', () => {
  it('are those of a small consortium', () => {
    expect(demo.libraries).toHaveLength(3);
    for (const library of demo.libraries) {
      expect(library.isil).toMatch(/^NL-09990000\d\d$/);
      const branches = count(all('branches.csv'), (row) => row.code?.startsWith(`${library.code}-`) ?? false);
      expect(branches).toBeGreaterThanOrEqual(2);
      expect(branches).toBeLessThanOrEqual(4);
    }
    expect(all('items.csv')).toHaveLength(6_000);
    expect(all('patrons.csv')).toHaveLength(1_200);
    expect(count(all('loans.csv'), (row) => row.returned_at === '')).toBe(900);
    expect(all('holds.csv')).toHaveLength(150);
    expect([...demo.files['titles.marcxml'].matchAll(/<record>/g)].length).toBeGreaterThanOrEqual(450);
  });

  it('have loans and holds of every kind', () => {
    const open = all('loans.csv').filter((row) => row.returned_at === '');
    expect(count(open, (row) => at(row, 'due_at') >= NOW)).toBeGreaterThan(600);
    for (const [least, most] of [
      [0, 7],
      [8, 42],
      [43, 300],
    ] as const) {
      const isIn = (days: number) => days > least && days <= most;
      expect(count(open, (row) => isIn((NOW - at(row, 'due_at')) / 864e5))).toBeGreaterThan(15);
    }
    expect(count(open, (row) => row.stop_reason === 'LOST')).toBe(14);
    const holds = all('holds.csv');
    expect(count(holds, (row) => row.captured_at !== '' && row.fulfilled_at === '')).toBe(38);
    expect(count(holds, (row) => row.suspended === '1')).toBe(12);
  });

  it('have people of every kind', () => {
    const patrons = all('patrons.csv');
    expect(new Set(patrons.map((row) => row.category))).toEqual(
      new Set(['jeugd', 'basis', 'compleet', 'tegoed']),
    );
    expect(count(patrons, (row) => row.juvenile === '1')).toBeGreaterThan(200);
    expect(count(patrons, (row) => row.given_name === '')).toBe(24);
    expect(count(patrons, (row) => row.status === 'blocked')).toBeGreaterThanOrEqual(9);
    expect(count(patrons, (row) => (row.expires ?? '') < '2026-11-22')).toBeGreaterThanOrEqual(9);
    for (const patron of patrons) {
      const age = (NOW - at(patron, 'birth_date')) / (365.25 * 864e5);
      expect(patron.juvenile === '1', patron.card).toBe(age < 18);
      expect(patron.juvenile === '1', patron.card).toBe(patron.category === 'jeugd');
      expect(
        patron.birth_date === '' || (patron.birth_date ?? '') < (patron.registered ?? ''),
        patron.card,
      ).toBe(true);
      expect((patron.registered ?? '') < (patron.expires ?? ''), patron.card).toBe(true);
    }
  });
});

describe('numbers', () => {
  it('have right check digits and are used once', () => {
    const institutions = LIBRARIES.map((library) => library.institution).join('|');
    const check = (codes: readonly (string | undefined)[], kind: number) => {
      expect(new Set(codes).size).toBe(codes.length);
      for (const code of codes) {
        expect(code).toMatch(new RegExp(`^${kind}(${institutions})\\d{9}$`));
        expect(mod10CheckDigit(code?.slice(0, 13) ?? '')).toBe(Number(code?.[13]));
      }
    };
    check(
      all('items.csv').map((row) => row.barcode),
      3,
    );
    check(
      all('cards.csv').map((row) => row.card),
      2,
    );
  });
});

describe('references', () => {
  it('of branches, items and cards are whole', () => {
    const controls = new Set(
      [...demo.files['titles.marcxml'].matchAll(/tag="001">(\d+)</g)].map((match) => match[1]),
    );
    for (const row of all('branches.csv')) if (row.parent_code) get('branch', row.parent_code);
    for (const row of [...all('opening-hours.csv'), ...all('closed-days.csv')]) get('branch', row.branch);
    for (const item of all('items.csv')) {
      expect(controls.has(item.title_control_number)).toBe(true);
      get('branch', item.owning_branch);
      get('branch', item.current_branch);
    }
    for (const card of all('cards.csv')) get('patron', card.patron_card);
    const current = all('cards.csv').filter((row) => row.active === '1');
    expect(current.map((row) => row.card)).toEqual(all('patrons.csv').map((row) => row.card));
    for (const hold of all('holds.csv'))
      if (hold.target_kind === 'title') expect(controls.has(hold.target)).toBe(true);
  });

  it('of loans agree with the items: one open loan each, and a status that says so', () => {
    const open = new Map<string, Row>();
    for (const loan of all('loans.csv')) {
      const item = get('item', loan.item_barcode);
      const patron = get('patron', loan.patron_card);
      expect(item.circulates).toBe('1');
      expect(loan.branch).toBe(item.current_branch);
      expect(at(loan, 'checked_out_at')).toBeLessThan(at(loan, 'due_at'));
      expect(at(loan, 'checked_out_at')).toBeLessThan(NOW);
      expect((loan.checked_out_at ?? '').slice(0, 10) <= (patron.expires ?? '')).toBe(true);
      expect((loan.checked_out_at ?? '').slice(0, 10) > (item.created ?? '')).toBe(true);
      if (loan.returned_at !== '') {
        expect(at(loan, 'returned_at')).toBeGreaterThan(at(loan, 'checked_out_at'));
        expect(at(loan, 'returned_at')).toBeLessThan(NOW);
        continue;
      }
      expect(open.has(loan.item_barcode ?? '')).toBe(false);
      open.set(loan.item_barcode ?? '', loan);
      expect(item.status).toBe(loan.stop_reason === 'LOST' ? 'lost' : 'on-loan');
    }
    for (const item of all('items.csv')) {
      if (!open.has(item.barcode ?? '')) expect(item.status).toMatch(/^(available|in-process|on-order)$/);
    }
  });

  it('of holds agree with items and loans', () => {
    const used = new Set<string>();
    for (const hold of all('holds.csv')) {
      const patron = get('patron', hold.patron_card);
      get('branch', hold.pickup_branch);
      expect(patron.status).toBe('active');
      expect(at(hold, 'placed_at')).toBeLessThan(NOW);
      for (const column of ['captured_at', 'fulfilled_at', 'cancelled_at'].filter((name) => hold[name])) {
        expect(at(hold, column), column).toBeGreaterThan(at(hold, 'placed_at'));
        expect(at(hold, column), column).toBeLessThan(NOW);
      }
      if (hold.cancelled_at || hold.current_item === '') continue;
      const item = get('item', hold.current_item);
      expect(item.holdable).toBe('1');
      expect(used.has(hold.current_item ?? '')).toBe(false);
      used.add(hold.current_item ?? '');
      expect(hold.target).toBe(hold.target_kind === 'item' ? item.barcode : item.title_control_number);
      if (hold.fulfilled_at) {
        const loan = all('loans.csv').find((row) => row.item_barcode === item.barcode);
        expect([loan?.patron_card, loan?.checked_out_at]).toEqual([hold.patron_card, hold.fulfilled_at]);
        continue;
      }
      expect(item.status).toBe('available');
      if (hold.captured_at) expect(item.current_branch).toBe(hold.pickup_branch);
    }
  });
});

describe('highlights', () => {
  it('are what they say', () => {
    const { highlights } = demo;
    const loansOf = (card: string) =>
      count(all('loans.csv'), (row) => row.patron_card === card && row.returned_at === '');
    expect(loansOf(highlights.ordinaryAdult.card)).toBe(highlights.ordinaryAdult.loans);
    expect(highlights.owing.card).not.toBe(highlights.ordinaryAdult.card);
    expect(get('patron', highlights.blocked.card).status).toBe('blocked');
    expect((get('patron', highlights.expired.card).expires ?? '') < '2026-11-22').toBe(true);
    expect(get('patron', highlights.child.card).juvenile).toBe('1');
    for (const item of highlights.available) expect(get('item', item.barcode).status).toBe('available');
    expect(new Set(highlights.available.map((item) => get('item', item.barcode).current_branch))).toEqual(
      new Set([highlights.branch]),
    );
    const reserved = all('holds.csv').find((row) => row.current_item === highlights.reserved.barcode);
    expect([reserved?.patron_card, reserved?.captured_at === '']).toEqual([
      highlights.reserved.reservedFor,
      false,
    ]);
    for (const { barcode, borrower } of [highlights.onLoan, highlights.onLoanAndWanted]) {
      expect(all('loans.csv').find((row) => row.item_barcode === barcode)?.patron_card).toBe(borrower);
    }
  });
});
