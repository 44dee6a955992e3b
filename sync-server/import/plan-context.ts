import type { BranchTree } from './branch-tree.ts';
import type { Read } from './cell-values.ts';
import type { ColumnOf, CsvKind } from './export-files.ts';
import type { Params } from './import-error.ts';
import type { LibraryMapping } from './library-mapping.ts';
import type { LibraryPlan, OpenBranch } from './import-plan.ts';
import type { ReportBuilder } from './import-report.ts';
import type { ExportRow, ExportSource } from './read-export.ts';
import { outcomeOf, type ReasonCode } from './reasons.ts';
import type { Zone } from './zoned-time.ts';

/** What every step of making a plan shares. */
export type PlanContext = {
  source: ExportSource;
  report: ReportBuilder;
  mapping: LibraryMapping;
  tree: BranchTree;
  zone: Zone;
  now: number;
  defaultLoanGroup: string;
  libraries: Map<string, LibraryPlan>;
  /** The branches of all libraries by code. */
  branches: Map<string, OpenBranch>;
};

/** One row being read: its cells, and a place to say what is wrong with them. */
export type RowReader<C extends string> = {
  cells: Readonly<Record<C, string>>;
  /** Says nothing of a default taken because the whole column is missing: that is said once, of the file. */
  note(reason: ReasonCode, column: C, params?: Params): void;
  /** A value of a cell, with its mend noted. */
  use<T>(column: C, read: Read<T>): T;
  /** A cell cut to `longest` signs, noted. */
  text(column: C, longest: number): string;
  /** True if the cell is good as a key; else noted as refused. */
  key(column: C): boolean;
};
export type ReaderOf<K extends CsvKind> = RowReader<ColumnOf<K>>;

const LONGEST_KEY = 40;

export function readerOf<C extends string>(
  context: PlanContext,
  { file, line, row }: ExportRow<Readonly<Record<C, string>>>,
): RowReader<C> {
  const cell = (column: C): string => row[column];
  const columns = context.source.files.find((read) => read.file === file)?.columns ?? [];
  const note: RowReader<C>['note'] = (reason, column, params) => {
    if (outcomeOf(reason) !== 'refused' && !columns.includes(column)) return;
    context.report.add({ file, line, column, value: cell(column), reason, ...(params && { params }) });
  };
  return {
    cells: row,
    note,
    use(column, { value, mend }) {
      if (mend) note(mend, column);
      return value;
    },
    text(column, longest) {
      const signs = [...cell(column)];
      if (signs.length > longest) note('text-too-long', column, { longest });
      return signs.slice(0, longest).join('');
    },
    key(column) {
      const length = cell(column).length;
      if (length === 0) note('key-empty', column);
      else if (length > LONGEST_KEY) note('key-too-long', column, { longest: LONGEST_KEY });
      return length > 0 && length <= LONGEST_KEY;
    },
  };
}

export function libraryOf(context: PlanContext, isil: string): LibraryPlan {
  const known = context.libraries.get(isil);
  if (known) return known;
  const library: LibraryPlan = {
    isil,
    name: isil,
    branches: [],
    items: [],
    patrons: [],
    loans: [],
    holds: [],
  };
  context.libraries.set(isil, library);
  return library;
}
