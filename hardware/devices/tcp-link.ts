import { Socket } from 'node:net';
import { LinkError, type ByteLink, type OpenLink } from '../ports/byte-link.ts';
import { LinkLife } from './link-life.ts';

export interface TcpSettings {
  readonly host: string;
  readonly port: number;
  /** How long a device may take to accept, ms. */
  readonly connectMs?: number;
}

const acceptsWithin = 5_000;
/** A device that was switched off says nothing; the operating system asks after it when the line is this long idle. */
const keepAliveAfter = 10_000;

/** Connects to a device in the network. Rejects with a `LinkError` `refused` that names host and port. */
export function tcpLink({ host, port, connectMs = acceptsWithin }: TcpSettings): OpenLink {
  return () =>
    new Promise((resolve, reject) => {
      const name = `${host}:${port}`;
      const socket = new Socket();
      const refuse = (said: string): void => {
        socket.destroy();
        reject(new LinkError({ why: 'refused', detail: `${name}: ${said}` }));
      };
      const refused = (error: Error): void => refuse(error.message);
      const late = (): void => refuse(`no connection within ${connectMs} ms`);
      socket.once('error', refused);
      socket.setTimeout(connectMs, late);
      socket.connect(port, host, () => {
        socket.setTimeout(0);
        socket.off('timeout', late);
        socket.setNoDelay(true);
        socket.setKeepAlive(true, keepAliveAfter);
        resolve(linkOver(socket, name));
        socket.off('error', refused);
      });
    });
}

/** The link over a socket that is connected; a simulated device uses it for those that it accepts. */
export function linkOver(socket: Socket, name: string): ByteLink {
  const life = new LinkLife();
  socket.on('data', (piece: Uint8Array) => life.receive(piece));
  socket.on('error', (error) => life.finish({ why: 'lost', detail: `${name}: ${error.message}` }));
  socket.on('close', () =>
    life.finish({ why: 'lost', detail: `${name}: the other side ended the connection` }),
  );
  return {
    write: (bytes) => life.write((done) => socket.write(bytes, done)),
    onBytes: life.onBytes,
    onEnd: life.onEnd,
    close: async () => {
      life.finish({ why: 'closed', detail: `${name} was closed` });
      if (socket.destroyed) return;
      await new Promise<void>((resolve) => {
        socket.once('close', () => resolve());
        socket.destroySoon();
      });
    },
  };
}
