import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { deskHome } from '@balie/desktop/adapters/desk-home.ts';
import { homeFolder, openHome } from '../balie-home.ts';
import {
  type Command,
  CommandError,
  interrupted,
  OK,
  portNumber,
  print,
  readArguments,
  WrongUse,
} from '../command.ts';
import { enrolDesk } from '../desk-set-up.ts';
import { openDeskWindow } from '../desk-window.ts';
import { openHeadlessDesk } from '../headless-desk.ts';

const help = `
usage: npx balie desk [--home <folder>] [--server <url> --code <code> [--name <name>]] [--json]
       npx balie desk --headless [--sip2-port 6001] [--home <folder>] [--json]

Opens a desk's window. The first time it is enrolled with the server's address and a one-time code; afterwards its folder
(default $BALIE_HOME/desk) knows who it is. Ctrl+C or closing the window ends it; what was done is on its disk.

--headless runs the desk without a window and serves the self-checks and sorters that its desk.json names, by SIP2 at the
port given (docs/SIP2.md). It works with or without the server. One desk is run once: close its window first.
`;

const SIP2_PORT = 6001;

export const command: Command = {
  summary: "opens a desk's window, or serves self-checks without one; enrols it first",
  help,
  async run(args) {
    const text = { type: 'string' } as const;
    const { values } = readArguments(args, {
      home: text,
      server: text,
      code: text,
      name: text,
      headless: { type: 'boolean' },
      'sip2-port': text,
      json: { type: 'boolean' },
    });
    const port = portNumber('sip2-port', values['sip2-port'], SIP2_PORT);
    if (values['sip2-port'] !== undefined && !values.headless)
      throw new WrongUse(
        '--sip2-port goes with --headless; a window serves machines at "port" of its desk.json',
      );
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
    await (values.headless ? serve(folder, port, stopped, values.json) : show(folder, stopped, values.json));
    return OK;
  },
};

async function show(folder: string, stopped: Promise<unknown>, json = false): Promise<void> {
  const window = await openDeskWindow(folder);
  await print(
    json ? JSON.stringify({ pid: window.pid, home: folder, virtual: window.virtual }) : `desk: ${folder}`,
  );
  await Promise.race([stopped, window.closed]);
  await window.stop();
}

async function serve(
  folder: string,
  sip2Port: number,
  stopped: Promise<unknown>,
  json = false,
): Promise<void> {
  const desk = await openHeadlessDesk(folder, sip2Port, (line) => console.error(line));
  const { host, port, names } = desk.machines;
  await print(
    json
      ? JSON.stringify({ pid: desk.pid, home: folder, host, port, machines: names })
      : `desk: ${folder}\nSIP2: ${host}, port ${port}, for ${names.join(', ')}\nCtrl+C ends it.`,
  );
  try {
    await Promise.race([stopped, desk.failed]);
  } finally {
    await desk.stop();
  }
}
