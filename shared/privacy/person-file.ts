import type { AccountState } from '../accounts/fold-account.ts';
import type { Loan } from '../circulation/item-state.ts';
import type { Facts } from '../journal/fact.ts';
import type { Hold } from '../holds/queue-state.ts';
import { personalValues } from '../patrons/fields.ts';
import { PIN_FIELD } from '../patrons/pin.ts';
import { foldPatron, type PatronState } from '../patrons/fold-patron.ts';
import { ownActs } from '../patrons/own-acts.ts';
import type { Personal } from '../protocol/state-document.ts';

/** What other documents hold of a person, under all ids. */
export interface Dealings {
  readonly loans: readonly (Pick<Loan, 'id' | 'branch' | 'openedAt' | 'due' | 'renewals' | 'ended'> & {
    readonly item: string;
    readonly title: string | null;
  })[];
  readonly account: Pick<AccountState, 'lines' | 'balanceCents'>;
  readonly holds: readonly (Pick<Hold, 'id' | 'pickup' | 'placedAt' | 'status'> & {
    readonly queue: string;
  })[];
}

/** Everything that the library has of one person (A3), as JSON. Times are milliseconds, money is cents. */
export interface PersonFile extends Dealings {
  readonly patron: Omit<PatronState, 'findings' | 'newest' | 'personal' | 'personalFields'>;
  /** As they stand now. */
  readonly fields: Readonly<Record<string, string>>;
  /** Everything that was ever written down in words, oldest first: earlier values, and notes. */
  readonly written: readonly { readonly at: number; readonly fields: Readonly<Record<string, string>> }[];
}

/**
 * A person's whole file (A3) from the facts and payloads of the patron's and the contact document. Nothing of anybody else, though
 * documents of ids that once were merged hold each other's.
 */
export function personFile(id: string, facts: Facts, personal: Personal, dealings: Dealings): PersonFile {
  const { findings: _f, newest: _n, personal: _p, personalFields, ...patron } = foldPatron(id, facts);
  const { acts, superseded } = ownActs(id, facts);
  const entries = [...superseded.keys(), ...acts.map((act) => act.id)];
  const written = entries
    .flatMap((entry) => {
      const fields = personal[entry];
      return fields ? [{ at: facts[entry]!.at, fields: withoutPin(fields) }] : [];
    })
    .sort((a, b) => a.at - b.at);
  const { loans, account, holds } = dealings;
  const { lines, balanceCents } = account;
  return {
    ...{ patron, fields: withoutPin(personalValues({ personalFields }, personal)), written },
    ...{ loans, account: { lines, balanceCents }, holds },
  };
}

/** What a PIN could be guessed from is given to nobody. */
function withoutPin({ [PIN_FIELD]: _, ...fields }: Readonly<Record<string, string>>): typeof fields {
  return fields;
}
