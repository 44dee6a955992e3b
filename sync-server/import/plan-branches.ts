import { isDay, readClock } from './cell-values.ts';
import type { BranchKind, ClosedDay, OpenBranch } from './import-plan.ts';
import { branchOfRow } from './branch-of-row.ts';
import { libraryOf, readerOf, type PlanContext, type ReaderOf } from './plan-context.ts';

const KINDS: readonly BranchKind[] = ['library', 'branch', 'sub-branch', 'bookmobile'];

/** Puts every branch under the library that its chain of parents leads to. */
export function planBranches(context: PlanContext): void {
  const codes = new Set(context.source.branches.map(({ row }) => row.code));
  const seen = new Set<string>();
  for (const exported of context.source.branches) {
    const reader = readerOf(context, exported);
    const { code, name, parent_code: parent, kind, phone, email } = exported.row;
    if (!reader.key('code')) continue;
    if (seen.has(code)) {
      reader.note('branch-twice', 'code');
      continue;
    }
    seen.add(code);
    const owner = context.tree.ownerOf(code);
    if (!owner.ok) {
      reader.note(owner.reason, 'code');
      continue;
    }
    const knownParent = parent !== '' && codes.has(parent) && parent !== code;
    if (parent !== '' && !knownParent) reader.note('parent-unknown', 'parent_code');
    if (name === '') reader.note('name-empty', 'name', { instead: code });
    const branch: OpenBranch = {
      sourceKey: `branch:${code}`,
      code,
      name: reader.text('name', 120) || code,
      kind: kindOf(reader, kind),
      parent: knownParent ? parent : null,
      ...(phone && { phone }),
      ...(email && { email }),
      hours: [],
      closedWeekdays: [],
      closedDays: [],
    };
    context.branches.set(code, branch);
    libraryOf(context, owner.isil).branches.push(branch);
  }
  for (const library of context.libraries.values()) library.name = nameOf(library.branches) ?? library.isil;
}

function kindOf(reader: ReaderOf<'branches'>, given: string): BranchKind {
  const kind = KINDS.find((known) => known === given.toLowerCase());
  if (!kind && given !== '') reader.note('branch-kind-unknown', 'kind');
  return kind ?? 'branch';
}

/** A library is called after its organisation; several organisations taken as one have no common name. */
function nameOf(branches: readonly OpenBranch[]): string | undefined {
  const organisations = branches.filter(({ kind }) => kind === 'library');
  const [only, second] = organisations.length > 0 ? organisations : branches;
  return second ? undefined : only?.name;
}

/** Opening hours; `00:00` to `00:00` is closed, and closing before opening is open that day until an unknown time. */
export function planOpeningHours(context: PlanContext): void {
  const seen = new Set<string>();
  for (const exported of context.source.openingHours) {
    const reader = readerOf(context, exported);
    const { weekday, opens: opensAt, closes: closesAt } = exported.row;
    const owner = branchOfRow(context, reader, 'branch');
    const branch = owner && context.branches.get(owner.code);
    if (!branch) continue;
    if (!/^[0-6]$/.test(weekday)) {
      reader.note('weekday-unknown', 'weekday');
      continue;
    }
    const opens = readClock(opensAt);
    const closes = readClock(closesAt);
    if (opens === null || closes === null) {
      reader.note('clock-unreadable', opens === null ? 'opens' : 'closes');
      continue;
    }
    const key = [branch.code, weekday, opens, closes].join(' ');
    if (seen.has(key)) {
      reader.note('row-twice', 'weekday');
      continue;
    }
    seen.add(key);
    const day = Number(weekday);
    if (opens === '00:00' && closes === '00:00') branch.closedWeekdays.push(day);
    else if (closes > opens) branch.hours.push({ weekday: day, opens, closes });
    else {
      reader.note('hours-close-before-open', 'closes', { opens });
      branch.hours.push({ weekday: day, opens, closes: '24:00', uncertain: true });
    }
  }
}

/** Closed days, as the dates that the export itself writes whatever its offset. */
export function planClosedDays(context: PlanContext): void {
  const seen = new Set<string>();
  for (const exported of context.source.closedDays) {
    const reader = readerOf(context, exported);
    const owner = branchOfRow(context, reader, 'branch');
    const branch = owner && context.branches.get(owner.code);
    if (!branch) continue;
    const closed = closedDayOf(reader);
    if (!closed) continue;
    const key = [branch.code, closed.from, closed.to, closed.reason].join('\n');
    if (seen.has(key)) reader.note('row-twice', 'from');
    else branch.closedDays.push(closed);
    seen.add(key);
  }
}

function closedDayOf(reader: ReaderOf<'closedDays'>): ClosedDay | null {
  const from = writtenDay(reader.cells.from);
  const to = reader.cells.to === '' ? from : writtenDay(reader.cells.to);
  if (!from || !to) {
    reader.note('closed-day-unreadable', from ? 'to' : 'from');
    return null;
  }
  const reason = reader.text('reason', 120);
  if (to.day < from.day) {
    reader.note('closed-days-turned', 'to', { from: from.day });
    return { from: to.day, to: from.day, reason };
  }
  if (to.day > from.day && to.clock === '00:00' && reader.cells.to !== '') {
    reader.note('closed-ends-at-midnight', 'to');
    return { from: from.day, to: dayBefore(to.day), reason };
  }
  if (from.clock > '00:00' || (to.clock !== '' && to.clock < '23:59'))
    reader.note('closed-part-of-day', from.clock > '00:00' ? 'from' : 'to');
  return { from: from.day, to: to.day, reason };
}

function writtenDay(cell: string): { day: string; clock: string } | null {
  const [, day = '', clock = ''] = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)\S*)?$/.exec(cell) ?? [];
  return isDay(day) ? { day, clock } : null;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
}
