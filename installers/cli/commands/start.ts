import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { deskHome } from '@balie/desktop/adapters/desk-home.ts';
import { createEnrolmentCode } from '@balie/sync-server/api/enrolment.ts';
import { type RunningServer, startServer } from '@balie/sync-server/server.ts';
import { announceServer, clearHome, homeFolder, openHome, PROGRAM, runningServer } from '../balie-home.ts';
import {
  type Command,
  CommandError,
  interrupted,
  OK,
  print,
  readArguments,
  wholeNumber,
} from '../command.ts';
import { type Demo, openDemo } from '../demo.ts';
import { demoMachines } from '../demo-machines.ts';
import { enrolDesk } from '../desk-set-up.ts';
import { openDeskWindow } from '../desk-window.ts';

const help = `
usage: npx balie start [--fresh] [--port 8480] [--no-window] [--json]

Runs the whole thing: the national server on an embedded database (or COUCHDB_URL), a demonstration consortium of three
libraries, and one desk that is signed in. State is kept in $BALIE_HOME or .balie; --fresh begins again. Ctrl+C stops it all.
`;

const DAY_MS = 86_400_000;
const PORT = 8480;

export const command: Command = {
  summary: 'runs the whole thing with a demonstration library',
  help,
  async run(args) {
    const flag = { type: 'boolean' } as const;
    const { values } = readArguments(args, {
      fresh: flag,
      port: { type: 'string' },
      'no-window': flag,
      json: flag,
    });
    const home = homeFolder();
    if (values.fresh) await clearHome(home);
    await openHome(home);
    const other = await runningServer(home);
    if (other)
      throw new CommandError(`Balie is running on ${home} already: ${other.url}, process ${other.pid}`);
    const stopped = interrupted();
    const server = await listen(home, wholeNumber('port', values.port, PORT));
    const withdraw = await announceServer(home, {
      url: server.url,
      couchUrl: server.national.couchUrl,
      pid: process.pid,
    });
    try {
      const desk = join(home, 'desk');
      const demo = await Promise.race([prepare(home, desk, server), stopped]);
      if (typeof demo !== 'string') await show(desk, demo, server, stopped, values);
    } finally {
      await withdraw();
      await server.stop();
    }
    return OK;
  },
};

async function show(
  desk: string,
  demo: Demo,
  server: RunningServer,
  stopped: Promise<string>,
  values: { 'no-window'?: boolean | undefined; json?: boolean | undefined },
): Promise<void> {
  const window = values['no-window'] ? null : await openDeskWindow(desk);
  await print(
    values.json
      ? JSON.stringify({ server: server.url, desk, pid: window?.pid ?? null, ...demo })
      : banner(demo, server.url, window?.virtual ?? false),
  );
  const signal = await Promise.race([stopped, ...(window ? [window.closed] : [])]);
  if (!signal) console.error('Stopping');
  await window?.stop();
}

/** A port that is taken by something else is no reason not to start. */
async function listen(home: string, port: number): Promise<RunningServer> {
  const couchUrl = process.env['COUCHDB_URL'];
  const options = {
    home,
    host: '127.0.0.1',
    program: PROGRAM,
    log: (line: string) => console.error(line),
    ...(couchUrl ? { couchUrl } : {}),
  };
  return startServer({ ...options, port });
}

async function prepare(home: string, desk: string, { national, url }: RunningServer): Promise<Demo> {
  const demo = await openDemo(home, national, (line) => console.error(line));
  if (existsSync(deskHome(desk).settings)) return demo;
  const { couch, now } = national;
  const place = { library: demo.library, branch: demo.branch, validMs: DAY_MS };
  const code = await createEnrolmentCode({ couch, now, random: randomBytes }, place);
  const signedIn = demo.staff.find((s) => s.mayOverride)?.id;
  const setUp = { name: 'Balie 1', sip2: demoMachines, ...(signedIn ? { signedIn } : {}) };
  await enrolDesk(desk, { server: url, code, ...setUp });
  return demo;
}

function banner(demo: Demo, url: string, virtual: boolean): string {
  return [
    '',
    `Balie runs: ${demo.libraryName}, ${demo.branch}${virtual ? ' (there is no display here: the window is on a virtual one)' : ''}`,
    `  national server   ${url}/v1/health`,
    ...demo.staff.map(
      (s) => `  sign-in           ${s.id}, PIN ${s.pin}${s.mayOverride ? ', may override blocks' : ''}`,
    ),
    '  to scan or type, then Enter:',
    ...demo.tryThese.map(({ what, code, pin }) => `    ${code}  ${what}${pin ? `, PIN ${pin}` : ''}`),
    '  self-checks: npx balie desk --headless, see docs/SIP2.md',
    'Ctrl+C stops everything; npm start -- --fresh begins again.',
  ].join('\n');
}
