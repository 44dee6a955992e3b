import { foldAccount, type AccountState } from '../accounts/fold-account.ts';
import { foldTill } from '../accounts/fold-till.ts';
import type { TillState } from '../accounts/till-state.ts';
import { foldItem } from '../circulation/fold-item.ts';
import type { ItemState } from '../circulation/item-state.ts';
import { foldQueue } from '../holds/fold-queue.ts';
import type { QueueState } from '../holds/queue-state.ts';
import { foldRequest } from '../ill/fold-request.ts';
import type { IllState } from '../ill/request-state.ts';
import { type Fact, type Facts, unite } from '../journal/fact.ts';
import type { Finding } from '../journal/finding.ts';
import { foldTurns, type TurnsState } from '../journal/fold-turns.ts';
import type { EntryId } from '../journal/ids.ts';
import { inOrder } from '../journal/order.ts';
import { type CalendarState, foldCalendar } from '../calendar/fold-calendar.ts';
import { NO_CALENDARS, type Surroundings } from '../calendar/surroundings.ts';
import { foldNotices, type NoticesState } from '../notices/fold-notices.ts';
import { foldPatron, type PatronState } from '../patrons/fold-patron.ts';

import { type Base, tookIn, joinBases, without, withoutLetGo } from './base.ts';
import { type Contribution, type Contributions, isPast, joinContributions } from './contribution.ts';
import { contactDoc, documentsNamedBy } from './document-ids.ts';

/** Personal fields by the entry whose payload they came in (A1). */
export type Personal = Readonly<Record<EntryId, Readonly<Record<string, string>>>>;

/** What a state document is made of; `state` follows from it and nothing else. */
export interface Content {
  readonly facts: Facts;
  /** Where the horizon let something go. */
  readonly base?: Base;
  /** What came too late to count, kept apart (L7). */
  readonly late?: Facts;
  /** Queues and accounts only: what the items and queues below say of them. */
  readonly contributions?: Contributions;
  /** `patron:` and `contact:` only. */
  readonly personal?: Personal;
}

/** `branch:`, `staff:`, `desk:`, `policy:`: the newest fact's body. */
export interface SettingState {
  readonly body: Fact['body'] | null;
  readonly entry: EntryId | null;
}

export type DocumentState =
  | ItemState
  | QueueState
  | PatronState
  | AccountState
  | TillState
  | NoticesState
  | IllState
  | CalendarState
  | TurnsState
  | SettingState;

/** A document of `library-<isil>-<generation>`, written by the resolver alone. */
export interface StateDocument extends Content {
  readonly _id: string;
  readonly _rev?: string;
  readonly v: 1;
  readonly state: DocumentState;
}

/** Computes a document's state from its content; `prefix:` of the id says which fold. */
export function foldDocument(
  id: string,
  content: Content,
  surroundings: Surroundings = NO_CALENDARS,
): DocumentState {
  const name = id.slice(id.indexOf(':') + 1);
  switch (id.slice(0, id.indexOf(':'))) {
    case 'item':
      return foldItem(name, content.facts);
    case 'queue':
      return foldQueue(id, content.facts, content.contributions ?? {}, (hold) => isLetGo(content, hold));
    case 'patron':
    case 'contact':
      return foldPatron(name, content.facts);
    case 'ill':
      return foldRequest(id, content.facts);
    case 'account':
      return foldAccount(name, content.facts, content.contributions ?? {}, surroundings);
    case 'till':
      return foldTill(name, content.facts);
    case 'notices':
      return foldNotices(name, content.facts);
    case 'calendar':
      return foldCalendar(content.facts);
    case 'library':
      return foldTurns(content.facts);
    default:
      return foldSetting(content.facts);
  }
}

function isLetGo({ facts, late, base }: Content, id: EntryId): boolean {
  return facts[id] === undefined && late?.[id] === undefined && tookIn(base, id);
}

export function stateDocument(id: string, content: Content, surroundings?: Surroundings): StateDocument {
  return { _id: id, v: 1, ...content, state: foldDocument(id, content, surroundings) };
}

/** The content of a document that is stored, without what follows from it. */
export function contentOf({ facts, base, late, contributions, personal }: Content): Content {
  return {
    facts,
    ...(base ? { base } : {}),
    ...(late ? { late } : {}),
    ...(contributions ? { contributions } : {}),
    ...(personal ? { personal } : {}),
  };
}

/**
 * Joins two contents of one document by set union; what either let go at the horizon stays gone. Contributions are derived: `a`'s
 * stand, `b`'s fill what is missing.
 */
export function uniteContent(a: Content, b: Content): Content {
  const facts = unite(withoutLetGo(a.facts, b.base, b.facts), withoutLetGo(b.facts, a.base, a.facts));
  return joinBeside(a, b, facts);
}

function joinBeside(a: Content, b: Content, facts: Facts): Content {
  const base = joinBases(a.base, b.base);
  const late = a.late || b.late ? unite(a.late ?? {}, b.late ?? {}) : undefined;
  const contributions =
    a.contributions || b.contributions
      ? joinSources(a.contributions ?? {}, b.contributions ?? {})
      : undefined;
  const personal = a.personal || b.personal ? { ...b.personal, ...a.personal } : undefined;
  return contentOf({
    facts: late ? without(facts, (id) => late[id] !== undefined) : facts,
    ...(base ? { base } : {}),
    ...(late ? { late } : {}),
    ...(contributions ? { contributions } : {}),
    ...(personal ? { personal } : {}),
  });
}

/** What was let go below is only ever added to. */
function joinSources(a: Contributions, b: Contributions): Contributions {
  const joined: Record<string, Contribution> = { ...b, ...a };
  for (const source of Object.keys(joined)) {
    const [own, other] = [a[source], b[source]];
    if (own && other && isPast(source)) joined[source] = joinContributions(own, other);
  }
  return joined;
}

/**
 * The content that documents of merged ids share: the facts of all, and what each lower document says of any of them. Not for leaves
 * of one document, of which the newer contribution counts, and of which one may hold what the other let go.
 */
export function uniteRelatives(contents: readonly Content[]): Content {
  const contributions: Record<string, Contribution> = {};
  for (const content of contents) {
    for (const [source, own] of Object.entries(content.contributions ?? {})) {
      const other = contributions[source];
      contributions[source] = other ? joinContributions(other, own) : own;
    }
  }
  const united = contents.reduce((a, b) => joinBeside(a, b, unite(a.facts, b.facts)));
  return Object.keys(contributions).length ? { ...united, contributions } : united;
}

/**
 * What a document has to tell a person; of a patron's two documents one does. An act that came too late is told of by the first of
 * the documents that it names: it stands there as it was written, and counts nowhere.
 */
export function findingsOf({ _id, state, late = {} }: StateDocument): readonly Finding[] {
  const told = 'findings' in state && !_id.startsWith(contactDoc('')) ? state.findings : [];
  const tooLate = Object.entries(late).flatMap(([entry, fact]): readonly Finding[] => {
    if (documentsNamedBy(fact)[0] !== _id) return [];
    return [{ kind: 'before-horizon', entry, weight: 'exception', params: { act: fact.kind, at: fact.at } }];
  });
  return tooLate.length ? [...told, ...tooLate] : told;
}

function foldSetting(facts: Facts): SettingState {
  const last = inOrder(facts).at(-1);
  return last ? { body: last.fact.body, entry: last.id } : { body: null, entry: null };
}
