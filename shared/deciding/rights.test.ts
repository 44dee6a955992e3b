import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CheckCode, roles } from '../policy/check-codes.ts';
import { nationalDefault } from '../policy/national-default.ts';
import { hasRole, roleNeeded, roleOf } from './rights.ts';

const policy = {
  ...nationalDefault,
  override: {
    otherwise: 'senior',
    checks: { 'too-many-loans': 'staff', 'patron-blocked': 'manager' },
  },
} as const;

test('D2 a role of one’s own counts for more than the old right to override', () => {
  expect(roleOf({ id: 'x', mayOverride: true })).toBe('senior');
  expect(roleOf({ id: 'x', mayOverride: false })).toBe('staff');
  expect(roleOf({ id: 'x', mayOverride: true, role: 'staff' })).toBe('staff');
  expect(roleOf({ id: 'x', mayOverride: false, role: 'manager' })).toBe('manager');
});

test('D2 several blocks need the highest of their roles, and no block the one for all others', () => {
  expect(roleNeeded(policy)).toBe('senior');
  expect(roleNeeded(policy, 'too-many-loans')).toBe('staff');
  expect(roleNeeded(policy, 'too-many-loans', 'not-for-loan')).toBe('senior');
  expect(roleNeeded(policy, 'patron-blocked', 'too-many-loans', 'not-for-loan')).toBe('manager');
});

test('D2 who may go on past some blocks may do so past any of them, and so may each higher role', () => {
  const codes = fc.subarray<CheckCode>(['too-many-loans', 'patron-blocked', 'not-for-loan', 'item-lost']);
  fc.assert(
    fc.property(codes, fc.constantFrom(...roles), fc.constantFrom(...roles), (blocks, role, other) => {
      const may = (who: typeof role, ...of: readonly CheckCode[]): boolean =>
        hasRole({ id: 'x', mayOverride: false, role: who }, roleNeeded(policy, ...of));
      if (blocks.length && may(role, ...blocks)) expect(blocks.every((one) => may(role, one))).toBe(true);
      if (may(role, ...blocks) && roles.indexOf(other) > roles.indexOf(role))
        expect(may(other, ...blocks)).toBe(true);
    }),
  );
});
