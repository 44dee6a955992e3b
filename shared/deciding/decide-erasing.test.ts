import { expect, test } from 'vitest';
import { foldAccount } from '../accounts/fold-account.ts';
import type { Draft } from '../journal/seal.ts';
import { lentTo, patron } from '../testing/make-situation.ts';
import { decideErasing } from './decide-erasing.ts';
import type { Outcome } from './outcome.ts';

const why = (made: Outcome): readonly string[] =>
  made.kind === 'refused' ? made.objections.map(({ code }) => code) : [];
const drafts = (made: Outcome): readonly Draft[] => (made.kind === 'done' ? made.drafts : []);

test('A4 nobody is erased with open loans, money, a debit on its way, credit or holds, and the answer says why', () => {
  const { item } = lentTo('anna');
  const loan = { item: 'b1', loanGroup: 'boek', loan: item.loan!, due: '2026-12-14' };
  const charge = { openCents: 50, offeredCents: 20 } as ReturnType<typeof foldAccount>['charges'][number];
  const account = { ...foldAccount('anna', {}), charges: [charge], creditCents: 20 };
  expect(why(decideErasing({ ...patron({}, [loan]), account }, 2, 'request'))).toEqual([
    'open-loans',
    'open-money',
    'open-debit',
    'open-credit',
    'open-holds',
  ]);
  const offered = { ...charge, offeredCents: 50 };
  expect(
    why(decideErasing({ ...patron(), account: { ...account, charges: [offered] } }, 0, 'request')),
  ).toEqual(['open-debit', 'open-credit']);
  expect(drafts(decideErasing(patron({ aliases: ['zara'] }), 0, 'request'))).toMatchObject([
    { kind: 'patron.erase', body: { patron: 'anna' } },
    { kind: 'patron.erase', body: { patron: 'zara' } },
  ]);
  expect(why(decideErasing(patron({ status: 'erased' }), 0, 'retention'))).toEqual(['patron-erased']);
});
