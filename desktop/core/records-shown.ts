import type { AccessWay } from '@balie/shared/privacy/access.ts';
import type { CallName, Calls, ScanCommand } from '../contract/contract.ts';

/** Whose record an answer brought on the screen, and how. */
export interface RecordShown {
  readonly patron: string;
  readonly how: AccessWay;
  /** Null of a call that does not say in which visit it is. */
  readonly session: string | null;
}

const WAYS: Readonly<Record<ScanCommand['by'], AccessWay>> = {
  scanned: 'card',
  typed: 'typed',
  picked: 'search',
};

type Shows<N extends CallName> = (
  payload: Calls[N]['payload'],
  result: Calls[N]['result'],
) => RecordShown | null;

const shows: { readonly [N in CallName]?: Shows<N> } = {
  'counter.scan': ({ by, session }, answer) =>
    'patron' in answer
      ? shown(answer.patron?.id, answer.kind === 'patron' ? WAYS[by] : 'act', session)
      : null,
  'patron.get': ({ session }, patron) => shown(patron?.id, 'recalled', session),
  'act.do': ({ session }, outcome) =>
    outcome.kind === 'done' ? shown(outcome.patron?.id, 'act', session) : null,
  'pile.act': ({ session }, { patron }) => shown(patron?.id, 'act', session),
  'account.get': (_, { patron }) => shown(patron, 'account', null),
  'paper.get': overviewOf,
  'paper.print': overviewOf,
};

/** Whose record the answer to a call shows; null where it shows nobody's. What only names somebody opens no record. */
export function recordShown<N extends CallName>(
  call: N,
  payload: Calls[N]['payload'],
  result: Calls[N]['result'],
): RecordShown | null {
  const asked: Shows<N> | undefined = shows[call];
  return asked?.(payload, result) ?? null;
}

function overviewOf(wanted: Calls['paper.get']['payload']): RecordShown | null {
  return 'patron' in wanted ? shown(wanted.patron, 'overview', null) : null;
}

function shown(patron: string | undefined, how: AccessWay, session: string | null): RecordShown | null {
  return patron === undefined ? null : { patron, how, session };
}
