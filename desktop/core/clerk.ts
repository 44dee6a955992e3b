import type { Override } from '@balie/shared/deciding/decision.ts';
import { decideSettling } from '@balie/shared/deciding/decide-settling.ts';
import { type Objection, objection } from '@balie/shared/deciding/outcome.ts';
import type { Counter } from '@balie/shared/deciding/situation.ts';
import { kinds } from '@balie/shared/journal/kinds.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import { PIN_FIELD, PIN_VERIFIER } from '@balie/shared/patrons/pin.ts';
import type { ActOutcome, DeskCommand, ExceptionCommand } from '../contract/commands.ts';
import { decideHold } from './clerk-holds.ts';
import { decideItem } from './clerk-items.ts';
import { decideDrawer, decideMoney } from './clerk-money.ts';
import type { ClerkParts, Decided, Scene } from './clerk-parts.ts';
import { decidePerson } from './clerk-people.ts';
import { nameOf } from './personal-fields.ts';

/** Does what somebody asks for beside scanning: looks up what the decision rests on, and writes what it says. One at a time. */
export class Clerk {
  private readonly parts: ClerkParts;

  constructor(parts: ClerkParts) {
    this.parts = parts;
  }

  /** `override`: that whoever stands here goes on all the same, and why (D2). */
  async do(
    command: DeskCommand,
    session: string,
    staff: Counter['staff'],
    override?: Override,
  ): Promise<ActOutcome> {
    const counter = await this.parts.situations.counter(session, staff);
    const { outcome, patron, money } = await this.decide({ counter, override }, command);
    if (outcome.kind === 'refused') return this.refused(outcome.objections);
    const misfits = outcome.drafts.flatMap(misfitsOf);
    if (misfits.length) return this.refused(misfits);
    const entries = await this.parts.write(outcome.drafts, session, counter.policy.version);
    await this.parts.acts.did(entries);
    return {
      kind: 'done',
      entries: entries.map(({ _id }) => _id),
      patron: patron === null ? null : await this.parts.patronView(patron, counter),
      money: money ?? null,
    };
  }

  private decide(scene: Scene, command: DeskCommand): Promise<Decided> {
    const { parts } = this;
    switch (command.kind) {
      case 'hold.place':
      case 'hold.cancel':
      case 'hold.suspend':
      case 'hold.resume':
      case 'hold.move':
      case 'hold.notOnShelf':
      case 'hold.expire':
        return decideHold(parts, scene, command);
      case 'patron.register':
      case 'patron.edit':
      case 'patron.pin':
      case 'patron.subscription':
      case 'patron.block':
      case 'patron.unblock':
      case 'patron.card':
      case 'patron.note':
      case 'patron.link':
      case 'patron.consent':
      case 'patron.merge':
      case 'patron.distinct':
      case 'patron.erase':
        return decidePerson(parts, scene, command);
      case 'charge':
      case 'pay':
      case 'waive':
      case 'refund':
      case 'terminal.answer':
        return decideMoney(parts, scene, command);
      case 'till.open':
      case 'till.drop':
      case 'till.count':
      case 'till.close':
        return decideDrawer(parts, command);
      case 'item.register':
      case 'item.edit':
      case 'item.mark':
      case 'item.send':
      case 'item.receive':
      case 'item.seen':
      case 'loan.claim':
      case 'loan.lost':
        return decideItem(parts, scene, command);
      case 'exception.settle':
        return this.settle(command);
    }
  }

  /** Branches and people by name: a screen knows no codes. */
  private async refused(objections: readonly Objection[]): Promise<ActOutcome> {
    const { settings, situations } = this.parts;
    const told = objections.map(async (one) => {
      const { branch, other } = one.params;
      const params = {
        ...one.params,
        ...(typeof branch === 'string' ? { branch: await settings.branchName(branch) } : {}),
        ...(typeof other === 'string' ? { name: nameOf((await situations.person(other)).personal) } : {}),
      };
      return { ...one, params };
    });
    return { kind: 'refused', objections: await Promise.all(told) };
  }

  /** One that this desk settled is settled, though the centre may not know it yet. */
  private async settle({ exception, answer }: ExceptionCommand): Promise<Decided> {
    const { store, view } = this.parts;
    const known = (await store.getMany([exception])).get(exception);
    const settled = (await view.documents([exception])).has(exception);
    return { outcome: decideSettling(exception, answer, known ? { settled } : null), patron: null };
  }
}

/** What somebody typed that an entry cannot hold: the centre would not take it in. */
function misfitsOf({ kind, body, personal = {} }: Draft): readonly Objection[] {
  const checked = kinds[kind].safeParse(body);
  const issues = checked.success ? [] : checked.error.issues;
  const unfit = Object.entries(personal).filter(([field, value]) => !fitsField(field, value));
  return [...issues.map(({ path }) => path.join('.')), ...unfit.map(([field]) => field)].map((field) =>
    objection('input-unfit', { field }),
  );
}

/** Of one personal field. */
const MOST_CHARACTERS = 2000;

/** A PIN itself is written nowhere (A7). */
function fitsField(field: string, value: string): boolean {
  return field === PIN_FIELD ? PIN_VERIFIER.test(value) : value.length <= MOST_CHARACTERS;
}
