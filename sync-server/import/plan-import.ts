import { BranchTree } from './branch-tree.ts';
import { done, failed, type Result } from './import-error.ts';
import type { ImportPlan } from './import-plan.ts';
import { ReportBuilder } from './import-report.ts';
import type { LibraryMapping } from './library-mapping.ts';
import { planBranches, planClosedDays, planOpeningHours } from './plan-branches.ts';
import { libraryOf, type PlanContext } from './plan-context.ts';
import { planHolds } from './plan-holds.ts';
import { planItems, settleStatuses } from './plan-items.ts';
import { planLoans } from './plan-loans.ts';
import { planPatrons } from './plan-patrons.ts';
import { planTitles } from './plan-titles.ts';
import type { ExportSource } from './read-export.ts';
import { createZone } from './zoned-time.ts';

/** `now` in epoch ms, `timeZone` an IANA name, `defaultLoanGroup` for items without a material (rule D3). */
export type PlanSettings = {
  mapping: LibraryMapping;
  now: number;
  timeZone: string;
  defaultLoanGroup: string;
};

/**
 * What an export comes down to, library by library, with every row accounted for in the report. Pure; `now` decides no more than remarks,
 * so the same export gives the same plan. The only error is a mapping that names a code which `branches.csv` does not have.
 */
export function planImport(source: ExportSource, settings: PlanSettings): Result<ImportPlan> {
  const { mapping, now, timeZone, defaultLoanGroup } = settings;
  const parents = new Map<string, string>();
  for (const { row } of source.branches) if (!parents.has(row.code)) parents.set(row.code, row.parent_code);
  if (mapping.kind === 'map' && parents.size > 0) {
    const code = Object.keys(mapping.codes).find((named) => !parents.has(named));
    if (code !== undefined)
      return failed('mapping-code-unknown', { code, known: [...parents.keys()].join(', ') });
  }
  const report = new ReportBuilder();
  for (const note of source.notes) report.add(note);
  const context: PlanContext = {
    source,
    report,
    mapping,
    tree: new BranchTree(mapping, parents),
    zone: createZone(timeZone),
    now,
    defaultLoanGroup,
    libraries: new Map(),
    branches: new Map(),
  };
  for (const isil of mapping.kind === 'all' ? [mapping.isil] : Object.values(mapping.codes))
    libraryOf(context, isil);
  planBranches(context);
  planOpeningHours(context);
  planClosedDays(context);
  const titles = planTitles(context);
  const controlNumbers = new Set(titles.map(({ controlNumber }) => controlNumber));
  const items = planItems(context, controlNumbers);
  const patrons = planPatrons(context);
  const onLoan = planLoans(context, items, patrons);
  settleStatuses(items, onLoan);
  for (const { title_control_number: title } of source.items.map(({ row }) => row))
    if (title) controlNumbers.add(title);
  planHolds(context, { items, patrons, titles: controlNumbers, onLoan });
  return done({ libraries: [...context.libraries.values()], titles, report: report.finish(source.files) });
}
