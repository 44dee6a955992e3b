import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Conversation } from '../core/sip2/conversation.ts';

/** Where machines are served, and how long one may say nothing. */
export interface ListenerOptions {
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Before it has logged in, ms. */
  readonly strangerMs?: number;
  /** Afterwards, ms. A self-check asks for the status every few minutes, and comes back by itself. */
  readonly idleMs?: number;
  readonly mostConnections?: number;
}

const STRANGER_MS = 60_000;
const IDLE_MS = 30 * 60_000;
const KEEP_ALIVE_MS = 60_000;
const MOST_CONNECTIONS = 250;
/** What comes in so many bytes without a line in it is no machine. */
const MOST_WITHOUT_LINE = 1 << 20;
/** For what is under way when the desk ends. */
const CLOSING_MS = 5000;

/** The port cannot be had; the message says which and why. */
export class Sip2PortError extends Error {
  readonly code = 'sip2-port';
  constructor({ host, port }: ListenerOptions, cause: NodeJS.ErrnoException) {
    super(`SIP2 cannot be served on ${host}, port ${port}: ${REASONS[cause.code ?? ''] ?? cause.message}.`);
    this.name = 'Sip2PortError';
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program has that port. End it, or give another port',
  EACCES: 'this user may not take that port. Give one above 1023',
  EADDRNOTAVAIL: 'this computer has no such address',
  ENOTFOUND: 'nobody knows a computer of that name',
};

interface Service {
  connect(from: string): Pick<Conversation, 'hear' | 'isOver' | 'machine'>;
}

interface Connection {
  readonly socket: Socket;
  readonly served: Promise<void>;
  isAnswering: boolean;
}

/** Serves SIP2 over TCP: many machines at once, each one's lines in order, an answer before the next line is read. */
export class Sip2Listener {
  private readonly service: Service;
  private readonly options: ListenerOptions;
  private readonly server: Server;
  private readonly connections = new Set<Connection>();
  private isClosing = false;
  /** The one that was given, or that was free. */
  port = 0;

  private constructor(service: Service, options: ListenerOptions) {
    this.service = service;
    this.options = options;
    this.server = createServer({ noDelay: true }, (socket) => this.accept(socket));
    this.server.maxConnections = options.mostConnections ?? MOST_CONNECTIONS;
  }

  /** Rejects with Sip2PortError. */
  static async listen(service: Service, options: ListenerOptions): Promise<Sip2Listener> {
    const listener = new Sip2Listener(service, options);
    const { server } = listener;
    server.listen(options.port, options.host);
    try {
      await once(server, 'listening');
    } catch (error) {
      throw new Sip2PortError(options, error as NodeJS.ErrnoException);
    }
    listener.port = (server.address() as AddressInfo).port;
    return listener;
  }

  /** Hears nobody any more, finishes what is under way, and resolves when all connections have ended. */
  async close(): Promise<void> {
    this.isClosing = true;
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const { socket, isAnswering } of this.connections) if (!isAnswering) socket.destroy();
    const late = setTimeout(() => {
      for (const { socket } of this.connections) socket.destroy();
    }, CLOSING_MS);
    await Promise.all([...this.connections].map(({ served }) => served));
    clearTimeout(late);
    await closed;
  }

  private accept(socket: Socket): void {
    // What goes wrong with a socket ends it; its reading loop sees that.
    socket.on('error', () => undefined);
    socket.on('timeout', () => socket.destroy());
    socket.setKeepAlive(true, KEEP_ALIVE_MS);
    const connection: Connection = { socket, served: Promise.resolve(), isAnswering: false };
    this.connections.add(connection);
    const served = this.serve(connection).finally(() => {
      this.connections.delete(connection);
      socket.destroySoon();
    });
    Object.assign(connection, { served });
  }

  private async serve(connection: Connection): Promise<void> {
    const { socket } = connection;
    const { strangerMs = STRANGER_MS, idleMs = IDLE_MS } = this.options;
    const conversation = this.service.connect(socket.remoteAddress ?? '');
    let withoutLine = 0;
    try {
      for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>) {
        connection.isAnswering = true;
        withoutLine += chunk.length;
        for await (const answer of conversation.hear(chunk)) {
          withoutLine = 0;
          await send(socket, answer);
        }
        connection.isAnswering = false;
        if (conversation.isOver || this.isClosing || withoutLine > MOST_WITHOUT_LINE) return;
        socket.setTimeout(conversation.machine === null ? strangerMs : idleMs);
      }
    } catch (error) {
      // A machine that was switched off ends like this; what it had asked for is done.
      if (!isOfSocket(error)) throw error;
    }
  }
}

/** Waits while the machine does not read; one that went away hears nothing, which is no error. */
async function send(socket: Socket, answer: Uint8Array): Promise<void> {
  if (!socket.writable || socket.write(answer)) return;
  await new Promise<void>((resolve) => {
    const done = (): void => {
      socket.off('drain', done).off('close', done);
      resolve();
    };
    socket.on('drain', done).on('close', done);
  });
}

function isOfSocket(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string';
}
