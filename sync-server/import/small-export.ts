import { EXPORT_FILES, type CsvKind } from './export-files.ts';
import type { ImportPlan, LibraryPlan } from './import-plan.ts';
import type { LibraryMapping } from './library-mapping.ts';
import { planImport, type PlanSettings } from './plan-import.ts';
import { addRows, addTitles, emptySource, type ExportSource } from './read-export.ts';

type Files = Partial<Record<CsvKind, string>>;

const BRANCHES =
  'code,name,parent_code,kind\nA,Alfa,,library\nA-1,Een,A,branch\nA-1-B,Bus,A-1,bookmobile\nB,Bravo,,library\nB-1,Noord,B,branch\n';
/** Small exports for tests: a consortium of library A (branch A-1, bus A-1-B) and library B (branch B-1). */
export const all: LibraryMapping = { kind: 'all', isil: 'NL-1' };
export const settings: PlanSettings = {
  mapping: all,
  now: Date.parse('2026-11-22T12:00Z'),
  timeZone: 'Europe/Amsterdam',
  defaultLoanGroup: 'boek',
};

export function sourceOf(files: Files, marcXml?: string): ExportSource {
  const source = emptySource();
  if (marcXml) addTitles(source, 'titles.xml', Buffer.from(`<collection>${marcXml}</collection>`));
  for (const [kind, text] of Object.entries({ branches: BRANCHES, ...files })) {
    const added = addRows(source, kind as CsvKind, EXPORT_FILES[kind as CsvKind].file, Buffer.from(text));
    if (!added.ok) throw new Error(added.error.code);
  }
  return source;
}

export function plan(files: Files, mapping: LibraryMapping = all, marcXml?: string): ImportPlan {
  const made = planImport(sourceOf(files, marcXml), { ...settings, mapping });
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

export function one(made: ImportPlan): LibraryPlan {
  const [library] = made.libraries;
  if (!library) throw new Error('There is no library');
  return library;
}

export const reasons = ({ report }: ImportPlan, ...without: string[]) =>
  report.notes
    .filter(({ line, reason }) => line > 0 && !without.includes(reason))
    .map(({ line, column, reason }) => [line, column, reason]);

export const ITEMS =
  'barcode,title_control_number,owning_branch,status\ni1,1,A-1,available\ni2,1,B-1,available\ni3,2,A-1-B,lost\n';
export const PATRONS = 'card,family_name,home_branch\np1,Jansen,A-1\np2,Visser,B-1\n';
export const LOANS = 'item_barcode,patron_card,branch,checked_out_at,due_at,returned_at,stop_reason\n';
export const HOLDS =
  'target_kind,target,patron_card,pickup_branch,placed_at,captured_at,current_item,cancelled_at\n';
export const OUT = '2026-11-01T10:00:00+01:00,2026-11-22T23:59:59+01:00';
export const toA: LibraryMapping = { kind: 'map', codes: { A: 'NL-A' } };
export const toBoth: LibraryMapping = { kind: 'map', codes: { A: 'NL-A', B: 'NL-B' } };
