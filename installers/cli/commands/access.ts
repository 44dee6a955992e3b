import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readAccess } from '@balie/desktop/adapters/access-folder.ts';
import { accessFolder } from '@balie/desktop/adapters/desk-home.ts';
import type { Access } from '@balie/shared/privacy/access.ts';
import { homeFolder } from '../balie-home.ts';
import { type Command, CommandError, FAILED, OK, print, readArguments, WrongUse } from '../command.ts';

const help = `
usage: npx balie access [--home <folder>] [--patron <id> ...] [--month <YYYY-MM>] [--json]

Prints who opened whose record and when, the oldest first, as it was logged in the home of a desk, or of the server (left out, that
of BALIE_HOME). --patron: of that id alone; give it once for each id of a person who was merged (npx balie person tells them: id and
aliases). Exit code 1 when lines are damaged, which are named. --json prints {"lines":[{"at","library","desk","branch","by","patron","how"}],"damaged"}.
`;

const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;

export const command: Command = {
  summary: 'prints who opened which patron’s record',
  help,
  async run(args) {
    const text = { type: 'string' } as const;
    const { values } = readArguments(args, {
      ...{ home: text, month: text },
      patron: { ...text, multiple: true },
      json: { type: 'boolean' },
    });
    const { patron, month } = values;
    if (month !== undefined && !MONTH.test(month))
      throw new WrongUse(`--month is "${month}"; it has to be a year and a month, like 2026-11`);
    const folder = accessFolder(values.home === undefined ? homeFolder() : resolve(values.home));
    if (!(await isFolder(folder)))
      throw new CommandError(`${folder} is not there: nothing was logged, or this is not the home of a desk`);
    const { lines, damaged } = await readAccess(folder, month);
    const found = lines.filter((line) => patron === undefined || patron.includes(line.patron));
    if (values.json) await print(JSON.stringify({ lines: found, damaged }));
    else {
      for (const line of found) await print(inWords(line));
      if (!found.length) await print('nobody');
      for (const place of damaged) console.error(`${place}: damaged, left out`);
    }
    return damaged.length ? FAILED : OK;
  },
};

function inWords({ at, by, patron, how, library, desk, branch }: Access): string {
  const where = desk === null ? `the server, of ${library}` : `desk ${desk} of ${library}, ${branch}`;
  return `${at}  ${patron}  by ${by ?? 'somebody not signed in'} at ${where}: ${how}`;
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
