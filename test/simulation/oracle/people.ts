import { canonicalJson } from '@balie/shared/journal/canonical.ts';
import { personalValues } from '@balie/shared/patrons/fields.ts';
import type { PatronState } from '@balie/shared/patrons/fold-patron.ts';
import { personOf } from '@balie/shared/privacy/erasure.ts';
import type { GivenValue, PatronRecord } from '../world/person.ts';
import type { Hearing } from './hearing.ts';

/** Everybody who was registered is there once for each time, whoever was merged is one, and all that stands is the newest by true time. */
export function peopleProblems(hearing: Hearing): readonly string[] {
  const { library, world, documents } = hearing;
  const people = world.peopleOf(library);
  const records = people.flatMap(({ left, records: own }) => (left ? [] : own));
  const gone = people.flatMap(({ left, records: own }) => (left ? own : []));
  const known = [...documents].filter(
    ([id, { state }]) => id.startsWith('patron:') && (state as PatronState).known,
  );
  const strangers = known.filter(([name]) => !records.some(({ id }) => `patron:${id}` === name));
  return [
    ...strangers.map(([id]) => `nobody is ${id}`),
    ...gone.flatMap(({ id }) => forgottenProblems(hearing, id)),
    ...records.flatMap((record) => {
      const members = world.merges.classOf(record.id);
      const own = members.map((id) => world.recordOf(id));
      const really = canonicalJson(factsOf(members, own));
      const said = canonicalJson(saidOf(hearing, record.id));
      return really === said ? [] : [`${record.id} is ${really}, the centre says ${said}`];
    }),
  ];
}

/** Of who asked for it nothing stands in any document (A1, A4). */
function forgottenProblems({ documents }: Hearing, id: string): readonly string[] {
  return [`patron:${id}`, `contact:${id}`].flatMap((name) => {
    const { state, personal, facts = {} } = documents.get(name) ?? {};
    const { status, ...rest } = (state ?? {}) as Partial<PatronState>;
    const kept = [
      ...(rest.cards ?? []),
      ...(rest.notes ?? []),
      ...(rest.blocks ?? []),
      ...(rest.links ?? []),
    ];
    const values = Object.keys(personal ?? {}).filter((entry) => personOf(facts[entry]!.body) === id);
    return (status === undefined || status === 'erased') && !rest.known && !kept.length && !values.length
      ? []
      : [`${name} was to be forgotten, the centre says ${canonicalJson({ state, values })}`];
  });
}

function factsOf(members: readonly string[], own: readonly PatronRecord[]) {
  const values = own.flatMap((record) => record.values).sort(byTime);
  const cards = own.flatMap((record) => record.cards).sort((a, b) => a.at - b.at);
  const consents = own.flatMap((record) => record.consents).sort((a, b) => a.at - b.at);
  const links = own
    .flatMap((record) => record.links)
    .filter(({ other }) => !members.includes(other))
    .sort((a, b) => a.at - b.at);
  return {
    id: members[0],
    aliases: members.slice(1),
    known: true,
    fields: Object.fromEntries(values.map(({ field, value }) => [field, value])),
    blocks: own.flatMap(({ blocks }) => [...blocks]).sort(),
    notes: own.flatMap(({ notes }) => [...notes]).sort(),
    consents: Object.fromEntries(consents.map(({ to, given }) => [to, given])),
    links: [...new Map(links.map(({ other, ends }) => [other, ends]))].flatMap(linkText).sort(),
    cards: [...new Map(cards.map(({ number, active }) => [number, active]))].map(cardText).sort(),
  };
}

/** What one import wrote has one time, and the order in which it was written. */
function byTime(a: GivenValue, b: GivenValue): number {
  return a.at - b.at || (a.entry < b.entry ? -1 : 1);
}

/** What identifies a person stands in one of two documents, each field in its own. */
function saidOf({ documents }: Hearing, id: string) {
  const found = [`patron:${id}`, `contact:${id}`].map((name) => documents.get(name));
  const [state] = found.map((document) => document?.state as PatronState | undefined);
  if (!state) return null;
  return {
    ...{ id: state.id, aliases: state.aliases, known: state.known },
    fields: Object.assign({}, ...found.map((one) => personalValues(state, one?.personal ?? {}))) as object,
    blocks: state.blocks.map((block) => block.id).sort(),
    notes: state.notes.map((note) => note.id).sort(),
    consents: Object.fromEntries(Object.entries(state.consents).map(([to, { given }]) => [to, given])),
    links: state.links.map(({ other }) => other).sort(),
    cards: state.cards.map(({ number, active }) => cardText([number, active])).sort(),
  };
}

function cardText([number, active]: readonly [string, boolean]): string {
  return `${number} ${active ? 'counts' : 'counts no more'}`;
}

function linkText([other, ends]: readonly [string, boolean]): readonly string[] {
  return ends ? [] : [other];
}
