import { localDate } from '@balie/shared/calendar/days.ts';
import { holdShelfPlace } from '@balie/shared/holds/next-hold.ts';
import { hashText } from '@balie/shared/journal/canonical.ts';
import type { Draft } from '@balie/shared/journal/seal.ts';
import type { Policy } from '@balie/shared/policy/policy.ts';
import { withVersion } from '@balie/shared/policy/version.ts';
import { itemQueue, titleQueue } from '@balie/shared/protocol/document-ids.ts';
import type {
  ImportPlan,
  LibraryPlan,
  OpenBranch,
  OpenHold,
  OpenItem,
  OpenLoan,
  OpenPatron,
  PlannedTitle,
} from './import-plan.ts';

/** A draft of an import with the key by which a later import finds it again. */
export interface ImportDraft {
  readonly source: string;
  readonly draft: Draft;
}

export interface ImportSettings {
  readonly timeZone: string;
  /** What the library's policy starts from; what the export names and it does not know is added. */
  readonly policy: Policy;
  /** The entry of a hold or a title's id is needed by others: how they are called. */
  readonly titleIds: ReadonlyMap<string, string>;
}

type Bare<K extends Draft['kind']> = Omit<Extract<Draft, { kind: K }>, 'after'>;

/** Ids of titles in the catalogue, by control number: `<source>.<control number>`. */
export function titleIdsOf(titles: readonly PlannedTitle[]): ReadonlyMap<string, string> {
  return new Map(
    titles.map((t) => [t.controlNumber, `${idPart(t.source || 'import')}.${idPart(t.controlNumber)}`]),
  );
}

/** A patron's id is made from the library and the key in the old system, so that every import names the same person. */
export function patronIdOf(isil: string, sourceKey: string): string {
  return `p-${hashText(`${isil} ${sourceKey}`).slice(0, 12)}`;
}

/** Everything of one library as drafts, in the order in which it is journaled. */
export function importDrafts(plan: LibraryPlan, settings: ImportSettings): readonly ImportDraft[] {
  const organisation = plan.branches.filter((b) => b.kind === 'library');
  const branches = plan.branches.filter((b) => b.kind !== 'library');
  const places = branches.length ? branches : organisation;
  const common = organisation.flatMap((b) => b.closedDays);
  return [
    ...places.map((b) => keep(b.sourceKey, branchDraft(b, settings))),
    ...places.map((b) => keep(`calendar:${b.code}`, calendarDraft(b, common))),
    keep('policy', policyDraft(plan, settings)),
    ...plan.items.map((i) => keep(i.sourceKey, itemDraft(i, settings))),
    ...plan.patrons.map((p) => keep(p.sourceKey, patronDraft(p, plan.isil))),
    ...plan.loans.map((l) => keep(l.sourceKey, loanDraft(l, plan.isil, settings))),
    ...plan.holds.map((h) => keep(h.sourceKey, holdDraft(h, plan.isil, settings))),
  ];
}

/** Titles as the catalogue keeps them. */
export function titleDocuments(
  plan: ImportPlan,
): readonly { readonly _id: string; readonly v: 1; readonly record: object }[] {
  const ids = titleIdsOf(plan.titles);
  return plan.titles.map(({ sourceKey: _, ...record }) => ({
    _id: `title:${ids.get(record.controlNumber)!}`,
    v: 1,
    record,
  }));
}

function keep<K extends Draft['kind']>(source: string, draft: Bare<K>): ImportDraft {
  return { source, draft: { ...draft, after: [] } as unknown as Draft };
}

function branchDraft(branch: OpenBranch, { timeZone }: ImportSettings): Bare<'branch.set'> {
  const { code, name, kind, phone, email, sourceKey } = branch;
  return {
    kind: 'branch.set',
    body: {
      branch: code,
      name,
      kind,
      timeZone,
      source: sourceKey,
      ...(phone ? { phone } : {}),
      ...(email ? { email } : {}),
    },
  };
}

