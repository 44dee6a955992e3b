import { userInfo } from 'node:os';
import { appendAccess, keepAccessFrom } from '@balie/desktop/adapters/access-folder.ts';
import { accessFolder } from '@balie/desktop/adapters/desk-home.ts';
import { nationalDefault } from '@balie/shared/policy/national-default.ts';
import { oldestMonthKept } from '@balie/shared/privacy/access.ts';
import { readPersonFile } from '@balie/sync-server/privacy/read-person-file.ts';
import { listLibraries } from '@balie/sync-server/resolver/registry.ts';
import { type Command, CommandError, OK, print, readArguments, WrongUse } from '../command.ts';
import { homeFolder } from '../balie-home.ts';
import { openNational } from '../open-national.ts';

const help = `
usage: npx balie person --library <ISIL> --card <number> [--json]
       npx balie person --library <ISIL> --patron <id> [--json]

Prints all that the library has of one person, as JSON: what stands and what stood, notes, loans, holds and money. Changes
nothing. It is for that person alone; a desk erases it (the act patron.erase). --json prints it on one line.
Who asks for it is logged first (npx balie access); where that fails, nothing is printed.
`;

export const command: Command = {
  summary: 'prints all that a library has of one person',
  help,
  async run(args) {
    const text = { type: 'string' } as const;
    const { values } = readArguments(args, {
      ...{ library: text, card: text, patron: text },
      json: { type: 'boolean' },
    });
    const { library: isil, card, patron } = values;
    if (isil === undefined) throw new WrongUse('--library <ISIL> is missing: whose person');
    if ((card === undefined) === (patron === undefined))
      throw new WrongUse('give --card <number> or --patron <id>, one of them');
    const { national, where } = await openNational((line) => console.error(line));
    try {
      const { couch } = national;
      const library = (await listLibraries(couch)).find((one) => one.isil === isil);
      if (!library) throw new CommandError(`there is no library ${isil} on ${where}`);
      const named = patron === undefined ? { card: card! } : { patron };
      const file = await readPersonFile(couch, library.database, named);
      if (!file) throw new CommandError(`${isil} knows nobody with ${patron ?? `card ${card}`}`);
      await log(isil, file.patron.id);
      await print(JSON.stringify(file, null, values.json ? 0 : 2));
      return OK;
    } finally {
      await national.close();
    }
  },
};

/** That this account of the system asked for it (A3), kept as long as the country says. */
async function log(library: string, patron: string): Promise<void> {
  const folder = accessFolder(homeFolder());
  const now = Date.now();
  const by = `account:${userInfo().username}`;
  const nowhere = { desk: null, branch: null };
  try {
    await keepAccessFrom(folder, oldestMonthKept(now, nationalDefault.retention.accessLogMonths));
    await appendAccess(folder, [
      { at: new Date(now).toISOString(), library, ...nowhere, by, patron, how: 'export' },
    ]);
  } catch (error) {
    throw new CommandError(
      `that this file is asked for cannot be logged, so it is not printed: ${String(error)}`,
    );
  }
}
