import type { OpenBranch } from './import-plan.ts';
import { libraryOf, type PlanContext, type RowReader } from './plan-context.ts';

/**
 * The branch that a cell names. Where the import has one library, a code without a row in `branches.csv` becomes a branch and an empty
 * cell means its first branch (both noted as mended); otherwise the row cannot be given to a library and is noted as refused.
 */
export function branchOfRow<C extends string>(
  context: PlanContext,
  reader: RowReader<C>,
  column: C,
): { isil: string; code: string } | null {
  const code = reader.cells[column];
  const owner = context.tree.ownerOf(code);
  if (owner.ok) {
    if (!context.branches.has(code)) {
      addMadeBranch(context, owner.isil, code);
      reader.note('branch-made', column);
    }
    return { isil: owner.isil, code };
  }
  if (code === '' && context.mapping.kind === 'all') {
    const { isil } = context.mapping;
    const branch = firstBranch(context, isil);
    reader.note('branch-assumed', column, { branch });
    return { isil, code: branch };
  }
  reader.note(owner.reason, column);
  return null;
}

function addMadeBranch(context: PlanContext, isil: string, code: string): void {
  const branch: OpenBranch = {
    sourceKey: `branch:${code}`,
    code,
    name: code,
    kind: 'branch',
    parent: null,
    hours: [],
    closedWeekdays: [],
    closedDays: [],
  };
  context.branches.set(code, branch);
  libraryOf(context, isil).branches.push(branch);
}

function firstBranch(context: PlanContext, isil: string): string {
  const { branches } = libraryOf(context, isil);
  const first = branches.find(({ kind }) => kind !== 'library') ?? branches[0];
  if (first) return first.code;
  addMadeBranch(context, isil, isil);
  return isil;
}
