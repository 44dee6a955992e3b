import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { deskHome } from '@balie/desktop/adapters/desk-home.ts';
import { createEnrolmentCode } from '@balie/sync-server/api/enrolment.ts';
import type { RunningServer } from '@balie/sync-server/server.ts';
import { clearHome, homeFolder } from '../balie-home.ts';
import { type Command, interrupted, OK, portNumber, print, readArguments } from '../command.ts';
import { type Demo, openDemo } from '../demo.ts';
import { demoMachines } from '../demo-machines.ts';
import { enrolDesk, moveDesk } from '../desk-set-up.ts';
import { openDeskWindow } from '../desk-window.ts';
import { NATIONAL_PORT, openNationalServer } from '../national-server.ts';

const help = `
usage: npx balie start [--fresh] [--port 8480] [--no-window] [--json]

Runs the whole thing: the national server on an embedded database (or COUCHDB_URL), a demonstration consortium of three
libraries, and one desk that is signed in. State is kept in $BALIE_HOME or .balie; --fresh begins again. Ctrl+C stops it all.
`;

const DAY_MS = 86_400_000;

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
    const port = portNumber('port', values.port, NATIONAL_PORT);
    if (values.fresh) await clearHome(home);
    const stopped = interrupted();
    const server = await openNationalServer(home, { host: '127.0.0.1', port });
    try {
      const desk = join(home, 'desk');
      const demo = await Promise.race([prepare(home, desk, server), stopped]);
      if (typeof demo !== 'string') await show(desk, demo, server, stopped, values);
    } finally {
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

async function prepare(home: string, desk: string, { national, url }: RunningServer): Promise<Demo> {
  const demo = await openDemo(home, national, (line) => console.error(line));
  if (existsSync(deskHome(desk).settings)) {
    await moveDesk(desk, url);
    return demo;
  }
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
