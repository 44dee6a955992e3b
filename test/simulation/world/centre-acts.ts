import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import type { Deed } from './deed.ts';
import { type IllDraft, moveRequest } from './request.ts';
import type { World } from './world.ts';

/** What the centre said or had done; nobody takes that back. */
export function noteCentre(world: World, { entry }: Deed): undefined {
  const { _id: by, library } = entry;
  const told = world.toldBy(library);
  const branchesOf = (branch: string | null): readonly string[] =>
    branch === null ? world.branchesOf(library).map(({ code }) => code) : [branch];
  const draft = entry as unknown as Pick<Draft, 'kind' | 'body'> & AnyEntry as Draft;
  if (isIll(draft)) moveRequest(told.requests, draft);
  const { kind, body } = draft;
  switch (kind) {
    case 'calendar.set':
      world.openDays.set(
        body.branch,
        body.hours.map(({ weekday }) => weekday),
        body.closed,
      );
      break;
    case 'calendar.close':
      world.openDays.close({ branches: branchesOf(body.branch), from: body.from, to: body.to });
      break;
    case 'loan.extend': {
      const { branch, dueFrom: from, dueTo: to, until } = body;
      world.openDays.extend({ branches: branchesOf(branch), from, to, until });
      break;
    }
    case 'title.merge':
      world.titles.join(body.title, body.into);
      break;
    case 'day.close':
      told.day = body.day;
      break;
    case 'rules.activate':
      told.rules = by;
      break;
    case 'notice.sent':
    case 'notice.printed':
    case 'notice.failed': {
      const { patron, notice, way } = body;
      if ('charge' in body && body.charge)
        world.purse.askOnce({
          patron,
          reason: 'reminder',
          cents: body.charge.cents,
          by: `reminder:${notice}`,
        });
      const outcome = kind.slice('notice.'.length) as 'sent' | 'printed' | 'failed';
      told.attempt({ patron, notice, way, outcome, by });
      break;
    }
    case 'ill.receive': {
      const { request, charge } = body;
      if (charge) world.purse.askOnce({ ...charge, reason: 'ill', by: `supply:${request}` });
      break;
    }
    case 'charge.open':
      world.purse.takeOver(by, body);
      break;
    case 'debit.collect':
    case 'debit.reverse':
      world.purse.debit(by, kind === 'debit.collect', body);
      break;
    default:
  }
  return undefined;
}

function isIll(draft: Draft): draft is IllDraft {
  return draft.kind.startsWith('ill.');
}
