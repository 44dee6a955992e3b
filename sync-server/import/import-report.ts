import type { Language, Params } from './import-error.ts';
import { outcomeOf, reasonSentence, type ReasonCode } from './reasons.ts';

/** One thing to say of one row. `line` is the line where the row begins (in a MARC file: the record's number); 0 is the file itself. */
export type Note = {
  file: string;
  line: number;
  column: string;
  value: string;
  reason: ReasonCode;
  params?: Params;
};
type FileCounts = { rows: number; taken: number; mended: number; refused: number };

/** What became of every row; `taken + mended + refused = rows` for each file. `reasons` counts notes, of which a row may have several. */
export type ImportReport = {
  notes: Note[];
  files: Record<string, FileCounts>;
  reasons: Partial<Record<ReasonCode, number>>;
};

/** Gathers notes while a plan is made. A row is refused if any of its notes is, else mended if any is, else taken. */
export class ReportBuilder {
  private readonly notes: Note[] = [];
  private readonly worst = new Map<string, Map<number, 'mended' | 'refused'>>();

  add(note: Note): void {
    this.notes.push(note);
    const outcome = outcomeOf(note.reason);
    if (outcome === 'remark' || note.line === 0) return;
    const lines = this.worst.get(note.file) ?? new Map<number, 'mended' | 'refused'>();
    this.worst.set(note.file, lines);
    if (outcome === 'refused' || !lines.has(note.line)) lines.set(note.line, outcome);
  }

  /** `files` names every file that was read, with its number of rows. */
  finish(files: readonly { file: string; rows: number }[]): ImportReport {
    const report: ImportReport = { notes: this.notes, files: {}, reasons: {} };
    for (const { file, rows } of files) {
      const outcomes = [...(this.worst.get(file)?.values() ?? [])];
      const refused = outcomes.filter((outcome) => outcome === 'refused').length;
      const mended = outcomes.length - refused;
      report.files[file] = { rows, taken: rows - mended - refused, mended, refused };
    }
    for (const { reason } of this.notes) report.reasons[reason] = (report.reasons[reason] ?? 0) + 1;
    return report;
  }
}

/** The report as lines of JSON: a line for each note, one with the counts by reason, and last one with the counts by file. */
export function* reportLines(report: ImportReport, language: Language): Generator<string, void> {
  for (const { file, line, column, value, reason, params } of report.notes) {
    const sentence = reasonSentence(reason, { value, column, ...params }, language);
    yield JSON.stringify({ file, line, column, value, outcome: outcomeOf(reason), reason, sentence });
  }
  yield JSON.stringify({ reasons: report.reasons });
  yield JSON.stringify({ files: report.files });
}
