import {
  decideClaiming,
  decideEditing,
  decideLosing,
  decideMarking,
  decideMoving,
  decideRegistering,
} from '@balie/shared/deciding/decide-item.ts';
import type { ItemCommand } from '../contract/commands.ts';
import type { ClerkParts, Decided, Scene } from './clerk-parts.ts';

/** What is asked of one copy or its loan (L10, L13, P1). */
export async function decideItem(parts: ClerkParts, scene: Scene, command: ItemCommand): Promise<Decided> {
  const { counter, override } = scene;
  const { item } = await parts.situations.item(command.item);
  const borrower = item.loan?.patron ?? null;
  switch (command.kind) {
    case 'item.register': {
      const { kind: _, ...described } = command;
      const body = { ...described, at: counter.branch };
      return { outcome: decideRegistering(counter, body, item), patron: null };
    }
    case 'item.edit':
      return { outcome: decideEditing(counter, item, command.set), patron: null };
    case 'item.mark':
      return { outcome: decideMarking(item, command.mark), patron: null };
    case 'item.send':
    case 'item.receive':
    case 'item.seen': {
      const { item: _, ...move } = command;
      return { outcome: decideMoving(counter, item, move), patron: null };
    }
    case 'loan.claim': {
      const claims = borrower === null ? 0 : (await parts.situations.account(borrower)).claims;
      return { outcome: decideClaiming(counter, item, claims, override), patron: borrower };
    }
    case 'loan.lost':
      return { outcome: decideLosing(item, command.why), patron: borrower };
  }
}
