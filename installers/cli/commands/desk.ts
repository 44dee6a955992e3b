import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { deskHome } from '@balie/desktop/adapters/desk-home.ts';
import { homeFolder, openHome } from '../balie-home.ts';
import { type Command, CommandError, interrupted, OK, print, readArguments } from '../command.ts';
import { enrolDesk } from '../desk-set-up.ts';
import { openDeskWindow } from '../desk-window.ts';

const help = `
usage: npx balie desk [--home <folder>] [--server <url> --code <code> [--name <name>]] [--json]

Opens a desk's window. The first time it is enrolled with the server's address and a one-time code; afterwards its folder
(default $BALIE_HOME/desk) knows who it is. Ctrl+C or closing the window ends it; what was done is on its disk.
`;

export const command: Command = {
  summary: "opens a desk's window, enrolling it first with a one-time code",
  help,
  async run(args) {
    const text = { type: 'string' } as const;
    const { values } = readArguments(args, {
      home: text,
      server: text,
      code: text,
      name: text,
      json: { type: 'boolean' },
    });
    const folder = values.home ?? join(homeFolder(), 'desk');
    if (!values.home) await openHome(homeFolder());
    if (values.code) {
      if (!values.server) throw new CommandError('--code needs --server <url>: the server that gave it');
      await enrolDesk(folder, {
        server: values.server,
        code: values.code,
        ...(values.name ? { name: values.name } : {}),
      });
    }
    if (!existsSync(deskHome(folder).settings))
      throw new CommandError(`${folder} is not enrolled: give --server <url> and --code <one-time code>`);
    const stopped = interrupted();
    const window = await openDeskWindow(folder);
    await print(
      values.json
        ? JSON.stringify({ pid: window.pid, home: folder, virtual: window.virtual })
        : `desk: ${folder}`,
    );
    await Promise.race([stopped, window.closed]);
    await window.stop();
    return OK;
  },
};
