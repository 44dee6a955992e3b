import { decideCard } from '@balie/shared/deciding/decide-card.ts';
import { decideErasing } from '@balie/shared/deciding/decide-erasing.ts';
import { decideMerging, decideParting } from '@balie/shared/deciding/decide-identity.ts';
import { decidePin } from '@balie/shared/deciding/decide-pin.ts';
import { decideBlocking, decidePatronEdit, decideUnblocking } from '@balie/shared/deciding/decide-patron.ts';
import { decideConsent, decideLink, decideNote } from '@balie/shared/deciding/decide-representation.ts';
import { decideSubscription } from '@balie/shared/deciding/decide-subscription.ts';
import type { Outcome } from '@balie/shared/deciding/outcome.ts';
import type { PatronState } from '@balie/shared/patrons/fold-patron.ts';
import { patronDoc } from '@balie/shared/protocol/document-ids.ts';
import type { PersonCommand } from '../contract/commands.ts';
import { holderOf } from './clerk-holder.ts';
import type { ClerkParts, Decided, Scene } from './clerk-parts.ts';
import { register } from './clerk-registration.ts';
import { normaliseCode } from './look-up.ts';

type Known = Exclude<PersonCommand, { kind: 'patron.register' }>;

/** What is asked of somebody's record (P1-P6, A1, A4). */
export async function decidePerson(
  parts: ClerkParts,
  scene: Scene,
  command: PersonCommand,
): Promise<Decided> {
  if (command.kind === 'patron.register') return register(parts, scene, command);
  const outcome = await decideKnown(parts, scene, command);
  return { outcome, patron: command.kind === 'patron.erase' ? null : command.patron };
}

async function decideKnown(
  parts: ClerkParts,
  { counter, override }: Scene,
  command: Known,
): Promise<Outcome> {
  const { situations } = parts;
  const { patron, personal } = await situations.person(command.patron);
  switch (command.kind) {
    case 'patron.edit': {
      const { set = {}, personal: given = {} } = command;
      return decidePatronEdit(counter, patron, personal, { set, personal: given });
    }
    case 'patron.pin':
      return decidePin(patron, command.pin, await parts.makeVerifier(command.pin));
    case 'patron.subscription': {
      const { age = null } = await situations.patron(command.patron, counter, null);
      return decideSubscription(counter, patron, age, command);
    }
    case 'patron.block':
      return decideBlocking(counter, patron, command.reason, command.until);
    case 'patron.unblock':
      return decideUnblocking(counter, patron, command.block);
    case 'patron.card': {
      const { act, replaces = null } = command;
      const number = normaliseCode(command.number);
      return decideCard(counter, patron, { act, number, replaces }, await holderOf(parts, number));
    }
    case 'patron.note':
      return decideNote(patron, command);
    case 'patron.link':
      return decideLink(patron, await other(parts, command.other), command.link, command.act);
    case 'patron.consent':
      return decideConsent(patron, command.to, command.given);
    case 'patron.merge':
      return decideMerging(counter, patron, await other(parts, command.other), override);
    case 'patron.distinct': {
      const document = (await parts.view.documents([patronDoc(command.patron)])).get(
        patronDoc(command.patron),
      );
      const ids = [command.patron, command.other] as const;
      return decideParting(ids, [patron, await other(parts, command.other)], document?.facts ?? {});
    }
    case 'patron.erase': {
      const of = await situations.patron(command.patron, counter, null);
      return decideErasing(of, of.holds.length, command.why);
    }
  }
}

async function other({ situations }: ClerkParts, id: string): Promise<PatronState> {
  return (await situations.person(id)).patron;
}
