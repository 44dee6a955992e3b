import type { LocalDate } from '../clock/instant.ts';
import type { Loan } from '../circulation/item-state.ts';
import type { Fact, FactOf, Facts } from '../journal/fact.ts';
import type { Finding } from '../journal/finding.ts';
import type { EntryId } from '../journal/ids.ts';
import { inOrder } from '../journal/order.ts';
import type { IllState, IllStatus, Supply } from './request-state.ts';

type Moves = Readonly<Record<string, { readonly from: readonly IllStatus[]; readonly to: IllStatus }>>;

const BEFORE_SHIPPING = [
  'requested',
  'expect-to-supply',
  'will-supply',
  'unfilled',
  'retry-possible',
] as const;
const AT_BORROWER = ['shipped', 'received', 'recalled'] as const;

/** Which move fits which state (I3). What does not fit is done as far as it can be, and told (never a dead end). */
const MOVES: Moves = {
  asked: { from: BEFORE_SHIPPING, to: 'requested' },
  'expect-to-supply': { from: ['requested'], to: 'expect-to-supply' },
  'will-supply': { from: ['requested', 'expect-to-supply'], to: 'will-supply' },
  unfilled: { from: ['requested', 'expect-to-supply', 'will-supply'], to: 'unfilled' },
  'retry-possible': { from: ['requested', 'expect-to-supply', 'will-supply'], to: 'retry-possible' },
  recall: { from: AT_BORROWER, to: 'recalled' },
  complete: { from: ['shipped', 'returned', 'received', 'recalled', 'lost'], to: 'completed' },
  receive: { from: ['shipped', 'recalled'], to: 'received' },
  sent: { from: AT_BORROWER, to: 'returned' },
  arrived: { from: [...AT_BORROWER, 'returned'], to: 'completed' },
  cancel: { from: BEFORE_SHIPPING, to: 'cancelled' },
  lost: { from: [...AT_BORROWER, 'returned'], to: 'lost' },
};

/** A request between libraries from its facts (I3, I4, I5, I8). Both libraries fold the same facts to the same state. */
export function foldRequest(id: string, facts: Facts): IllState {
  const fold = new RequestFold(id);
  for (const { id: entry, fact } of inOrder(facts)) fold.take(entry, fact);
  return fold.state;
}

/** The status with what passing time and the borrower's own loan add (I3). */
export function statusOn(state: IllState, loan: Loan | null, today: LocalDate): IllStatus {
  if (state.status !== 'received' || !loan || !state.supply) return state.status;
  return state.supply.due < today ? 'overdue' : 'on-loan';
}

class RequestFold {
  state: IllState;

  constructor(id: string) {
    this.state = {
      id,
      status: 'requested',
      asked: null,
      supplier: null,
      tried: [],
      supply: null,
      sendBack: [],
      lossCents: 0,
      findings: [],
      newest: null,
    };
  }

  take(entry: EntryId, fact: Fact): void {
    this.set({ newest: entry });
    switch (fact.kind) {
      case 'ill.request':
        return this.request(fact);
      case 'ill.answer':
        return this.answer(entry, fact);
      case 'ill.ship':
        return this.ship(entry, fact);
      case 'ill.receive':
        return this.move(entry, 'receive');
      case 'ill.return':
        return this.bringBack(entry, fact);
      case 'ill.cancel':
        return this.move(entry, 'cancel');
      case 'ill.extend':
        return this.extend(entry, fact);
      case 'ill.lost':
        this.set({ lossCents: fact.body.cents });
        return this.move(entry, 'lost');
      default:
    }
  }

  private request({ body }: FactOf<'ill.request'>): void {
    if (this.state.asked) return;
    const { from, pickup, patron, hold, title, work, agreedCents, needBefore } = body;
    this.set({ asked: { from, pickup, patron, hold, title, work, agreedCents, needBefore } });
  }

  /** Of a supplier that is not asked any more only a refusal is noted: it says that nothing comes. */
  private answer(entry: EntryId, { body }: FactOf<'ill.answer'>): void {
    const { answer, supplier } = body;
    const { tried } = this.state;
    const cannot = answer === 'unfilled' || answer === 'retry-possible';
    if (cannot && !tried.includes(supplier)) this.set({ tried: [...tried, supplier] });
    if (answer !== 'asked' && this.state.supplier !== null && this.state.supplier !== supplier) {
      if (!cannot) this.find('ill-move-unfit', entry, { move: answer, status: this.state.status });
      return;
    }
    const before = this.state.status;
    this.move(entry, answer);
    if (this.state.status !== before || answer === 'asked') this.set({ supplier });
  }

  /** The first copy that was sent serves the request; one that comes besides, or after a cancellation, goes home (I4). */
  private ship(entry: EntryId, { body, at }: FactOf<'ill.ship'>): void {
    const { supplier, item, due, renewals } = body;
    const supply: Supply = { supplier, item, due, renewalsLeft: renewals, shippedAt: at, by: entry };
    if ((BEFORE_SHIPPING as readonly IllStatus[]).includes(this.state.status)) {
      this.set({ status: 'shipped', supplier, supply });
      return;
    }
    this.set({ sendBack: [...this.state.sendBack, supply] });
    this.remark('ill-supply-too-late', entry, { supplier, item });
  }

  private bringBack(entry: EntryId, { body }: FactOf<'ill.return'>): void {
    const back = this.state.sendBack.filter((one) => one.item !== body.item);
    if (back.length !== this.state.sendBack.length && this.state.supply?.item !== body.item) {
      if (body.leg === 'arrived') this.set({ sendBack: back });
      return;
    }
    this.move(entry, body.leg);
  }

  /** Within the supplier's limit (I8); a date is only ever put later. */
  private extend(entry: EntryId, { body }: FactOf<'ill.extend'>): void {
    const { supply } = this.state;
    if (!supply || supply.renewalsLeft === 0) {
      this.find('ill-extension-refused', entry, { due: body.due });
    } else if (body.due > supply.due) {
      this.set({ supply: { ...supply, due: body.due, renewalsLeft: supply.renewalsLeft - 1 } });
    }
  }

  private move(entry: EntryId, name: string): void {
    const { from, to } = MOVES[name]!;
    const { status } = this.state;
    if (from.includes(status)) this.set({ status: to });
    else if (status !== to) this.find('ill-move-unfit', entry, { move: name, status });
  }

  private find(kind: Finding['kind'], entry: EntryId, params: Finding['params']): void {
    this.set({ findings: [...this.state.findings, { kind, entry, weight: 'exception', params }] });
  }

  private remark(kind: Finding['kind'], entry: EntryId, params: Finding['params']): void {
    this.set({ findings: [...this.state.findings, { kind, entry, weight: 'remark', params }] });
  }

  private set(change: Partial<IllState>): void {
    this.state = { ...this.state, ...change };
  }
}
