import { expect, test } from 'vitest';
import { patronDoc } from '../protocol/document-ids.ts';
import { subscriptionOn } from '../patrons/subscription-periods.ts';
import { decideCard } from './decide-card.ts';
import { decideMerging, decideParting } from './decide-identity.ts';
import { decideBlocking, decidePatronEdit, decideUnblocking } from './decide-patron.ts';
import { decideConsent, decideLink, decideNote } from './decide-representation.ts';
import { decideErasing } from './decide-erasing.ts';
import { decideSubscription } from './decide-subscription.ts';
import { type Choice, counter, holdsTrue, override, person, pickOf, settledLibrary } from './testing-acts.ts';

const { today } = counter;

const people: readonly Choice[] = [
  (library, one) => {
    const id = person(library, one);
    const personal = { city: `Dorp ${one.pick}`, birthDate: one.pick % 2 ? '1980-01-01' : '2015-01-01' };
    return {
      outcome: decidePatronEdit(
        counter,
        library.patron(id),
        {},
        { set: { verified: one.pick % 2 === 0 }, personal },
      ),
      meant: ([entry]) => {
        const after = library.patron(id);
        expect(after).toMatchObject({ verified: one.pick % 2 === 0, juvenile: one.pick % 2 === 0 });
        expect(after.personalFields).toMatchObject({ city: entry, birthDate: entry });
        expect(after.personalFields['familyName']).not.toBe(entry);
      },
    };
  },
  (library, one) => {
    const id = person(library, one);
    return {
      outcome: decideBlocking(counter, library.patron(id), 'conduct', null),
      meant: ([entry]) => expect(library.patron(id).blocks.at(-1)?.id).toBe(entry),
    };
  },
  (library, one) => {
    const id = person(library, one);
    const block = pickOf(library.patron(id).blocks, one.pick);
    if (!block) return null;
    return {
      outcome: decideUnblocking(counter, library.patron(id), block.id),
      meant: () => expect(library.patron(id).blocks).not.toContainEqual(block),
    };
  },
  (library, one) => {
    const id = person(library, one);
    const act = (['issue', 'replace', 'lost'] as const)[one.pick % 3]!;
    const number = `CARD-X${one.who}${one.pick % 4}`;
    const holder = library.people.find((other) =>
      library.patron(other).cards.some((card) => card.number === number),
    );
    const before = library.patron(id);
    const old = before.cards.find(({ active }) => active)?.number;
    return {
      outcome: decideCard(counter, before, { act, number, replaces: null }, holder ?? null),
      meant: () => {
        const { cards } = library.patron(id);
        expect(cards.find((card) => card.number === number)?.active).toBe(act !== 'lost');
        if (act === 'replace')
          expect(cards).toContainEqual({ number: old, active: false, replacedBy: number });
      },
    };
  },
  (library, one) => {
    const id = person(library, one);
    const ended = one.pick % 2 ? pickOf(library.patron(id).notes, one.pick) : undefined;
    const note = ended ? { ends: ended.id } : { text: 'Belt eerst', show: 'at-counter' as const };
    return {
      outcome: decideNote(library.patron(id), note),
      meant: ([entry]) => {
        const ids = library.patron(id).notes.map((own) => own.id);
        if (ended) expect(ids).not.toContain(ended.id);
        else expect(ids.at(-1)).toBe(entry);
      },
    };
  },
  (library, one) => {
    const id = person(library, one);
    const given = one.pick % 2 === 0;
    return {
      outcome: decideConsent(library.patron(id), 'history', given),
      meant: () => expect(library.patron(id).consents.history?.given).toBe(given),
    };
  },
  (library, one) => {
    const [id, other] = [person(library, one), library.people[one.pick % 3]!];
    const link = (['guardian', 'proxy', 'family'] as const)[one.cents % 3]!;
    const act = one.pick % 2 ? ('make' as const) : ('end' as const);
    const role = ({ guardian: 'has-guardian', proxy: 'has-proxy', family: 'family' } as const)[link];
    return {
      outcome: decideLink(library.patron(id), library.patron(other), link, act),
      meant: () => {
        const target = library.patron(other);
        const standing = library
          .patron(id)
          .links.filter((own) => own.role === role && [target.id, ...target.aliases].includes(own.other));
        expect(standing.length > 0).toBe(act === 'make');
      },
    };
  },
  (library, one) => {
    const [id, other] = [person(library, one), library.people[one.pick % 3]!];
    return {
      outcome: decideMerging(counter, library.patron(id), library.patron(other), override),
      meant: () => expect(library.patron(id).id).toBe(library.patron(other).id),
    };
  },
  (library, one) => {
    const [id, other] = [person(library, one), library.people[one.pick % 3]!];
    const states = [library.patron(id), library.patron(other)] as const;
    return {
      outcome: decideParting([id, other], states, library.facts(patronDoc(id))),
      meant: () => {
        const [a, b] = [library.patron(id), library.patron(other)];
        expect(a.id).not.toBe(b.id);
        expect(a.distinctFrom).toContain(other);
      },
    };
  },
  (library, one) => {
    const id = person(library, one);
    const before = library.patron(id);
    const act = (['new', 'renew', 'change', 'end'] as const)[one.pick % 4]!;
    const subscription = (['basis', 'compleet', 'tegoed', 'instelling'] as const)[one.cents % 4]!;
    const asked = act === 'new' || act === 'change' ? { act, subscription } : { act };
    const balance = (): number => library.account(id).balanceCents;
    const owed = balance();
    return {
      outcome: decideSubscription(counter, before, 40, asked),
      meant: () => {
        const { subscriptions, expires } = library.patron(id);
        const running = subscriptionOn({ subscriptions }, today);
        const last = subscriptions.findLast(({ until, from }) => until === null || until >= (from ?? ''));
        if (act === 'new' || act === 'change') {
          expect([running?.subscription, last?.subscription]).toEqual([subscription, subscription]);
        } else if (act === 'renew') expect(expires === null || expires > before.expires!).toBe(true);
        else expect(last?.cut?.how).toBe('ended');
        // Nobody is ever given back more than all that was asked.
        expect(balance()).toBeGreaterThanOrEqual(0);
        if (act === 'end') expect(balance()).toBeLessThanOrEqual(owed);
      },
    };
  },
  (library, one) => {
    if (one.cents % 4) return null;
    const id = person(library, one);
    const of = library.situation(id);
    return {
      outcome: decideErasing(of, library.openHolds(id), 'request'),
      meant: () =>
        expect(library.patron(id)).toMatchObject({ status: 'erased', cards: [], personalFields: {} }),
    };
  },
];

test('P1 what is decided of people is so once it is folded, and is no exception', () => {
  holdsTrue(people, settledLibrary, 1000);
}, 120_000);
