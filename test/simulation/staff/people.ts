import type { DeskCommand } from '@balie/desktop/contract/commands.ts';
import type { Random } from '../random.ts';
import type { Book } from '../world/book.ts';
import type { Person } from '../world/person.ts';
import { isOpen } from '../world/wish.ts';
import { newPerson, type World } from '../world/world.ts';
import type { Counter } from './counter.ts';
import { opened, takeBackLast } from './wishing.ts';

/** Somebody new comes in. Where a desk gave no answer staff may write it all down again: then the library has them twice. */
export async function register(counter: Counter, random: Random, number: number): Promise<void> {
  const { world } = counter;
  const library = random.pick(world.libraries);
  const branch = counter.branch(random, library);
  const person = newPerson(`Nieuw ${number}`, library);
  const card = `NIEUW-${String(number).padStart(5, '0')}`;
  world.people.push(person);
  await counter.with([person], async () => {
    await writeDown(counter, random, branch, person, card);
    if (!person.records.length) return;
    person.card = card;
    await counter.pass();
    const elsewhere = counter.branch(random, library);
    if (random.chance(0.5) && (await opened(counter, random, elsewhere, card)) === null)
      await writeDown(counter, random, elsewhere, person, card);
  });
}

/** Somebody is written down as new at a desk that has never heard of them. */
async function writeDown(
  counter: Counter,
  random: Random,
  branch: string,
  person: Person,
  card: string,
): Promise<void> {
  const command = {
    kind: 'patron.register',
    as: 'person',
    verified: true,
    card,
    subscription: random.chance(0.5) ? 'basis' : 'tegoed',
    personal: {
      ...{ familyName: person.name, givenName: 'An', birthDate: '1990-03-04' },
      ...{ street: 'Dorpsstraat', houseNumber: '1', postcode: '1234 AB', city: 'Dorp' },
    },
  } as const;
  await counter.do(random, branch, command, { override: true, newcomer: person });
}

/** A card that a desk does not know: the person is registered there once more. */
export async function registerAgain(counter: Counter, random: Random): Promise<void> {
  const person = counter.person(
    random,
    ({ records, name }) => records.length === 1 && name.startsWith('Nieuw'),
  );
  if (!person?.card) return;
  const { card } = person;
  const branch = counter.branch(random, person.library);
  await counter.with([person], async () => {
    if ((await opened(counter, random, branch, card)) === null)
      await writeDown(counter, random, branch, person, card);
  });
}

/** An address, a telephone number: each field by itself, under whichever record the desk shows. */
export async function changeRecord(counter: Counter, random: Random, number: number): Promise<void> {
  await withPatron(counter, random, async (person, patron, branch) => {
    const field = random.pick(['phone', 'email', 'city', 'street']);
    const command = { kind: 'patron.edit', patron, personal: { [field]: `${field} ${number}` } } as const;
    const done = await counter.do(random, branch, command);
    if (done?.outcome.kind !== 'done' || !random.chance(0.15)) return;
    await counter.pass();
    await takeBackLast(counter, random, branch, done.outcome.entries.at(-1)!);
  });
}

/** Somebody is blocked, or let in again. */
export async function block(counter: Counter, random: Random): Promise<void> {
  const letIn = random.chance(0.4);
  const blocksOf = ({ records }: Person): readonly string[] => records.flatMap(({ blocks }) => [...blocks]);
  const act = async (person: Person, patron: string, branch: string): Promise<void> => {
    const [standing] = letIn ? blocksOf(person) : [];
    const command: DeskCommand = standing
      ? { kind: 'patron.unblock', patron, block: standing }
      : { kind: 'patron.block', patron, reason: 'conduct', until: null };
    const done = await counter.do(random, branch, command);
    if (standing || done?.outcome.kind !== 'done' || !random.chance(0.3)) return;
    await counter.pass();
    await takeBackLast(counter, random, branch, done.outcome.entries.at(-1)!);
  };
  await withPatron(counter, random, act, (person) => !letIn || blocksOf(person).length > 0);
}

/** A card was lost, and another given out for it. */
export async function replaceCard(counter: Counter, random: Random, number: number): Promise<void> {
  await withPatron(counter, random, async (person, patron, branch) => {
    const card = `PAS-2${String(number).padStart(5, '0')}`;
    const command = {
      kind: 'patron.card',
      patron,
      act: 'replace',
      number: card,
      replaces: person.card!,
    } as const;
    await counter.do(random, branch, command);
    if (person.records.some(({ cards }) => cards.some(({ number: given }) => given === card)))
      person.card = card;
  });
}

/** Two records turn out to be one person's. */
export async function merge(counter: Counter, random: Random): Promise<void> {
  const { merges } = counter.world;
  const person = counter.person(
    random,
    ({ records }) => records.length > 1 && merges.classOf(records[0]!.id).length < records.length,
  );
  if (!person) return;
  const [patron, other] = person.records.map(({ id }) => id) as [string, string];
  const branch = counter.branch(random, person.library);
  await counter.with([person], async () => {
    await counter.do(random, branch, { kind: 'patron.merge', patron, other });
  });
}

/** Two people are taken for one, and told apart again when somebody notices. */
export async function mergeByMistake(counter: Counter, random: Random): Promise<void> {
  const person = counter.person(random, ({ records }) => records.length > 0);
  const namesake = counter.person(
    random,
    (one) => one !== person && one.library === person?.library && one.records.length > 0,
  );
  if (!person || !namesake) return;
  const branch = counter.branch(random, person.library);
  const [patron, other] = [person.records[0]!.id, namesake.records[0]!.id];
  await counter.with([person, namesake], async () => {
    const done = await counter.do(random, branch, { kind: 'patron.merge', patron, other }, { looks: true });
    if (done?.outcome.kind !== 'done') return;
    for (let attempt = 0; attempt < 5; attempt++) {
      await counter.pass();
      const apart = await counter.do(
        random,
        branch,
        { kind: 'patron.distinct', patron, other },
        { looks: true },
      );
      if (apart?.outcome.kind === 'done') return;
    }
  });
}

/** Somebody leaves for good, who has nothing here any more, and wants to be forgotten (A4). */
export async function leave(counter: Counter, random: Random): Promise<void> {
  const act = async (_: Person, patron: string, branch: string): Promise<void> =>
    void (await counter.do(random, branch, { kind: 'patron.erase', patron, why: 'request' }));
  await withPatron(counter, random, act, (person) => hasNothing(counter.world, person));
}

function hasNothing({ books, wishes, merges }: World, { name, records }: Person): boolean {
  const [only] = records;
  if (!only || records.length > 1 || only.links.length || !merges.wasAlone(only.id)) return false;
  return !(
    books.some(({ where, record }) => isWith(where, name) || record.loan?.patron === only.id) ||
    wishes.some((wish) => wish.person === name && isOpen(wish))
  );
}

function isWith(where: Book['where'], name: string): boolean {
  return where.kind === 'person' && where.name === name;
}

/** Somebody at a desk that knows them, under the record that it shows. */
export async function withPatron(
  counter: Counter,
  random: Random,
  act: (person: Person, patron: string, branch: string) => Promise<void>,
  fits: (person: Person) => boolean = () => true,
): Promise<void> {
  const person = counter.person(random, (one) => one.card !== null && one.records.length > 0 && fits(one));
  if (!person) return;
  const branch = counter.branch(random, person.library);
  await counter.with([person], async () => {
    const patron = await opened(counter, random, branch, person.card!);
    if (patron !== null) await act(person, patron, branch);
  });
}
