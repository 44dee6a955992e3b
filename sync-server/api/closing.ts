import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whoever asks this route has something done: a closing server waits longer for it. */
    readonly writes?: boolean;
  }
}

/** How long those who wait for an answer may hold a closing server, ms. */
export interface Grace {
  readonly readMs: number;
  /** For a write that came in whole. */
  readonly writeMs: number;
}

const GRACE: Grace = { readMs: 1000, writeMs: 10_000 };

/**
 * Lets an app that listens close soon, whoever is connected: nobody new comes in, who waits for an answer gets it within the grace,
 * then every connection is closed. Node alone would wait for connections on which nothing was asked yet, which it counts as busy from
 * the accept on, and for those of long polls, which stay open for the keep-alive time (72 s) after their last answer.
 * The app needs `forceCloseConnections: true`.
 */
export function closeSoon(app: FastifyInstance, { readMs, writeMs }: Grace = GRACE): void {
  const waiting = new Set<ServerResponse>();
  const writing = new Set<ServerResponse>();
  const keep = (responses: Set<ServerResponse>, response: ServerResponse): void => {
    if (response.destroyed) return;
    responses.add(response);
    response.once('close', () => responses.delete(response));
  };
  app.addHook('onRequest', async (_request, reply) => keep(waiting, reply.raw));
  app.addHook('preHandler', async (request, reply) => {
    if (request.routeOptions.config.writes) keep(writing, reply.raw);
  });
  app.addHook('preClose', async () => {
    app.server.close();
    await answered(waiting, readMs);
    await answered(writing, writeMs - readMs);
  });
}

/** Resolves when all of them were answered or have gone, or after `ms`. */
async function answered(responses: ReadonlySet<ServerResponse>, ms: number): Promise<void> {
  const ends = [...responses].map((response) => new Promise((end) => response.once('close', end)));
  let alarm: NodeJS.Timeout | undefined;
  await Promise.race([Promise.all(ends), new Promise((end) => (alarm = setTimeout(end, ms)))]);
  clearTimeout(alarm);
}
