import { readPersonFile } from '@balie/sync-server/privacy/read-person-file.ts';
import { listLibraries } from '@balie/sync-server/resolver/registry.ts';
import { type Command, CommandError, OK, print, readArguments, WrongUse } from '../command.ts';
import { openNational } from '../open-national.ts';

const help = `
usage: npx balie person --library <ISIL> --card <number> [--json]
       npx balie person --library <ISIL> --patron <id> [--json]

Prints all that the library has of one person, as JSON: what stands and what stood, notes, loans, holds and money. Changes
nothing. It is for that person alone; a desk erases it (the act patron.erase). --json prints it on one line.
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
      await print(JSON.stringify(file, null, values.json ? 0 : 2));
      return OK;
    } finally {
      await national.close();
    }
  },
};
