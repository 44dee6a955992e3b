import type { Contributions } from '../protocol/contribution.ts';
import { factsOf, TestStream } from '../testing/make-entry.ts';
import { type AccountState, foldAccount } from './fold-account.ts';
import { FIRST_OF_DECEMBER } from './make-money.ts';

type Write = TestStream['write'];

interface AccountDesk {
  readonly write: (draft: Parameters<Write>[0]) => ReturnType<Write>;
  /** After what was written so far, and with what books and queues say. */
  readonly account: (said?: Contributions, patron?: string) => AccountState;
}

/** One desk for tests, whose every act is a minute later than the one before. */
export function accountDesk(): AccountDesk {
  const stream = new TestStream('d1.a');
  let at = FIRST_OF_DECEMBER;
  return {
    write: (draft) => stream.write(draft, { at: (at += 60_000) }),
    account: (said = {}, patron = 'anna') => foldAccount(patron, factsOf(stream.entries), said),
  };
}

export const kindsOf = ({ findings }: AccountState): readonly string[] =>
  findings.map(({ kind, weight }) => `${weight} ${kind}`);
