import type { FactOf } from '../journal/fact.ts';
import type { EntryId } from '../journal/ids.ts';
import type { TillState } from './till-state.ts';

/** Why not: the terminal has the money (refund it), nobody knows yet, the drawer was counted, or its state is not known here. */
type MayUndo =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: 'pin' | 'pin-unknown' | 'counted' | 'till-unknown' };

/** Rule L8: PIN is refunded and never undone, cash only before the count. `till` is the drawer that the payment names. */
export function mayUndo(id: EntryId, { body }: FactOf<'pay' | 'refund'>, till: TillState | null): MayUndo {
  if (body.method === 'pin')
    return { ok: false, why: body.terminal?.outcome === 'unknown' ? 'pin-unknown' : 'pin' };
  if (body.method !== 'cash' || body.till === null) return { ok: true };
  if (till?.till !== body.till) return { ok: false, why: 'till-unknown' };
  return till.uncounted.includes(id) ? { ok: true } : { ok: false, why: 'counted' };
}
