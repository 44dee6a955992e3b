import { createHash } from 'node:crypto';
import type { PlannedTitle } from './import-plan.ts';
import { titleOf } from './marc/title.ts';
import type { MarcRecord } from './marc/marc-record.ts';
import type { PlanContext } from './plan-context.ts';

const LONGEST_CONTROL_NUMBER = 100;

/** Titles by control number, for the whole country; the first record with a number is taken. */
export function planTitles(context: PlanContext): PlannedTitle[] {
  const titles = new Map<string, PlannedTitle>();
  for (const { file, line, row } of context.source.titles) {
    const { title, findings } = titleOf(row);
    const given = title.controlNumber;
    const note = (reason: 'control-number-missing' | 'title-twice' | 'key-too-long') =>
      context.report.add({
        file,
        line,
        column: '001',
        value: given,
        reason,
        params: { longest: LONGEST_CONTROL_NUMBER },
      });
    if (given.length > LONGEST_CONTROL_NUMBER) {
      note('key-too-long');
      continue;
    }
    const controlNumber = given || contentName(row);
    if (titles.has(controlNumber)) {
      note('title-twice');
      continue;
    }
    if (given === '') note('control-number-missing');
    for (const { column, value, reason } of findings)
      context.report.add({ file, line, column, value, reason });
    titles.set(controlNumber, { ...title, sourceKey: `title:${controlNumber}`, controlNumber });
  }
  return [...titles.values()];
}

/** A name that the same record gets at every import. */
function contentName(record: MarcRecord): string {
  return `x${createHash('sha256').update(JSON.stringify(record)).digest('hex').slice(0, 16)}`;
}
