import type { Mutation } from './mutation.ts';

/** Mistakes with drawers, terminals and what the bank does. */
export const mutationsOfTills: readonly Mutation[] = [
  {
    rule: 'M8',
    says: 'what a terminal refused opens a drawer',
    file: 'shared/accounts/fold-till.ts',
    find: `    if (outcome === 'void') return;
    const past`,
    replace: '    const past',
  },
  {
    rule: 'M8',
    says: 'an answer that comes after its session opens a drawer',
    file: 'shared/accounts/fold-till.ts',
    find: '    if (past && !running) return past.book(fact, outcome);\n',
    replace: '',
  },
  {
    rule: 'M8',
    says: 'an answer waits for an open drawer',
    file: 'shared/deciding/decide-money.ts',
    find: 'return outcome([], () => [',
    replace: 'return outcome(handlingObjections(body, till), () => [',
  },
  {
    rule: 'M8',
    says: 'what a terminal left unanswered counts as paid',
    file: 'shared/accounts/pin-outcomes.ts',
    find: `      return 'unknown';`,
    replace: `      return 'paid';`,
  },
  {
    rule: 'M8',
    says: 'an act and its answer both count',
    file: 'shared/accounts/pin-outcomes.ts',
    find: `    of.set(resolves, 'void');\n`,
    replace: '',
  },
  {
    rule: 'M8',
    says: 'what is carried to the safe stays in the drawer',
    file: 'shared/accounts/till-session.ts',
    find: ' - this.dropped;',
    replace: ';',
  },
  {
    rule: 'M8',
    says: 'what was counted waits for its count still',
    file: 'shared/accounts/till-session.ts',
    find: `    this.uncounted.clear();\n`,
    replace: '',
  },
  {
    rule: 'M8',
    says: 'a drawer is closed without a count in silence',
    file: 'shared/accounts/fold-till.ts',
    find: `    if (isUncounted(session)) this.tell('till-closed-uncounted', id, { session: session.id });\n`,
    replace: '',
  },
  {
    rule: 'M8',
    says: 'money that is undone after the count never was in the drawer',
    file: 'shared/accounts/fold-till.ts',
    find: `    session.book(fact, outcome, -1);\n`,
    replace: '',
  },
];
