import { existsSync } from 'node:fs';
import { SerialPort } from 'serialport';
import { LinkError, type ByteLink, type OpenLink } from '../ports/byte-link.ts';
import { LinkLife } from './link-life.ts';

export interface SerialSettings {
  /** As the operating system names the line: `/dev/ttyUSB0`, `/dev/serial/by-id/...`, `COM3`. */
  readonly path: string;
  readonly baudRate: number;
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
}

/** Opens a serial line for this process alone. Rejects with a `LinkError`, `absent` or `refused`, that names the line. */
export function serialLink(settings: SerialSettings): OpenLink {
  return () =>
    new Promise((resolve, reject) => {
      const port = new SerialPort({ ...settings, autoOpen: false, lock: true });
      port.open((error) => {
        if (error === null) return resolve(linkOver(port));
        const detail = `${settings.path}: ${error.message}`;
        void isListed(settings.path).then((listed) =>
          reject(new LinkError({ why: listed ? 'refused' : 'absent', detail })),
        );
      });
    });
}

/** The package says so in the system's words alone, which may be in any language. */
async function isListed(path: string): Promise<boolean> {
  if (process.platform !== 'win32') return existsSync(path);
  const ports = await SerialPort.list().catch(() => null);
  return ports?.some((port) => port.path === path) ?? true;
}

const askEvery = 1_000;

function linkOver(port: SerialPort): ByteLink {
  const life = new LinkLife();
  life.onEnd(closeWhenGone(port));
  // Without a listener for data the package does not notice that the line was pulled.
  port.on('data', (piece: Uint8Array) => life.receive(piece));
  port.on('error', (error) => life.finish({ why: 'lost', detail: `${port.path}: ${error.message}` }));
  // After an error in writing, `close` comes a second time, and then without saying whether there was one.
  port.on('close', (error?: Error | null) =>
    life.finish(
      error
        ? { why: 'unplugged', detail: `${port.path}: ${error.message}` }
        : { why: 'closed', detail: `${port.path} was closed` },
    ),
  );
  return {
    write: (bytes) => life.write((done) => port.write(Buffer.from(bytes), done)),
    onBytes: life.onBytes,
    onEnd: life.onEnd,
    close: () =>
      new Promise((resolve) => {
        life.onEnd(() => resolve());
        // A line that is closing already says so in its `close`.
        if (port.isOpen) port.close();
      }),
  };
}

/**
 * A line that is pulled while the package reads it, not waits for it, answers each read with nothing for ever
 * (bindings-cpp 13, unix-read.js). So the line is asked for its settings now and then: one that is gone has none.
 * Returns how to stop asking.
 */
function closeWhenGone(port: SerialPort): () => void {
  if (process.platform !== 'linux') return () => {};
  const gone = (error: Error): void => {
    if (port.isOpen) port.close(undefined, error);
  };
  const asking = setInterval(() => void port.port?.getBaudRate().catch(gone), askEvery);
  asking.unref();
  return () => clearInterval(asking);
}
