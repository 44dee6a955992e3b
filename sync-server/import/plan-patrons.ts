import { readDate, readFlag } from './cell-values.ts';
import { branchOfRow } from './branch-of-row.ts';
import type { OpenPatron, PatronStatus, Personal } from './import-plan.ts';
import { libraryOf, readerOf, type PlanContext, type ReaderOf } from './plan-context.ts';
import type { ReasonCode } from './reasons.ts';

/** A patron row as taken; `isil` is null if its library is not named, so that it can only be a guest. */
type KnownPatron = { patron: OpenPatron; isil: string | null };

/** The patrons of an export by any of their cards. */
export type PatronIndex = { byCard: Map<string, KnownPatron>; guests: Map<string, OpenPatron> };

const STATUSES: Readonly<Record<string, PatronStatus>> = {
  active: 'active',
  actief: 'active',
  blocked: 'blocked',
  barred: 'blocked',
  geblokkeerd: 'blocked',
  inactive: 'inactive',
  inactief: 'inactive',
};

/** Members of the named libraries; those of others are kept aside, for they may be guests on a loan. */
export function planPatrons(context: PlanContext): PatronIndex {
  const index: PatronIndex = { byCard: new Map(), guests: new Map() };
  const today = context.zone.date(context.now);
  for (const exported of context.source.patrons) {
    const reader = readerOf(context, exported);
    const { card } = exported.row;
    if (!reader.key('card')) continue;
    if (index.byCard.has(card)) {
      reader.note('card-twice', 'card');
      continue;
    }
    const owner = branchOfRow(context, reader, 'home_branch');
    if (!owner) {
      index.byCard.set(card, { patron: foreignPatron(reader), isil: null });
      continue;
    }
    const patron = patronOf(reader, owner.code);
    if (patron.expires && patron.expires < today) reader.note('patron-expired', 'expires');
    index.byCard.set(card, { patron, isil: owner.isil });
    libraryOf(context, owner.isil).patrons.push(patron);
  }
  planCards(context, index);
  return index;
}

function planCards(context: PlanContext, index: PatronIndex): void {
  const seen = new Set<string>();
  for (const exported of context.source.cards) {
    const reader = readerOf(context, exported);
    const { card, patron_card: patronCard } = exported.row;
    if (!reader.key('card') || !reader.key('patron_card')) continue;
    const owner = index.byCard.get(patronCard);
    const holder = index.byCard.get(card);
    const refusal: ReasonCode | null =
      seen.has(card) || (holder && holder !== owner)
        ? 'card-twice'
        : !owner
          ? 'patron-unknown'
          : owner.isil === null
            ? 'library-not-named'
            : null;
    seen.add(card);
    if (owner && !holder) index.byCard.set(card, owner);
    if (refusal || !owner) {
      reader.note(refusal ?? 'patron-unknown', refusal === 'card-twice' ? 'card' : 'patron_card');
      continue;
    }
    const active = reader.use('active', readFlag(exported.row.active, true));
    const known = owner.patron.cards.find(({ number }) => number === card);
    if (known) known.active = active;
    else owner.patron.cards.push({ number: card, active });
  }
}

function patronOf(reader: ReaderOf<'patrons'>, homeBranch: string): OpenPatron {
  const { card, status: given, juvenile } = reader.cells;
  const registered = reader.use('registered', readDate(reader.cells.registered));
  const expires = reader.use('expires', readDate(reader.cells.expires));
  const status = STATUSES[given.toLowerCase()];
  if (!status && given !== '') reader.note('patron-status-unknown', 'status');
  return {
    sourceKey: `patron:${card}`,
    kind: 'person',
    cards: [{ number: card, active: true }],
    category: reader.text('category', 40),
    homeBranch,
    ...(registered && { registered }),
    ...(expires && { expires }),
    status: status ?? (given === '' ? 'active' : 'blocked'),
    juvenile: reader.use('juvenile', readFlag(juvenile, false)),
    personal: personalOf(reader),
  };
}

function personalOf(reader: ReaderOf<'patrons'>): Personal {
  const { card, email, phone, postcode } = reader.cells;
  const [familyName, givenName, second] = [
    reader.text('family_name', 120),
    reader.text('given_name', 120),
    reader.text('second_given_name', 120),
  ];
  const [street, city] = [reader.text('street', 200), reader.text('city', 120)];
  if (familyName === '') reader.note('name-empty', 'family_name', { instead: givenName || card });
  const birthDate = reader.use('birth_date', readDate(reader.cells.birth_date));
  const goodEmail = /^[^\s@]+@[^\s@]+$/.test(email);
  if (email !== '' && !goodEmail) reader.note('email-unreadable', 'email');
  return {
    familyName: familyName || givenName || card,
    givenName,
    ...(second && { secondGivenName: second }),
    ...(birthDate && { birthDate }),
    ...(goodEmail && { email }),
    ...(phone && { phone }),
    ...(street && { street }),
    ...(postcode && { postcode }),
    ...(city && { city }),
  };
}

function foreignPatron({ cells }: ReaderOf<'patrons'>): OpenPatron {
  return {
    sourceKey: `patron:${cells.card}`,
    kind: 'person',
    cards: [{ number: cells.card, active: true }],
    category: cells.category,
    homeBranch: cells.home_branch,
    status: 'active',
    juvenile: readFlag(cells.juvenile, false).value,
    personal: { familyName: cells.family_name || cells.card, givenName: cells.given_name },
  };
}

/** The `sourceKey` in library `isil` of who holds a card: a member, or a guest made there on first need; `null` if nobody has the card. */
export function patronIn(
  context: PlanContext,
  index: PatronIndex,
  card: string,
  isil: string,
  branch: string,
): { key: string; guest: boolean } | null {
  const known = index.byCard.get(card);
  if (!known) return null;
  if (known.isil === isil) return { key: known.patron.sourceKey, guest: false };
  const [main] = known.patron.cards;
  const key = `guest:${main?.number ?? card}`;
  const place = `${isil} ${key}`;
  if (!index.guests.has(place)) {
    const guest = guestOf(context, known, key, branch);
    index.guests.set(place, guest);
    libraryOf(context, isil).patrons.push(guest);
  }
  return { key, guest: true };
}

function guestOf(
  context: PlanContext,
  { patron, isil }: KnownPatron,
  sourceKey: string,
  branch: string,
): OpenPatron {
  const { familyName, givenName } = patron.personal;
  const root = context.tree.rootOf(patron.homeBranch);
  const library = context.source.branches.find(({ row }) => row.code === root)?.row.name || root;
  return {
    sourceKey,
    kind: 'guest',
    cards: patron.cards.map((card) => ({ ...card })),
    category: patron.category,
    homeBranch: branch,
    home: { branch: patron.homeBranch, isil, library },
    status: 'active',
    juvenile: patron.juvenile,
    personal: { familyName, givenName },
  };
}
