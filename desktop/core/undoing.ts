import type { TillState } from '@balie/shared/accounts/till-state.ts';
import { decideUndo } from '@balie/shared/deciding/decide-undo.ts';
import type { Counter } from '@balie/shared/deciding/situation.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';
import { type Fact, factOf, type Facts } from '@balie/shared/journal/fact.ts';
import type { EntryId } from '@balie/shared/journal/ids.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import { documentsNamedBy, tillDoc } from '@balie/shared/protocol/document-ids.ts';
import type { Answer, ItemView } from '../contract/views.ts';
import { actOf, type Acts } from './acts.ts';
import type { JournalBook } from './journal-book.ts';
import type { Situations } from './situations.ts';
import type { View } from './view.ts';
import type { Views } from './views.ts';

export interface UndoingParts {
  readonly book: JournalBook;
  readonly view: View;
  readonly views: Views;
  readonly situations: Situations;
  readonly acts: Acts;
  readonly timeZone: string;
  readonly write: (draft: Draft, session: string, policy: string) => Promise<AnyEntry>;
}

/** Takes acts of this branch and this day back (L8): those of this desk, and of others where one of their documents is named. */
export class Undoing {
  private readonly parts: UndoingParts;

  constructor(parts: UndoingParts) {
    this.parts = parts;
  }

  /** Null is the last act of this desk. `document`: one that the act stands in, needed when another desk did it. */
  async undo(
    named: EntryId | null,
    document: string | null,
    session: string,
    staff: Counter['staff'],
  ): Promise<Answer> {
    const { view, situations, acts, timeZone } = this.parts;
    const id = named ?? acts.last();
    if (id === null) return failed('undo-nothing');
    const fact = await this.factOf(id, document);
    if (!fact) return failed('undo-unknown');
    const counter = await situations.counter(session, staff);
    const documents: Record<string, Facts> = {};
    for (const name of documentsNamedBy(fact)) documents[name] = await view.facts(name);
    const till = await this.tillOf(fact);
    const decision = decideUndo(counter, { id, fact, documents, till, timeZone });
    if (decision.kind === 'refused') return failed(decision.objections[0]!.code);
    await this.parts.write(decision.draft, session, counter.policy.version);
    acts.undo(id);
    return {
      kind: 'undone',
      act: actOf(fact) ?? 'other',
      item: await this.itemOf(fact, counter),
      reverse: decision.reverse,
    };
  }

  private async factOf(id: EntryId, document: string | null): Promise<Fact | null> {
    const own = this.parts.book.entry(id);
    if (own) return factOf(own, this.parts.book.clocks);
    return document === null ? null : this.parts.view.fact(document, id);
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

function failed(code: string): Answer {
  return { kind: 'failed', code, params: {} };
}
