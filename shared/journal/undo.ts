import type { Fact } from './fact.ts';
import type { EntryId } from './ids.ts';
import type { Finding } from './finding.ts';
import type { Kind } from './kinds.ts';
import type { OrderedFact } from './order.ts';

export interface Undone {
  /** The facts that count, in order: neither undone nor an undo. */
  readonly live: readonly OrderedFact[];
  /** Undone acts, and which undo took each back. */
  readonly undone: ReadonlyMap<EntryId, EntryId>;
  readonly findings: readonly Finding[];
}

/**
 * Takes undone acts out of a document's facts as if they had never been (L8). An undo is judged in order and by names alone: it is
 * refused if a fact between the two names the same item, loan, charge or hold, and is itself neither undone nor an undo that holds.
 * `owned` are the kinds of which this document tells what was refused: an act that stands in several is told of once.
 */
export function withoutUndone(ordered: readonly OrderedFact[], owned: ReadonlySet<Kind>): Undone {
  const undone = new Map<EntryId, EntryId>();
  const findings: Finding[] = [];
  if (!ordered.some(({ fact }) => fact.kind === 'undo')) return { live: ordered, undone, findings };
  const held = new Set<EntryId>();
  const place = new Map(ordered.map(({ id }, i) => [id, i]));
  for (const [i, { id, fact }] of ordered.entries()) {
    if (fact.kind !== 'undo') continue;
    const at = place.get(fact.body.entry);
    const target = at === undefined || at >= i ? undefined : ordered[at]!;
    if (!target || target.fact.kind === 'undo' || undone.has(target.id)) continue;
    const names = new Set(thingsNamedBy(target.id, target.fact));
    const between = LASTING.has(target.fact.kind)
      ? ordered[i]!
      : ordered
          .slice(at! + 1, i)
          .find(
            (o) =>
              !undone.has(o.id) && !held.has(o.id) && thingsNamedBy(o.id, o.fact).some((n) => names.has(n)),
          );
    if (!between) {
      undone.set(target.id, id);
      held.add(id);
    } else if (owned.has(target.fact.kind)) {
      const params = { of: target.id, by: between.id };
      findings.push({ kind: 'undo-refused', entry: id, weight: 'exception', params });
    }
  }
  const live = ordered.filter(({ id, fact }) => fact.kind !== 'undo' && !undone.has(id));
  return { live, undone, findings };
}

/** A merge ends by `patron.distinct`; what was erased is gone. */
const LASTING: ReadonlySet<Kind> = new Set(['patron.merge', 'patron.erase']);

/** Items, loans, charges and holds that a fact names, its own included; an undo names those of the act that it takes back. */
function thingsNamedBy(id: EntryId, { kind, body }: Fact): readonly string[] {
  switch (kind) {
    case 'checkout':
      return [`item:${body.item}`, `loan:${id}`, ...(body.fulfils ? [`hold:${body.fulfils.hold}`] : [])];
    case 'checkin':
      return [`item:${body.item}`, ...(body.captured ? [`hold:${body.captured.hold}`] : [])];
    case 'renew':
    case 'loan.claim':
    case 'loan.lost':
      return [`item:${body.item}`, `loan:${body.loan}`];
    case 'item.register':
    case 'item.edit':
    case 'item.mark':
    case 'item.send':
    case 'item.receive':
    case 'item.seen':
    case 'item.open':
    case 'loan.open':
    case 'ill.ship':
    case 'ill.receive':
    case 'ill.return':
    case 'ill.lost':
      return [`item:${body.item}`];
    case 'hold.place':
    case 'hold.open':
      return [`hold:${id}`];
    case 'hold.cancel':
    case 'hold.suspend':
    case 'hold.resume':
    case 'hold.move':
      return [`hold:${body.hold}`];
    case 'hold.notOnShelf':
      return [`hold:${body.hold}`, `item:${body.item}`];
    case 'hold.expire':
      return [`hold:${body.hold}`, ...(body.item ? [`item:${body.item}`] : [])];
    case 'charge':
    case 'charge.open':
      return [`charge:${id}`];
    case 'waive':
      return [`charge:${body.charge}`, ...(body.item ? [`item:${body.item}`] : [])];
    case 'pay':
    case 'debit.offer':
    case 'debit.collect':
    case 'debit.reverse':
      return body.lines.flatMap((line) => [
        `charge:${line.charge}`,
        ...(line.item ? [`item:${line.item}`] : []),
      ]);
    default:
      return [];
  }
}
