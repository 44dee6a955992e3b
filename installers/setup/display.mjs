import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { SetupError } from './progress.mjs';

// A keeper of its own: Ctrl+C at the terminal does not reach it, so that windows close before their screen does, and
// it ends when its standard input does, so that nothing stays behind when we are killed.
const keeper = 'Xvfb "$@" & exec 3>&-; read -r _; kill $! 2>/dev/null; wait $!';

/**
 * A screen to open windows on: the machine's own or, where there is none, a virtual one that lasts until `stop`.
 * Give `display` to the programs that open windows as their DISPLAY. `always` asks for a virtual one in any case.
 */
export async function openDisplay({ always = false, size = '1920x1200x24' } = {}) {
  const own = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY;
  if (process.platform !== 'linux' || (own && !always)) {
    return { display: process.env.DISPLAY, virtual: false, stop: async () => {} };
  }
  // Xvfb picks a free number itself and writes it to the file descriptor that it is given.
  const args = ['-displayfd', '3', '-screen', '0', size, '-nolisten', 'tcp', '-noreset'];
  const server = spawn('sh', ['-c', keeper, 'sh', ...args], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((done) => server.once('exit', done));
  const number = await new Promise((done, fail) => {
    const lines = createInterface({ input: server.stdio[3] });
    lines.once('line', done);
    lines.once('close', () =>
      fail(new SetupError('There is no screen, and Xvfb does not start: install xvfb.')),
    );
  });
  server.stdio[3].destroy();
  server.stdin.unref();
  server.unref();
  const stop = async () => {
    server.ref();
    server.stdin.end();
    await ended;
  };
  return { display: `:${number}`, virtual: true, stop };
}
