import type { IncomingMessage } from 'node:http';
import { json } from 'node:stream/consumers';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Problem } from '../api/errors.ts';
import { parsed } from '../api/problems.ts';
import type { FeedAnswer, LibraryFeeds } from './library-feed.ts';
import type { EnrolledDesk, Registry } from './registry.ts';
import type { Upstream, UpstreamRequest } from './upstream.ts';

export interface PullPorts {
  readonly registry: Pick<Registry, 'library'>;
  readonly upstream: Upstream;
  readonly feeds: LibraryFeeds;
  readonly deskOf: (request: FastifyRequest) => EnrolledDesk;
}

interface DatabaseRoute {
  Params: { readonly name: string };
}
interface DocumentRoute {
  Params: { readonly name: string; readonly id: string };
}

const BULK_GET_BYTES = 4 * 1024 * 1024;
const CHECKPOINT_BYTES = 64 * 1024;
const LONGEST_POLL_MS = 55_000;
const MOST_ROWS = 10_000;

const count = z.coerce.number().int().nonnegative();
const changesQuery = z.object({
  since: z.string().max(10_000).default('0'),
  limit: count.transform((limit) => Math.min(Math.max(limit, 1), MOST_ROWS)).optional(),
  feed: z.enum(['normal', 'longpoll']).default('normal'),
  timeout: count.transform((ms) => Math.min(ms, LONGEST_POLL_MS)).default(25_000),
});
/** Any of these would ask for other rows than a pull of everything. */
const FILTERS = ['filter', 'view', 'doc_ids', 'selector', 'include_docs', 'descending', 'conflicts'];
const bulkGetBody = z.object({
  docs: z.array(z.object({ id: z.string().regex(/^[^_]/), rev: z.string().optional() })).max(MOST_ROWS),
});
const checkpointBody = z.looseObject({ _rev: z.string().max(100).optional() });

/** What a pull needs of CouchDB's replication protocol, for the current database of the desk's own library. */
export function pullRoutes(app: FastifyInstance, ports: PullPorts): void {
  const { upstream, feeds, deskOf } = ports;
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  );
  app.addHook<DatabaseRoute>('preHandler', async (request) => {
    const { name } = request.params;
    if (name !== undefined) await ownDatabase(ports, deskOf(request), name);
  });

  app.get('/db/', async () => ({ couchdb: 'Welcome', uuid: 'balie' }));

  for (const url of ['/db/:name', '/db/:name/']) {
    app.get<DatabaseRoute>(url, (request, reply) =>
      pass(upstream, reply, { method: 'GET', path: request.params.name }),
    );
  }

  app.get<DocumentRoute>('/db/:name/_local/:id', async (request, reply) => {
    const path = `${request.params.name}/${checkpointPath(deskOf(request), request.params.id)}`;
    return withOwnId(
      reply,
      request.params.id,
      await upstream.ask({ method: 'GET', path, signal: gone(reply) }),
    );
  });
  app.put<DocumentRoute>('/db/:name/_local/:id', { bodyLimit: CHECKPOINT_BYTES }, async (request, reply) => {
    const { name, id } = request.params;
    const path = `${name}/${checkpointPath(deskOf(request), id)}`;
    const body = JSON.stringify({
      ...parsed(checkpointBody, read(request.body)),
      _id: checkpointId(deskOf(request), id),
    });
    return withOwnId(reply, id, await upstream.ask({ method: 'PUT', path, body, signal: gone(reply) }));
  });

  const changes = async (request: FastifyRequest<DatabaseRoute>, reply: FastifyReply): Promise<unknown> => {
    const { name } = request.params;
    const query = request.query as Record<string, unknown>;
    const asked = { ...(request.body ? (read(request.body) as object) : {}), ...query };
    const filter = FILTERS.find((key) => key in asked);
    if (filter) throw new Problem('not-offered', filter);
    const { since, limit, feed, timeout } = parsed(changesQuery, query);
    if (feed === 'longpoll') {
      const listening = { since, limit: limit ?? MOST_ROWS, timeoutMs: timeout, signal: gone(reply) };
      return changesAnswer(await feeds.of(name).listen(listening));
    }
    const passed = new URLSearchParams({
      style: 'all_docs',
      since,
      ...(limit === undefined ? {} : { limit: String(limit) }),
    });
    return pass(upstream, reply, { method: 'GET', path: `${name}/_changes?${passed}` });
  };
  app.get<DatabaseRoute>('/db/:name/_changes', changes);
  app.post<DatabaseRoute>('/db/:name/_changes', changes);

  app.post<DatabaseRoute>('/db/:name/_bulk_get', { bodyLimit: BULK_GET_BYTES }, (request, reply) => {
    parsed(bulkGetBody, read(request.body));
    const path = `${request.params.name}/_bulk_get?${flags(request.query, ['revs', 'latest'])}`;
    return pass(upstream, reply, { method: 'POST', path, body: request.body as Buffer });
  });

  app.get<DocumentRoute>('/db/:name/:id', (request, reply) => {
    const { name, id } = request.params;
    if (id.startsWith('_')) throw new Problem('not-found');
    const path = `${name}/${encodeURIComponent(id)}?${flags(request.query, ['revs', 'latest', 'rev', 'open_revs', 'conflicts'])}`;
    return pass(upstream, reply, { method: 'GET', path });
  });

  app.route({
    method: ['POST', 'PUT', 'DELETE', 'PATCH'],
    url: '/db/*',
    handler: () => {
      throw new Problem('method-not-allowed');
    },
  });
}

