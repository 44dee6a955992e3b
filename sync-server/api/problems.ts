import type { FastifyError, FastifyInstance } from 'fastify';
import type { z } from 'zod';
import { CouchError } from '../couch/couch.ts';
import { type ErrorCode, Problem } from './errors.ts';

const ofFastify: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'not-json',
};

/** Answers every error from the table in `errors.ts`. What is our own fault is logged and not told. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler<FastifyError>((error, request, reply) => {
    const problem = problemOf(error);
    if (problem.status >= 500) request.log.error({ error }, error.message);
    void reply.code(problem.status).send({ error: { code: problem.code, message: problem.message } });
  });
  app.setNotFoundHandler(() => {
    throw new Problem('not-found');
  });
}

/** A body in the shape of its schema, or a Problem that says where it is not. */
export function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new Problem('bad-request', issue ? `${issue.path.map(String).join('.')}: ${issue.message}` : '');
}

function problemOf(error: Error & { readonly code?: string; readonly statusCode?: number }): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof CouchError) return new Problem('no-database');
  const code = ofFastify[error.code ?? ''];
  if (code) return new Problem(code);
  return new Problem((error.statusCode ?? 500) < 500 ? 'bad-request' : 'internal');
}
