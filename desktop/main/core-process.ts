import { systemTimer } from '@balie/hardware/devices/system-timer.ts';
import { deskHome } from '../adapters/desk-home.ts';
import { ReplicaFolder } from '../adapters/replica-folder.ts';
import { comesFromReplica } from '../adapters/replica.ts';
import { type FromCoreProcess, type FromStarter, LASTING } from './core-messages.ts';
import { CorePress } from './core-press.ts';
import { type OpenCore, openCore } from './open-core.ts';
import { serveDesk } from './serve-desk.ts';
import { type Port, starterOf } from './starter.ts';

/** However long it takes, a core that was asked to end does: what was acknowledged is on the disk already. */
const CLOSING_MS = 8000;

const starter = starterOf(process);
const press = new CorePress({ send: (message) => starter.send(message), after: systemTimer.after });
let core: Promise<OpenCore> | null = null;
let folder: string | null = null;
let ending = false;

starter.onMessage((message, port) => {
  if (message.type === 'start' && !core) start(message);
  else if (message.type === 'window' && port) serve(port);
  else if (message.type === 'pressed') press.hear(message);
  else if (message.type === 'close') void end(0);
});
starter.onGone(() => void end(0));
// Whoever read what is printed may go before this process does.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
process.on('SIGTERM', () => void end(0));
process.on('SIGINT', () => void end(0));
process.on('uncaughtException', (error) => {
  if (folder && comesFromReplica(error)) ReplicaFolder.suspect(deskHome(folder).replica);
  fail(error);
});

function start({ type: _, ...options }: Extract<FromStarter, { type: 'start' }>): void {
  folder = options.home;
  core = openCore({ ...options, damaged: fail, press: press.press });
  core.then(({ machines }) => {
    say({ type: 'ready', machines: machines?.where ?? null });
  }, fail);
}

/** What comes before the desk is open waits for it. A core that cannot open ends, and the screen gets a way to the next one. */
function serve(port: Port): void {
  const early: unknown[] = [];
  let hear = (data: unknown): void => void early.push(data);
  port.onMessage((data) => hear(data));
  core?.then(
    ({ desk }) => {
      const served = serveDesk(desk, (message) => port.send(message));
      port.onClose(() => served.stop());
      hear = (data) => served.hear(data);
      for (const data of early.splice(0)) hear(data);
    },
    () => undefined,
  );
}

function fail(error: unknown): void {
  const code = (error as { code?: unknown } | null)?.code;
  // What only a person can mend has a sentence, which whoever started this shows.
  if (!LASTING.includes(String(code))) console.error(error);
  say({
    type: 'failed',
    code: typeof code === 'string' ? code : 'core-fault',
    message: error instanceof Error ? error.message : String(error),
  });
  void end(1);
}

async function end(status: number): Promise<void> {
  if (ending) return;
  ending = true;
  setTimeout(() => process.exit(status || 1), CLOSING_MS).unref();
  try {
    await (await core)?.close();
    say({ type: 'closed' });
  } catch (error) {
    if (!status) console.error(error);
    status ||= 1;
  }
  // Gives the last message its way out.
  setTimeout(() => process.exit(status), 20);
}

function say(message: FromCoreProcess): void {
  starter.send(message);
}