async function ownDatabase({ registry }: PullPorts, desk: EnrolledDesk, name: string): Promise<void> {
  const library = await registry.library(desk.library);
  if (!library) throw new Problem('no-library', desk.library);
  if (library.database !== name) throw new Problem('not-your-database');
}

async function pass(
  upstream: Upstream,
  reply: FastifyReply,
  request: Omit<UpstreamRequest, 'signal'>,
): Promise<FastifyReply> {
  const answer = await upstream.ask({ ...request, signal: gone(reply) });
  return reply.code(answer.statusCode!).type('application/json').send(answer);
}

/** A desk's checkpoints stand under its own name, and come back under the id that it knows. */
function checkpointId(desk: EnrolledDesk, id: string): string {
  return `_local/${desk.desk}~${id}`;
}

function checkpointPath(desk: EnrolledDesk, id: string): string {
  return `_local/${encodeURIComponent(`${desk.desk}~${id}`)}`;
}

async function withOwnId(reply: FastifyReply, id: string, answer: IncomingMessage): Promise<FastifyReply> {
  const document = (await json(answer)) as Record<string, unknown>;
  for (const key of ['id', '_id']) if (key in document) document[key] = `_local/${id}`;
  return reply.code(answer.statusCode!).send(document);
}

function changesAnswer({ rows, lastSeq }: FeedAnswer): object {
  const results = rows.map((row) => ({
    seq: wireSeq(row.seq),
    id: row.id,
    changes: row.revs.map((rev) => ({ rev })),
    ...(row.deleted ? { deleted: true } : {}),
  }));
  return { results, last_seq: wireSeq(lastSeq) };
}

/** The embedded database counts; CouchDB's places are opaque texts. */
function wireSeq(seq: string): string | number {
  return /^\d{1,15}$/.test(seq) ? Number(seq) : seq;
}

function read(body: unknown): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    throw new Problem('bad-request', 'not JSON');
  }
}

function flags(query: unknown, names: readonly string[]): string {
  const given = query as Record<string, unknown>;
  const kept = new URLSearchParams();
  for (const name of names) if (typeof given[name] === 'string') kept.set(name, given[name]);
  return kept.toString();
}

/** Fires when the desk has hung up before its answer was complete. */
function gone(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
