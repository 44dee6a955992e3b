import type { Draft } from '../journal/seal.ts';
import type { Policy } from '../policy/policy.ts';
import type { Message } from './due-notices.ts';

/**
 * What is written of a message once it went (N1), a letter as printed, with what the policy asks for each reminder by its step (M3). A
 * notice that goes again by another way asks nothing more: its charge has the notice's id.
 */
export function noticeDrafts({ way, notices }: Message, { charges }: Policy): readonly Draft[] {
  return notices.map((due) => {
    const cents = due.kind === 'overdue' && due.charged ? (charges.remindersCents[due.step - 1] ?? 0) : 0;
    const charge = 'item' in due && cents > 0 ? { charge: { cents, item: due.item } } : {};
    const kind = way === 'letter' ? 'notice.printed' : 'notice.sent';
    return { kind, body: { patron: due.patron, notice: due.id, way, ...charge }, after: [] };
  });
}
