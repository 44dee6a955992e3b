import { randomBytes } from 'node:crypto';
import {
  enrolRequestSchema,
  numbersRequestSchema,
  PROTOCOL,
  pushRequestSchema,
  RULES,
  type Status,
} from '@balie/shared/protocol/api.ts';
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { type Couch, CouchError } from '../couch/couch.ts';
import type { LibraryFeeds } from '../gateway/library-feed.ts';
import { libraryPepper } from '../gateway/pepper.ts';
import { pullRoutes } from '../gateway/pull-routes.ts';
import type { Receiver } from '../gateway/receive.ts';
import type { Registry } from '../gateway/registry.ts';
import type { Upstream } from '../gateway/upstream.ts';
import { authenticate, deskOfRequest } from './authenticate.ts';
import { closeSoon, type Grace } from './closing.ts';
import { type Centre, enrol } from './enrolment.ts';
import { Problem } from './errors.ts';
import { answerProblems, parsed } from './problems.ts';

export interface AppPorts {
  readonly couch: Couch;
  readonly upstream: Upstream;
  readonly registry: Registry;
  readonly receiver: Pick<Receiver, 'push' | 'numbers'>;
  readonly feeds: LibraryFeeds;
  readonly centre: Centre;
  readonly now: () => number;
  /** Name and version of this program. */
  readonly program: string;
  readonly random?: (bytes: number) => Buffer;
  /** Of those who wait for an answer when the server closes. */
  readonly grace?: Grace;
  readonly logger?: FastifyServerOptions['logger'];
}

/** A thousand entries of ordinary size with their payloads. */
const PUSH_BYTES = 16 * 1024 * 1024;
const SMALL_BYTES = 256 * 1024;

/** The whole server over HTTP, ready to listen or to be tested with `inject`. */
export function buildApp(ports: AppPorts): FastifyInstance {
  const app = Fastify({
    logger: ports.logger ?? false,
    bodyLimit: SMALL_BYTES,
    routerOptions: { maxParamLength: 500 },
    forceCloseConnections: true,
  });
  answerProblems(app);
  app.addHook('preClose', async () => ports.feeds.stop());
  closeSoon(app, ports.grace);
  openRoutes(app, ports);
  void app.register(async (desks) => {
    desks.addHook('onRequest', authenticate(ports.registry));
    deskRoutes(desks, ports);
    void desks.register(async (pull) => pullRoutes(pull, { ...ports, deskOf: deskOfRequest }));
  });
  return app;
}

function openRoutes(app: FastifyInstance, ports: AppPorts): void {
  const { couch, registry, now, program, random = randomBytes } = ports;
  app.post('/v1/enrol', { config: { writes: true } }, async (request) => {
    const asked = parsed(enrolRequestSchema, request.body);
    return enrol({ couch, registry, now, random, centre: ports.centre }, asked);
  });
  app.get('/v1/version', async () => ({ program, protocol: PROTOCOL, rules: RULES }));
  app.get('/v1/health', async (_request, reply) => {
    try {
      const libraries = await registry.libraries();
      return {
        ok: true,
        database: 'reachable',
        libraries: libraries.length,
        serverTime: now(),
      };
    } catch (error) {
      if (!(error instanceof CouchError)) throw error;
      return reply.code(503).send({ ok: false, database: error.message, serverTime: now() });
    }
  });
}

function deskRoutes(
  app: FastifyInstance,
  { couch, receiver, registry, now, random = randomBytes }: AppPorts,
): void {
  app.post('/v1/push', { bodyLimit: PUSH_BYTES, config: { writes: true } }, async (request) => {
    const { library } = deskOfRequest(request);
    return receiver.push(library, parsed(pushRequestSchema, request.body));
  });
  app.post('/v1/numbers', async (request) => {
    const { library } = deskOfRequest(request);
    return receiver.numbers(library, parsed(numbersRequestSchema, request.body).streams);
  });
  app.get('/v1/pepper', { config: { writes: true } }, async (request) => {
    const { library } = deskOfRequest(request);
    return { pepper: await libraryPepper(couch, library, random) };
  });
  app.get('/v1/status', async (request): Promise<Status> => {
    const { library } = deskOfRequest(request);
    const found = await registry.library(library);
    if (!found) throw new Problem('no-library', library);
    const { generation, database } = found;
    return { protocol: PROTOCOL, library, generation, database, serverTime: now() };
  });
}
