import type { TillState } from '@balie/shared/accounts/till-state.ts';
import { decideUndo, type Reversal, type UndoDecision } from '@balie/shared/deciding/decide-undo.ts';
import type { Objection } from '@balie/shared/deciding/outcome.ts';
import type { Counter } from '@balie/shared/deciding/situation.ts';
import { type Fact, factOf, type Facts } from '@balie/shared/journal/fact.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import { documentsNamedBy, tillDoc } from '@balie/shared/protocol/document-ids.ts';
import type { ActView } from '../contract/acts.ts';
import type { Answer, RefusalView } from '../contract/answers.ts';
import type { FailureCode } from '../contract/failures.ts';
import type { ItemView } from '../contract/views.ts';
import type { Acts } from './acts.ts';
import { describeAct } from './describe-act.ts';
import type { JournalBook } from './journal-book.ts';
import type { Papers } from './papers.ts';
import type { Settings } from './settings.ts';
import type { Situations } from './situations.ts';
import { toldAct } from './told-acts.ts';
import type { View } from './view.ts';
import type { Views } from './views.ts';

export interface UndoingParts {
  readonly book: JournalBook;
  readonly view: View;
  readonly views: Views;
  readonly situations: Situations;
  readonly settings: Settings;
  readonly acts: Acts;
  readonly papers: Papers;
  readonly timeZone: string;
  readonly write: (draft: Draft, session: string, policy: string, staff: string) => Promise<unknown>;
}

/** Where it is asked, and by whom. */
interface Asking {
  readonly session: string;
  readonly staff: Counter['staff'];
  /** One that the act stands in, needed when another desk did it. */
  readonly document: string | null;
}

/** An act with what the rules say of its undo. */
interface Judged {
  readonly id: EntryId;
  readonly fact: Fact;
  readonly counter: Counter;
  readonly documents: Readonly<Record<string, Facts>>;
  readonly decision: UndoDecision;
}

/** Takes acts of this branch and this day back (L8): those of this desk, and of others where one of their documents is named. */
export class Undoing {
  private readonly parts: UndoingParts;

  constructor(parts: UndoingParts) {
    this.parts = parts;
  }

  /** What an act was, whether it can be taken back and else why not, and what paper belongs to it. */
  async ask(id: string, asking: Asking): Promise<Answer> {
    const shown = this.parts.acts.find(id);
    const judged = await this.judge(id, asking);
    if (judged) return this.told(judged);
    if (!shown) return failed('undo-unknown');
    return { kind: 'act', act: shown, refusal: { code: 'undo-not-done', params: {} }, paper: null };
  }

  /** Null is the last act of this desk: taken back at once if it is one of this visit, else asked about. */
  async undo(named: EntryId | null, asking: Asking): Promise<Answer> {
    const id = named ?? this.parts.acts.last();
    if (id === null) return failed('undo-nothing');
    const judged = await this.judge(id, asking);
    if (!judged) return failed('undo-unknown');
    const { fact, decision, counter, documents } = judged;
    if (named === null && fact.session !== asking.session) return this.told(judged);
    const told = toldAct(fact);
    if (decision.kind === 'refused')
      return { kind: 'failed', ...(await this.refusal(decision.objections[0]!, documents)) };
    if (!told) return failed('undo-kind');
    await this.parts.write(decision.draft, asking.session, counter.policy.version, asking.staff.id);
    return {
      kind: 'undone',
      act: told.act,
      item: await this.itemOf(fact, counter),
      reverse: decision.reverse.filter((one) => this.isOut(one, id)),
    };
  }

  private async judge(id: string, { session, staff, document }: Asking): Promise<Judged | null> {
    const { view, situations, timeZone } = this.parts;
    const fact = await this.factOf(id, document);
    if (!fact) return null;
    const counter = await situations.counter(session, staff);
    const documents: Record<string, Facts> = {};
    for (const name of documentsNamedBy(fact)) documents[name] = await view.facts(name);
    const till = await this.tillOf(fact);
    return {
      id,
      fact,
      counter,
      documents,
      decision: decideUndo(counter, { id, fact, documents, till, timeZone }),
    };
  }

  private async factOf(id: EntryId, document: string | null): Promise<Fact | null> {
    const own = this.parts.book.entry(id);
    if (own) return factOf(own, this.parts.book.clocks);
    return document === null ? null : this.parts.view.fact(document, id);
  }

  private async told(judged: Judged): Promise<Answer> {
    const act = await this.actView(judged);
    if (!act) return failed('undo-unknown');
    const { decision, documents } = judged;
    const refusal =
      decision.kind === 'refused' ? await this.refusal(decision.objections[0]!, documents) : null;
    return { kind: 'act', act, refusal, paper: this.parts.papers.kindOf(judged.id) };
  }

  /** One of another desk stands in no list. */
  private async actView({ id, fact }: Judged): Promise<ActView | null> {
    const listed = this.parts.acts.find(id);
    if (listed) return listed;
    const details = await describeAct(fact, this.parts);
    return (
      details && {
        id,
        seq: 0,
        at: fact.at,
        session: fact.session ?? '',
        ...details,
        settled: true,
        undone: false,
      }
    );
  }

  /** With what staff can say of it: which branch did the act, what was done after it and when. */
  private async refusal({ code, params }: Objection, documents: Judged['documents']): Promise<RefusalView> {
    const { branch, by } = params;
    if (typeof branch === 'string')
      return { code, params: { branch: await this.parts.settings.branchName(branch) } };
    const later = Object.values(documents).flatMap((facts) => facts[String(by)] ?? [])[0];
    const told = later && toldAct(later);
    return { code, params: told ? { act: told.act, at: later.at } : {} };
  }

  /** Paper that nobody has seen cannot be asked for. */
  private isOut(one: Reversal, act: EntryId): boolean {
    return (one !== 'receipt' && one !== 'slip') || this.parts.papers.mayBeOut(act);
  }

  private async tillOf({ kind, body }: Fact): Promise<TillState | null> {
    if ((kind !== 'pay' && kind !== 'refund') || body.till === null) return null;
    const id = tillDoc(body.till);
    return ((await this.parts.view.documents([id])).get(id)?.state as TillState | undefined) ?? null;
  }

  private async itemOf({ body }: Fact, counter: Counter): Promise<ItemView | null> {
    if (!('item' in body) || typeof body.item !== 'string') return null;
    const { item } = await this.parts.situations.item(body.item);
    return this.parts.views.item(item, counter);
  }
}

function failed(code: FailureCode | 'undo-unknown' | 'undo-kind'): Answer {
  return { kind: 'failed', code, params: {} };
}