function calendarDraft(branch: OpenBranch, common: OpenBranch['closedDays']): Bare<'calendar.set'> {
  const hours = branch.hours.map(({ weekday, opens, closes }) => ({ weekday, opens, closes }));
  const closed = new Map([...common, ...branch.closedDays].map((day) => [`${day.from} ${day.to}`, day]));
  const days = [...closed.values()].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return {
    kind: 'calendar.set',
    body: { branch: branch.code, hours, closed: days, source: `calendar:${branch.code}` },
  };
}

function policyDraft(plan: LibraryPlan, { policy }: ImportSettings): Bare<'policy.set'> {
  const groups = new Set(plan.items.map((i) => i.loanGroup).filter(Boolean));
  const subscriptions = new Set(plan.patrons.map((p) => p.category).filter(Boolean));
  const common = policy.loanGroups[policy.defaultLoanGroup]!;
  const ordinary = policy.subscriptions[policy.defaultSubscription]!;
  const own = {
    ...policy,
    loanGroups: { ...Object.fromEntries([...groups].sort().map((g) => [g, common])), ...policy.loanGroups },
    subscriptions: {
      ...Object.fromEntries([...subscriptions].sort().map((s) => [s, ordinary])),
      ...policy.subscriptions,
    },
  };
  return { kind: 'policy.set', body: { policy: withVersion(own), source: 'policy' } };
}

function itemDraft(item: OpenItem, { titleIds }: ImportSettings): Bare<'item.open'> {
  const {
    sourceKey,
    barcode,
    title,
    callNumber,
    branch,
    currentBranch,
    location,
    status,
    loanGroup,
    priceCents,
    holdable,
    circulates,
  } = item;
  const mark = status === 'available' || status === 'on-loan' || status === 'in-transit' ? null : status;
  return {
    kind: 'item.open',
    body: {
      source: sourceKey,
      item: barcode,
      title: title === null ? null : titleIdFor(title, titleIds),
      work: null,
      owner: branch,
      at: currentBranch,
      shelf: location,
      ...{ callNumber, loanGroup, mark, priceCents, holdable, circulates },
    },
  };
}

function patronDraft(patron: OpenPatron, isil: string): Bare<'patron.open'> {
  const { sourceKey, kind, category, homeBranch, registered, expires, status, juvenile, cards, personal } =
    patron;
  const given = Object.fromEntries(
    Object.entries(personal).filter(([, value]) => value !== undefined && value !== ''),
  ) as Record<string, string>;
  return {
    kind: 'patron.open',
    body: {
      source: sourceKey,
      patron: patronIdOf(isil, sourceKey),
      kind,
      subscription: category,
      home: homeBranch || null,
      registered: registered ?? null,
      expires: expires ?? null,
      ...{ status, juvenile, cards },
      fields: Object.keys(given),
    },
    personal: given,
  };
}

function loanDraft(loan: OpenLoan, isil: string, { timeZone }: ImportSettings): Bare<'loan.open'> {
  const { sourceKey, item, patron, branch, since, due, renewalsLeft, lost } = loan;
  return {
    kind: 'loan.open',
    body: {
      source: sourceKey,
      item,
      patron: patronIdOf(isil, patron),
      branch,
      since,
      due: localDate(due, timeZone),
      renewalsLeft,
      lost,
    },
  };
}

function holdDraft(hold: OpenHold, isil: string, { titleIds }: ImportSettings): Bare<'hold.open'> {
  const { sourceKey, target, patron, pickupBranch, placed, suspended, captured, item } = hold;
  const queue = target.kind === 'item' ? itemQueue(target.id) : titleQueue(titleIdFor(target.id, titleIds));
  const copy =
    captured !== undefined && item
      ? { captured: { item, at: captured, place: holdShelfPlace(sourceKey) } }
      : {};
  return {
    kind: 'hold.open',
    body: {
      source: sourceKey,
      queue,
      patron: patronIdOf(isil, patron),
      pickup: pickupBranch,
      placed,
      suspended,
      ...copy,
    },
  };
}

function titleIdFor(controlNumber: string, titleIds: ReadonlyMap<string, string>): string {
  return titleIds.get(controlNumber) ?? `import.${idPart(controlNumber)}`;
}

function idPart(text: string): string {
  return (
    text
      .trim()
      .toLowerCase()
      .replaceAll(/[^a-z0-9-]+/g, '_') || '_'
  );
}
