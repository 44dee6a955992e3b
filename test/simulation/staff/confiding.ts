import type { DeskCommand } from '@balie/desktop/contract/commands.ts';
import type { Random } from '../random.ts';
import type { Counter } from './counter.ts';
import { withPatron } from './people.ts';

/** Somebody leaves word for a patron, or what was left is done with. */
export async function leaveNote(counter: Counter, random: Random, number: number): Promise<void> {
  await withPatron(counter, random, async ({ records }, patron, branch) => {
    const [standing] = random.chance(0.5) ? records.flatMap(({ notes }) => [...notes]) : [];
    const command: DeskCommand = standing
      ? { kind: 'patron.note', patron, ends: standing }
      : { kind: 'patron.note', patron, text: `Bericht ${number}`, show: 'at-counter' };
    await counter.do(random, branch, command);
  });
}

/** Somebody says whether the library may keep or send them something, and may think better of it. */
export async function askConsent(counter: Counter, random: Random): Promise<void> {
  await withPatron(counter, random, async (_, patron, branch) => {
    const to = random.pick(['history', 'newsletter'] as const);
    await counter.do(random, branch, { kind: 'patron.consent', patron, to, given: random.chance(0.6) });
  });
}

/** Two people turn out to be of one family, or no longer. */
export async function link(counter: Counter, random: Random): Promise<void> {
  await withPatron(counter, random, async (person, patron, branch) => {
    const [standing] = person.records.flatMap(({ links }) => links);
    const relative = counter.person(
      random,
      (one) => one !== person && one.library === person.library && one.records.length > 0,
    );
    const ends = standing !== undefined && random.chance(0.5);
    const other = ends ? standing.other : relative?.records[0]?.id;
    if (other === undefined) return;
    await counter.do(random, branch, {
      ...{ kind: 'patron.link', patron, other, link: 'family', act: ends ? 'end' : 'make' },
    });
  });
}
