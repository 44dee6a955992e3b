import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Own } from '../../soak/sip2-machine.ts';
import { openSip2World } from '../../soak/sip2-world.ts';
import { type Benchmark, median, percentile, rounded, roundedAll } from '../benchmark.ts';
import type { Load, Loaded } from './sip2-load-process.ts';

const CLIENTS = 50;
const SECONDS = 3;
const ROUNDS = 2;

/** Machines that lend and take back as fast as they are answered, each its own books; the same lines against a server that only echoes. */
export const sip2Acts: Benchmark = {
  name: 'sip2',
  group: 'devices',
  summary: `SIP2 checkouts and checkins of ${CLIENTS} machines at once, each durable; beside an echo of the same lines`,
  seconds: 90,
  alone: true,
  async run() {
    const world = await openSip2World(CLIENTS);
    const echo = await listenEcho();
    const { port: echoPort } = echo.address() as AddressInfo;
    const load = (port: number, clients: number): Promise<Loaded> =>
      runLoad({ port, own: world.own.slice(0, clients), seconds: SECONDS });
    const [one, many, oneEcho, manyEcho]: Loaded[][] = [[], [], [], []];
    try {
      for (let round = 0; round < ROUNDS; round += 1) {
        one!.push(await load(world.port, 1));
        oneEcho!.push(await load(echoPort, 1));
        many!.push(await load(world.port, CLIENTS));
        manyEcho!.push(await load(echoPort, CLIENTS));
      }
    } finally {
      await world.close();
      echo.close();
    }
    const rate = (runs: readonly Loaded[]): number => median(runs.map(({ perSecond }) => perSecond));
    const times = (runs: readonly Loaded[], share: number): number =>
      percentile(
        runs.flatMap((run) => run.times),
        share,
      );
    const [value, limit] = [rate(many!), rate(manyEcho!)];
    return {
      name: this.name,
      what: this.summary,
      unit: 'acts/s',
      value: rounded(value),
      beside: 'a server that echoes the same lines, over the same sockets',
      limit: rounded(limit),
      limitUnit: 'lines/s',
      ratio: rounded(limit / value),
      samples: many!.reduce((sum, run) => sum + run.times.length, 0),
      parts: roundedAll({
        p50Ms: times(many!, 0.5),
        p95Ms: times(many!, 0.95),
        echoP50Ms: times(manyEcho!, 0.5),
        echoP95Ms: times(manyEcho!, 0.95),
        onePerSecond: rate(one!),
        oneP50Ms: times(one!, 0.5),
        oneP95Ms: times(one!, 0.95),
        oneEchoPerSecond: rate(oneEcho!),
        oneEchoP50Ms: times(oneEcho!, 0.5),
        oneEchoP95Ms: times(oneEcho!, 0.95),
      }),
    };
  },
};

/** Runs the machines in a process of their own. */
async function runLoad(load: Load & { readonly own: readonly Own[] }): Promise<Loaded> {
  const program = fileURLToPath(new URL('./sip2-load-process.ts', import.meta.url));
  const child = fork(program, [], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  child.send(load);
  const [told] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [Loaded | number];
  child.kill('SIGKILL');
  if (typeof told !== 'object') throw new Error(`the machines' process ended with ${told}`);
  return told;
}

/** Answers each line with itself, and a login as a desk does. */
async function listenEcho(): Promise<Server> {
  const server = createServer({ noDelay: true }, (socket) => {
    let held = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      held += text;
      for (let end = held.indexOf('\r'); end >= 0; end = held.indexOf('\r')) {
        const line = held.slice(0, end);
        held = held.slice(end + 1);
        socket.write(line.startsWith('93') ? '941\r' : `${line}\r`);
      }
    });
    socket.on('error', () => socket.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}
