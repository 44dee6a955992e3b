import type { Bodies } from '@balie/shared/journal/kinds.ts';
import type { Deed } from './deed.ts';
import { remove } from './money.ts';
import { newRecord, type PatronRecord } from './person.ts';
import type { World } from './world.ts';

/** What was written of somebody; returns how that is put back. */
export function notePerson(world: World, deed: Deed): (() => void) | undefined {
  const { entry, newcomer } = deed;
  switch (entry.kind) {
    case 'patron.register': {
      const { patron } = entry.body as unknown as Bodies['patron.register'];
      const record = newRecord(patron);
      newcomer!.records.push(record);
      give(record, deed);
      return undefined;
    }
    case 'patron.edit': {
      const record = recordOf(world, deed);
      give(record, deed);
      return () => remove(record.values, ({ entry: by }) => by === entry._id);
    }
    case 'patron.block': {
      const { blocks } = recordOf(world, deed);
      blocks.add(entry._id);
      return () => void blocks.delete(entry._id);
    }
    case 'patron.unblock': {
      const { block } = entry.body as unknown as Bodies['patron.unblock'];
      for (const { records } of world.people) for (const { blocks } of records) blocks.delete(block!);
      return undefined;
    }
    case 'patron.card': {
      const { act, number, replaces } = entry.body as unknown as Bodies['patron.card'];
      const { cards } = recordOf(world, deed);
      cards.push({ number, active: act !== 'lost', at: deed.at });
      if (act === 'replace' && replaces !== null)
        cards.push({ number: replaces, active: false, at: deed.at });
      return undefined;
    }
    case 'patron.note': {
      const { ends } = entry.body as unknown as Bodies['patron.note'];
      if (ends === null) recordOf(world, deed).notes.add(entry._id);
      else for (const { records } of world.people) for (const { notes } of records) notes.delete(ends);
      return undefined;
    }
    case 'patron.consent': {
      const { to, given } = entry.body as unknown as Bodies['patron.consent'];
      recordOf(world, deed).consents.push({ to, given, at: deed.at });
      return undefined;
    }
    case 'patron.link': {
      const { patron, other, act } = entry.body as unknown as Bodies['patron.link'];
      const said = { ends: act === 'end', at: deed.at };
      world.recordOf(patron).links.push({ other, ...said });
      world.recordOf(other).links.push({ other: patron, ...said });
      return undefined;
    }
    case 'patron.erase':
      world.personOf(entry.body['patron'] as string).left = true;
      return undefined;
    case 'patron.merge': {
      const { patron, into } = entry.body as unknown as Bodies['patron.merge'];
      world.merges.join(patron, into);
      return undefined;
    }
    case 'patron.distinct': {
      const { patron, other } = entry.body as unknown as Bodies['patron.distinct'];
      world.merges.part(patron, other);
      return undefined;
    }
    default:
      return undefined;
  }
}

function recordOf(world: World, { entry }: Deed): PatronRecord {
  return world.recordOf(entry.body['patron'] as string);
}

function give({ values }: PatronRecord, { entry, payload, at }: Deed): void {
  for (const [field, value] of Object.entries(payload?.fields ?? {}))
    values.push({ entry: entry._id, field, value, at });
}
