import { dateOfDay } from '@balie/shared/calendar/days.ts';
import type { Bodies } from '@balie/shared/journal/kinds.ts';
import type { Draft, Sealed } from '@balie/shared/journal/seal.ts';
import { nationalDefault } from '@balie/shared/policy/national-default.ts';
import type { Policy } from '@balie/shared/policy/policy.ts';
import { withVersion } from '@balie/shared/policy/version.ts';
import type { Random } from './random.ts';
import type { World } from './world/world.ts';

/** Who is signed in at every desk when it starts. */
export const STAFF = 'medewerker';
/** All who work at the counters of a library. */
export const COLLEAGUES = [STAFF, 'invaller'] as const;

const DAY = 86_400_000;

/** The national rules, and books that are due on the day they are lent: a run of two days has late ones. */
const POLICY: Policy = withVersion({
  ...nationalDefault,
  loanGroups: {
    ...nationalDefault.loanGroups,
    daguitleen: { ...nationalDefault.loanGroups['boek']!, renewals: 1, late: 'per-dag' },
  },
  periods: [...nationalDefault.periods, { loanGroup: 'daguitleen', days: 0 }],
});

/** The import of a library: rules, branches, staff, patrons, books, some of them lent already, some wanted (DESIGN, Streams and entries). */
export function openingBalance(world: World, library: string, now: number, random: Random): readonly Draft[] {
  const branches = world.branchesOf(library).map(({ code }) => code);
  const drafts: Draft[] = [
    { kind: 'policy.set', body: { policy: POLICY }, after: [] },
    ...branches.map((branch): Draft => ({
      kind: 'branch.set',
      body: { branch, name: branch, kind: 'branch', timeZone: 'Europe/Amsterdam' },
      after: [],
    })),
    ...COLLEAGUES.map((staff): Draft => ({
      kind: 'staff.set',
      body: { staff, name: staff, mayOverride: true, pin: 'none' },
      after: [],
    })),
    ...patrons(world, library, branches, random),
    ...books(world, library, now, random),
  ];
  return [...drafts, ...holds(world, library, branches, now, random)];
}

function patrons(
  world: World,
  library: string,
  branches: readonly string[],
  random: Random,
): readonly Draft[] {
  return world.peopleOf(library).map(({ name, card, records: [record] }): Draft => {
    const juvenile = random.chance(0.15);
    const personal = { familyName: name, birthDate: juvenile ? '2015-01-01' : '1980-01-01' };
    return {
      kind: 'patron.open',
      body: {
        source: record!.id,
        patron: record!.id,
        kind: 'person',
        subscription: juvenile ? 'jeugd' : 'compleet',
        home: random.pick(branches),
        registered: null,
        expires: null,
        status: 'active',
        juvenile,
        cards: [{ number: card!, active: true }],
        fields: Object.keys(personal),
      },
      after: [],
      personal,
    };
  });
}

function books(world: World, library: string, now: number, random: Random): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const { barcode, title, home, loanGroup, listed, library: own } of world.books) {
    if (own !== library || !listed) continue;
    const described = { shelf: null, callNumber: null, loanGroup, mark: null, priceCents: null };
    const place = { item: barcode, title, work: null, owner: home, at: home };
    const body = { source: barcode, ...place, ...described, holdable: true, circulates: true };
    drafts.push({ kind: 'item.open', body, after: [] });
    if (!random.chance(0.25)) continue;
    const terms = {
      since: now - 5 * DAY,
      due: dateOfDay(Math.floor(now / DAY) + 16),
      renewalsLeft: null,
      lost: false,
    };
    const patron = random.pick(world.peopleOf(library)).records[0]!.id;
    drafts.push({
      kind: 'loan.open',
      body: { source: `loan ${barcode}`, item: barcode, patron, branch: home, ...terms },
      after: [],
    });
  }
  return drafts;
}

function holds(
  world: World,
  library: string,
  branches: readonly string[],
  now: number,
  random: Random,
): readonly Draft[] {
  const titles = new Set(world.books.flatMap((b) => (b.library === library && b.listed ? b.title : [])));
  return [...titles].flatMap((title): readonly Draft[] => {
    if (!random.chance(0.4)) return [];
    const queue = `queue:title:${title}`;
    const patron = random.pick(world.peopleOf(library)).records[0]!.id;
    const terms = {
      pickup: random.pick(branches),
      placed: now - random.between(1, 20) * DAY,
      suspended: false,
    };
    return [{ kind: 'hold.open', body: { source: `hold ${queue}`, queue, patron, ...terms }, after: [] }];
  });
}

/** The world as the import found it. */
export function takeOver(world: World, imported: readonly Sealed[], at: number): void {
  for (const { entry, payload } of imported) {
    if (entry.kind === 'patron.open') {
      const { patron, cards } = entry.body as unknown as Bodies['patron.open'];
      const record = world.recordOf(patron);
      for (const [field, value] of Object.entries(payload?.fields ?? {}))
        record.values.push({ entry: entry._id, field, value, at });
      for (const { number, active } of cards) record.cards.push({ number, active, at });
    } else if (entry.kind === 'loan.open') {
      const { item, patron, branch, due } = entry.body as unknown as Bodies['loan.open'];
      const book = world.books.find(({ barcode }) => barcode === item)!;
      const loan = { ids: [entry._id], patron, branch, session: null, due, terms: null };
      book.record.loan = { ...loan, claimedAt: null, lostAt: null, loss: null };
      book.where = { kind: 'person', name: world.personOf(patron).name };
      book.story.push(`imported as lent to ${patron}`);
    } else if (entry.kind === 'hold.open') {
      const { queue, patron, pickup } = entry.body as unknown as Bodies['hold.open'];
      world.wishes.push({
        person: world.personOf(patron).name,
        ...{ patron, queue, pickup, placedAt: at, holds: new Set([entry._id]), uncollectedCents: 0 },
        ...{ state: 'wanted', suspended: false, unsure: false, busy: false },
      });
    }
  }
}
