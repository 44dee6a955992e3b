import type { AddressInfo } from 'node:net';
import { buildApp } from './api/app.ts';
import { LibraryFeeds } from './gateway/library-feed.ts';
import { Upstream } from './gateway/upstream.ts';
import { National, type NationalOptions } from './national.ts';

export interface ServerOptions extends NationalOptions {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

export interface RunningServer {
  readonly national: National;
  readonly url: string;
  /** Ends within seconds, whoever is connected: who waits for an answer gets a short time, a push under way a longer one. */
  stop(): Promise<void>;
}

/** The national server, listening: gateway, resolver and API over one database. Rejects, and leaves nothing behind, when it cannot listen. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const national = await National.open(options);
  await national.resend();
  const upstream = new Upstream(national.couchUrl);
  const { couch, registry, receiver, now } = national;
  const woken = {
    push: async (...args: Parameters<typeof receiver.push>) => {
      const answer = await receiver.push(...args);
      national.resolver.wake(args[0]);
      return answer;
    },
    numbers: (...args: Parameters<typeof receiver.numbers>) => receiver.numbers(...args),
  };
  const app = buildApp({
    couch,
    upstream,
    registry,
    receiver: woken,
    feeds: new LibraryFeeds(couch),
    centre: national,
    now,
    program: options.program,
  });
  const stop = async (): Promise<void> => {
    await app.close();
    upstream.close();
    await national.close();
  };
  try {
    await app.listen({ host: options.host, port: options.port });
  } catch (error) {
    await stop();
    throw error;
  }
  void national.resolver.run();
  const { port } = app.server.address() as AddressInfo;
  return {
    national,
    url: `http://${options.host}:${port}`,
    stop,
  };
}
