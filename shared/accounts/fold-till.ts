import type { Instant } from '../clock/instant.ts';
import type { Fact, Facts, FactOf } from '../journal/fact.ts';
import type { Finding } from '../journal/finding.ts';
import type { EntryId } from '../journal/ids.ts';
import { inOrder, type OrderedFact } from '../journal/order.ts';
import { withoutUndone } from '../journal/undo.ts';
import { type Outcome, pinOutcomes } from './pin-outcomes.ts';
import { duplicateReceipts } from './receipts.ts';
import { RunningSession, type TillAct } from './till-session.ts';
import type { TillState } from './till-state.ts';

/**
 * A drawer from the set of its facts (M8). Cash that is undone before its count was never there; after it, it leaves the drawer where
 * it is undone, and the count stands. A terminal's money and the sessions themselves are not undone. A refused undo of a payment is
 * told of by the account.
 */
export function foldTill(till: string, facts: Facts): TillState {
  const ordered = inOrder(facts);
  const { undone } = withoutUndone(ordered, new Set());
  const stays = ordered.filter(({ id, fact }) => fact.kind !== 'undo' && !isForgotten(fact, undone.has(id)));
  const { of } = pinOutcomes(stays);
  const fold = new TillFold(of);
  const present = new Map(stays.map((one) => [one.id, one]));
  const targets = new Map([...undone].map(([target, undo]) => [undo, present.get(target)]));
  for (const { id, fact } of ordered) {
    const target = targets.get(id);
    if (target) fold.undo(id, fact.at, target);
    else if (present.has(id)) fold.take(id, fact);
  }
  return {
    till,
    ...fold.result(),
    findings: [...duplicateReceipts(stays), ...fold.findings],
    newest: ordered.at(-1)?.id ?? null,
  };
}

/** Undone before anybody knew whether there was money in it. */
function isForgotten(fact: Fact, undone: boolean): boolean {
  if (!undone || (fact.kind !== 'pay' && fact.kind !== 'refund')) return false;
  return fact.body.terminal !== null && fact.body.terminal.outcome !== 'approved';
}

class TillFold {
  private readonly past: Finding[] = [];
  private readonly sessions: RunningSession[] = [];
  /** Sessions of a drawer that nobody had opened. */
  private readonly unopened: RunningSession[] = [];
  /** The sessions in which a terminal did not answer, by what it was asked. */
  private readonly askedIn = new Map<EntryId, RunningSession>();
  private readonly outcomes: ReadonlyMap<EntryId, Outcome>;

  constructor(outcomes: ReadonlyMap<EntryId, Outcome>) {
    this.outcomes = outcomes;
  }

  get findings(): readonly Finding[] {
    const unopened = this.unopened.map((session): Finding => {
      const weight = session.counts.length === 0 && session.closedAt === null ? 'exception' : 'remark';
      return { kind: 'till-unopened', entry: session.id, weight, params: {} };
    });
    return [...this.past, ...unopened];
  }

  result(): Pick<TillState, 'sessions' | 'open' | 'uncounted'> {
    const sessions = this.sessions.map(({ shown }) => shown);
    const running = this.running;
    return {
      sessions,
      open: running ? sessions.at(-1)! : null,
      uncounted: running ? [...running.uncounted] : [],
    };
  }

  take(id: EntryId, fact: Fact): void {
    switch (fact.kind) {
      case 'till.open':
        return this.open(id, fact);
      case 'till.drop':
      case 'pay':
      case 'refund':
        return this.move(id, fact);
      case 'till.count':
        return this.count(id, fact);
      case 'till.close':
        return this.close(id, fact.at);
      default:
    }
  }

  undo(by: EntryId, at: Instant, { id, fact }: OrderedFact): void {
    if (!isMoney(fact)) return this.tell('undo-refused', by, { of: id, by: id }, 'exception');
    const outcome = this.outcomeOf(id);
    if (fact.kind !== 'till.drop' && fact.body.terminal && outcome === 'paid')
      return this.tell('pin-undone', by, { of: id, cents: fact.body.cents }, 'exception');
    if (outcome === 'void') return;
    const session = this.sessionFor(by, at);
    session.book(fact, outcome, -1);
    if (!session.uncounted.delete(id)) {
      session.uncounted.add(by);
      this.tell('undone-after-count', by, { of: id, cents: fact.body.cents });
    }
  }

  /** What moved nothing opens no drawer and waits for no count; nor does an answer that comes after the session that asked. */
  private move(id: EntryId, fact: TillAct): void {
    const { running } = this;
    const terminal = fact.kind === 'till.drop' ? null : fact.body.terminal;
    if (running && terminal?.outcome === 'unknown') this.askedIn.set(id, running);
    const outcome = this.outcomeOf(id);
    if (outcome === 'void') return;
    const past = terminal?.resolves === undefined ? undefined : this.askedIn.get(terminal.resolves);
    if (past && !running) return past.book(fact, outcome);
    const session = this.sessionFor(id, fact.at);
    session.book(fact, outcome);
    session.uncounted.add(id);
  }

  private open(id: EntryId, { at, body }: FactOf<'till.open'>): void {
    const left = this.running;
    if (left) {
      if (isUncounted(left)) this.tell('till-left-open', id, { session: left.id });
      left.closedAt = at;
    }
    const { person, floatCents } = body;
    this.sessions.push(new RunningSession({ id, person, openedAt: at, floatCents }));
  }

  /** The difference is a fact of the count (M8). */
  private count(id: EntryId, fact: FactOf<'till.count'>): void {
    const { differenceCents, terminals } = this.sessionFor(id, fact.at).count(id, fact);
    if (differenceCents !== 0) this.tell('till-difference', id, { cents: differenceCents });
    const pin = terminals.filter((t) => t.differenceCents !== 0);
    if (pin.length > 0)
      this.tell('pin-difference', id, {
        terminals: pin.map((t) => t.id).join(', '),
        cents: pin.reduce((sum, t) => sum + t.differenceCents, 0),
      });
  }

  private close(id: EntryId, at: Instant): void {
    const session = this.running;
    if (!session) return this.tell('till-closed-unopened', id, {});
    if (isUncounted(session)) this.tell('till-closed-uncounted', id, { session: session.id });
    session.closedAt = at;
  }

  private get running(): RunningSession | null {
    const last = this.sessions.at(-1);
    return last && last.closedAt === null ? last : null;
  }

  private sessionFor(id: EntryId, openedAt: Instant): RunningSession {
    if (this.running) return this.running;
    const session = new RunningSession({ id, person: null, openedAt, floatCents: 0 });
    this.sessions.push(session);
    this.unopened.push(session);
    return session;
  }

  private outcomeOf(id: EntryId): Outcome {
    return this.outcomes.get(id) ?? 'paid';
  }

  private tell(
    kind: Finding['kind'],
    entry: EntryId,
    params: Finding['params'],
    weight: Finding['weight'] = 'remark',
  ): void {
    this.past.push({ kind, entry, weight, params });
  }
}

function isMoney(fact: Fact): fact is TillAct {
  return fact.kind === 'pay' || fact.kind === 'refund' || fact.kind === 'till.drop';
}

function isUncounted({ counts, uncounted }: RunningSession): boolean {
  return counts.length === 0 || uncounted.size > 0;
}
