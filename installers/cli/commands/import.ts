import { randomBytes } from 'node:crypto';
import { stat } from 'node:fs/promises';
import type { Draft } from '@balie/shared/journal/seal.ts';
import { nationalDefault } from '@balie/shared/policy/national-default.ts';
import { errorSentence, type Language, type Result } from '@balie/sync-server/import/import-error.ts';
import type { ImportPlan } from '@balie/sync-server/import/import-plan.ts';
import { reportLines } from '@balie/sync-server/import/import-report.ts';
import { readLibraryMapping } from '@balie/sync-server/import/library-mapping.ts';
import { planImport } from '@balie/sync-server/import/plan-import.ts';
import { readExport } from '@balie/sync-server/import/read-export.ts';
import { writeImport, type Written } from '@balie/sync-server/import/write-import.ts';
import { centreDesk } from '@balie/sync-server/journal/centre-journal.ts';
import type { National } from '@balie/sync-server/national.ts';
import { createLibrary } from '@balie/sync-server/resolver/registry.ts';
import { type Command, CommandError, OK, print, readArguments, WrongUse } from '../command.ts';
import { openNational } from '../open-national.ts';

const help = `
usage: npx balie import --from <folder> --library <ISIL> [--time-zone Europe/Amsterdam] [--language nl|en] [--json]
       npx balie import --from <folder> --library <code>=<ISIL> [--library <code>=<ISIL> ...]

Reads a library's export (docs/EXPORT.md): all as one library, or each library of it under its own ISIL; rows of libraries that
are not named are refused with that reason. Running it again writes only what differs. Wrong files change nothing.
The report names every row that was mended or refused; with --json its last line is {"files":{"<file>":{"rows","taken","mended","refused"}}}.
`;

const DEFAULT_ZONE = 'Europe/Amsterdam';

export const command: Command = {
  summary: "imports another system's export as a library",
  help,
  async run(args) {
    const { values } = readArguments(args, {
      from: { type: 'string' },
      library: { type: 'string', multiple: true },
      'time-zone': { type: 'string' },
      language: { type: 'string' },
      json: { type: 'boolean' },
    });
    const language = languageOf(values.language);
    const timeZone = values['time-zone'] ?? DEFAULT_ZONE;
    if (!values.from) throw new WrongUse('--from <folder> is missing: the folder of the export');
    if (!(await isFolder(values.from))) throw new WrongUse(`--from: there is no folder ${values.from}`);
    const plan = await planOf(values.from, values.library ?? [], timeZone, language);
    const say = (line: string): void => console.error(line);
    const { national, where } = await openNational(say);
    try {
      say(`writing to ${where}`);
      const written = await writePlan(national, plan, timeZone, say);
      say(`${written.titles} titles and ${written.entries} entries written, ${written.unchanged} unchanged`);
    } finally {
      await national.close();
    }
    await report(plan, language, values.json ?? false);
    return OK;
  },
};

/** Writes a plan and folds it, so that its patrons and items can be used at once. */
export async function writePlan(
  national: National,
  plan: ImportPlan,
  timeZone: string,
  say: (line: string) => void,
): Promise<Written> {
  const { couch, journals } = national;
  const newGeneration = (): string => randomBytes(6).toString('hex');
  for (const { isil, name } of plan.libraries) {
    await createLibrary({ couch, newGeneration }, { isil, name, timeZone });
    await journals.import.resend(isil);
  }
  const append = async (isil: string, drafts: readonly Draft[]): Promise<void> => {
    const { delivered } = await journals.import.append(isil, drafts);
    if (!delivered)
      throw new CommandError(
        `the database does not take the import of ${isil} now; it is safe in its journal: run it again`,
      );
  };
  let shown = '';
  const progress: Parameters<typeof writeImport>[1]['progress'] = ({ step, done, total }) => {
    const line = `  ${step}: ${Math.floor((done / total) * 10) * 10} % of ${total}`;
    if (line !== shown) say(line);
    shown = line;
  };
  const importDesk = (isil: string): string => centreDesk('import', isil);
  const written = await writeImport(
    plan,
    { couch, append, importDesk, progress },
    { timeZone, policy: nationalDefault },
  );
  await national.resolver.drain();
  return written;
}

async function planOf(
  folder: string,
  libraries: readonly string[],
  timeZone: string,
  language: Language,
): Promise<ImportPlan> {
  const mapping = readLibraryMapping(libraries);
  if (!mapping.ok) throw new WrongUse(errorSentence(mapping.error, language));
  const source = valueOf(await readExport(folder), language);
  const settings = {
    mapping: mapping.value,
    now: Date.now(),
    timeZone,
    defaultLoanGroup: nationalDefault.defaultLoanGroup,
  };
  return valueOf(planImport(source, settings), language);
}

function valueOf<T>(result: Result<T>, language: Language): T {
  if (!result.ok) throw new CommandError(errorSentence(result.error, language));
  return result.value;
}

async function report(plan: ImportPlan, language: Language, json: boolean): Promise<void> {
  if (json) {
    for (const line of reportLines(plan.report, language)) await print(line);
    return;
  }
  for (const [file, { rows, taken, mended, refused }] of Object.entries(plan.report.files)) {
    await print(
      `${file.padEnd(22)} ${String(rows).padStart(7)} rows: ${taken} taken, ${mended} mended, ${refused} refused`,
    );
  }
  for (const [reason, count] of Object.entries(plan.report.reasons))
    await print(`${String(count).padStart(8)}  ${reason}`);
  await print('--json names every row.');
}

function languageOf(value: string | undefined): Language {
  if (value === undefined || value === 'en') return 'en';
  if (value === 'nl') return 'nl';
  throw new WrongUse(`--language is "${value}"; it has to be nl or en`);
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
