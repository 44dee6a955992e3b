import { describe, expect, test } from 'vitest';
import { foldAccount } from '../accounts/fold-account.ts';
import type { Draft } from '../journal/seal.ts';
import { foldPatron } from '../patrons/fold-patron.ts';
import { nationalDefault } from '../policy/national-default.ts';
import { factsOf, TestStream } from '../testing/make-entry.ts';
import { counter } from '../testing/make-situation.ts';
import { decideRegistration, type Newcomer, type Registering } from './decide-registration.ts';
import type { Outcome } from './outcome.ts';

const why = (made: Outcome): readonly string[] =>
  made.kind === 'refused' ? made.objections.map(({ code }) => code) : [];
const drafts = (made: Outcome): readonly Draft[] => (made.kind === 'done' ? made.drafts : []);
const nobody: Newcomer = { patron: foldPatron('p1', {}), holder: null, suspects: [] };
const address = { street: 'Dorpsstraat', houseNumber: '1', postcode: '1234 AB', city: 'Ons Dorp' };
const asking = (birthDate: string, change: Partial<Registering> = {}): Registering => ({
  ...{ kind: 'person', home: 'centrum', verified: true, homeLibrary: null, card: 'CARD-0001' },
  ...{ subscription: 'basis', guardianConsents: false },
  personal: { familyName: 'Jansen', givenName: 'Anna', birthDate, ...address },
  ...change,
});
const priced = {
  ...counter,
  policy: { ...nationalDefault, charges: { ...nationalDefault.charges, registrationCents: 300 } },
};
/** Writes what was decided and folds it. */
const folded = (id: string, all: readonly Draft[]) => {
  const stream = new TestStream('d1.a');
  for (const [i, draft] of all.entries()) stream.write(draft, { at: i + 1 });
  const facts = factsOf(stream.entries);
  return { patron: foldPatron(id, facts), account: foldAccount(id, facts) };
};

describe('registering', () => {
  test('P4 somebody gets a card and a subscription, and what they owe for it', () => {
    const made = drafts(decideRegistration(priced, nobody, asking('1990-05-05')));
    expect(made.map(({ kind }) => kind)).toEqual([
      'patron.register',
      'patron.card',
      'patron.subscription',
      'charge',
    ]);
    const { patron: state, account } = folded('p1', made);
    expect(state).toMatchObject({
      ...{ known: true, status: 'active', verified: true, juvenile: false },
      ...{ subscription: 'basis', expires: '2027-11-22', cards: [{ number: 'CARD-0001', active: true }] },
    });
    expect(account.charges.map(({ reason, cents }) => [reason, cents])).toEqual([
      ['subscription', 4200],
      ['registration', 300],
    ]);
    expect([...state.findings, ...account.findings]).toEqual([]);
  });

  test('M6 below 18 registration and subscription are free', () => {
    const child = asking('2012-05-05', { subscription: 'jeugd', guardianConsents: true });
    const { patron: state, account } = folded('p1', drafts(decideRegistration(priced, nobody, child)));
    expect(state).toMatchObject({ juvenile: true, subscription: 'jeugd', expires: null });
    expect(state.consents.guardian?.given).toBe(true);
    expect(account.charges).toEqual([]);
    const full = asking('2012-05-05', { subscription: 'basis', guardianConsents: true });
    expect(folded('p1', drafts(decideRegistration(priced, nobody, full))).account.charges).toEqual([]);
  });

  test('P6 a guardian agrees below 16', () => {
    const child = (birthDate: string) =>
      decideRegistration(counter, nobody, asking(birthDate, { subscription: 'jeugd' }));
    expect(why(child('2010-11-24'))).toEqual(['guardian-consent-missing']);
    expect(why(child('2010-11-23'))).toEqual([]);
  });

  test('P4 a subscription of the policy, and one for the age', () => {
    expect(
      why(decideRegistration(counter, nobody, asking('1990-05-05', { subscription: 'gratis' }))),
    ).toEqual(['subscription-unknown']);
    expect(why(decideRegistration(counter, nobody, asking('1990-05-05', { subscription: 'jeugd' })))).toEqual(
      ['subscription-not-for-age'],
    );
    expect(why(decideRegistration(counter, nobody, asking('2027-01-01')))).toContain('birth-date-unfit');
  });

  test('P3 possible duplicates are shown, and who goes on has looked', () => {
    const suspected = { ...nobody, suspects: ['p0'] };
    expect(why(decideRegistration(counter, suspected, asking('1990-05-05')))).toEqual(['possible-duplicate']);
    const looked = { reason: 'consulted' };
    expect(decideRegistration(counter, suspected, asking('1990-05-05'), looked)).toMatchObject({
      drafts: [{ body: { overrides: { checks: ['possible-duplicate'] } } }, {}, {}],
    });
    const nameless = asking('1990-05-05', { personal: { birthDate: '1990-05-05', ...address } });
    expect(why(decideRegistration(counter, suspected, nameless, looked))).toEqual(['field-missing']);
  });
});
