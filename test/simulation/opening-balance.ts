import { dateOfDay } from '@balie/shared/calendar/days.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import type { Random } from './random.ts';
import type { World } from './world.ts';

/** Everybody who works at the counters of a library is this person. */
export const STAFF = 'medewerker';

const DAY = 86_400_000;

/** The import of a library: branches, staff, patrons, books, some of them lent already, some wanted (DESIGN, Streams and entries). */
export function openingBalance(world: World, library: string, now: number, random: Random): readonly Draft[] {
  const drafts: Draft[] = [];
  const branches = world.branchesOf(library);
  const patrons = world.patronsOf(library);
  for (const { code } of branches) {
    drafts.push({
      kind: 'branch.set',
      body: { branch: code, name: code, kind: 'branch', timeZone: 'Europe/Amsterdam' },
      after: [],
    });
  }
  drafts.push({
    kind: 'staff.set',
    body: { staff: STAFF, name: 'Medewerker', mayOverride: true, pin: 'none' },
    after: [],
  });
  for (const { id, card } of patrons) {
    drafts.push({
      kind: 'patron.open',
      body: {
        source: id,
        patron: id,
        kind: 'person',
        subscription: 'compleet',
        home: random.pick(branches).code,
        registered: null,
        expires: null,
        status: 'active',
        juvenile: false,
        cards: [{ number: card, active: true }],
        fields: ['familyName', 'birthDate'],
      },
      after: [],
      personal: { familyName: `Lezer ${id}`, birthDate: '1980-01-01' },
    });
  }
  const queues = new Set<string>();
  for (const book of world.books) {
    if (book.library !== library || !book.listed) continue;
    const { barcode, title, home } = book;
    const description = {
      shelf: null,
      callNumber: null,
      loanGroup: 'boek',
      mark: null,
      priceCents: null,
      holdable: true,
      circulates: true,
    };
    drafts.push({
      kind: 'item.open',
      body: { source: barcode, item: barcode, title, work: null, owner: home, at: home, ...description },
      after: [],
    });
    queues.add(`queue:title:${title}`);
    if (!random.chance(0.25)) continue;
    const patron = random.pick(patrons).id;
    const terms = {
      since: now - 5 * DAY,
      due: dateOfDay(Math.floor(now / DAY) + 16),
      renewalsLeft: null,
      lost: false,
    };
    drafts.push({
      kind: 'loan.open',
      body: { source: `loan ${barcode}`, item: barcode, patron, branch: home, ...terms },
      after: [],
    });
    book.where = { kind: 'patron', patron };
    book.story.push(`imported as lent to ${patron}`);
  }
  for (const queue of queues) {
    if (!random.chance(0.3)) continue;
    const terms = {
      pickup: random.pick(branches).code,
      placed: now - random.between(1, 20) * DAY,
      suspended: false,
    };
    drafts.push({
      kind: 'hold.open',
      body: { source: `hold ${queue}`, queue, patron: random.pick(patrons).id, ...terms },
      after: [],
    });
  }
  return drafts;
}
