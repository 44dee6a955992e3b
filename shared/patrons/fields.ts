import type { Instant, LocalDate } from '../clock/instant.ts';
import type { FactOf, Facts } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import type { OrderedFact } from '../journal/order.ts';
import { ownActs } from './own-acts.ts';

export type PatronKind = FactOf<'patron.register'>['body']['kind'];

export interface PatronFields {
  /** False for a patron of whom only other documents speak. */
  readonly known: boolean;
  readonly kind: PatronKind;
  readonly home: string | null;
  readonly registered: LocalDate | null;
  readonly juvenile: boolean;
  /** Identity or address was shown; what another system had counts as shown. */
  readonly verified: boolean;
  /** False while post comes back. */
  readonly addressKnown: boolean;
  /** The library that has the contract, of a guest (G2). */
  readonly homeLibrary: string | null;
  /** The other system's word, until a subscription begins here. */
  readonly inactive: boolean;
  /** By the name of a personal field: the entry whose payload has its value (A1, P1). */
  readonly personalFields: Readonly<Record<string, EntryId>>;
  /** The newest entry that carried personal fields. */
  readonly personal: EntryId | null;
}

/** Each field as the latest effective entry gives it; different fields never collide (P1). */
export function foldFields(acts: readonly OrderedFact[]): PatronFields {
  const values = {
    known: false,
    kind: 'person' as PatronKind,
    home: null as string | null,
    registered: null as LocalDate | null,
    juvenile: false,
    verified: true,
    addressKnown: true,
    homeLibrary: null as string | null,
    inactive: false,
    personal: null as EntryId | null,
  };
  const personalFields = new Map<string, EntryId>();
  const carry = (entry: EntryId, fields: readonly string[]): void => {
    for (const field of fields) personalFields.set(field, entry);
    values.personal = entry;
  };
  for (const { id, fact } of acts) {
    if (fact.kind === 'patron.open') {
      const { kind, home, juvenile, status, registered, fields } = fact.body;
      Object.assign(values, { known: true, kind, home, juvenile, inactive: status === 'inactive' });
      values.registered = registered ?? values.registered;
      carry(id, fields);
    } else if (fact.kind === 'patron.register') {
      const { kind, home, juvenile, verified, homeLibrary, fields } = fact.body;
      Object.assign(values, { known: true, kind, home, juvenile, verified, homeLibrary });
      if (fields.length) carry(id, fields);
    } else if (fact.kind === 'patron.edit') {
      Object.assign(values, fact.body.set);
      if (fact.body.fields.length) carry(id, fact.body.fields);
    } else if (fact.kind === 'patron.subscription' && fact.body.act !== 'end') {
      values.inactive = false;
    }
  }
  return { ...values, personalFields: Object.fromEntries([...personalFields].sort(byName)) };
}

/** The values of the personal fields that stand now, out of the payloads that a document has (A1). */
export function personalValues(
  { personalFields }: Pick<PatronFields, 'personalFields'>,
  personal: Readonly<Record<EntryId, Readonly<Record<string, string>>>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(personalFields).flatMap(([field, entry]) => {
      const value = personal[entry]?.[field];
      return value === undefined ? [] : [[field, value]];
    }),
  );
}

/** One value that a field had; of a personal field only the entry whose payload has it. */
interface FieldValue {
  readonly by: EntryId;
  readonly at: Instant;
  readonly value?: string | boolean | null;
}

/** All values that were given to one field of a patron, the one that stands last (P1). */
export function historyOfField(id: string, facts: Facts, field: string): readonly FieldValue[] {
  return ownActs(id, facts).acts.flatMap(({ id: by, fact }): FieldValue[] => {
    if (fact.kind !== 'patron.open' && fact.kind !== 'patron.register' && fact.kind !== 'patron.edit')
      return [];
    if (fact.body.fields.includes(field)) return [{ by, at: fact.at }];
    const given: Readonly<Record<string, unknown>> = fact.kind === 'patron.edit' ? fact.body.set : fact.body;
    if (!PLAIN_FIELDS.has(field) || !Object.hasOwn(given, field)) return [];
    return [{ by, at: fact.at, value: given[field] as string | boolean | null }];
  });
}

const PLAIN_FIELDS: ReadonlySet<string> = new Set<keyof PatronFields>([
  'kind',
  'home',
  'juvenile',
  'verified',
  'addressKnown',
  'homeLibrary',
]);

function byName([a]: readonly [string, EntryId], [b]: readonly [string, EntryId]): number {
  return a < b ? -1 : 1;
}
