import type { FastifyRequest, preHandlerAsyncHookHandler } from 'fastify';
import type { EnrolledDesk, Registry } from '../gateway/registry.ts';
import { Problem } from './errors.ts';

const desks = new WeakMap<FastifyRequest, EnrolledDesk>();

/** Lets a request through with the token of an enrolled desk, before its body is read. */
export function authenticate(registry: Pick<Registry, 'deskOfToken'>): preHandlerAsyncHookHandler {
  return async (request) => {
    const token = /^Bearer (\S{20,200})$/i.exec(request.headers.authorization ?? '')?.[1];
    if (!token) throw new Problem('no-token');
    const desk = await registry.deskOfToken(token);
    if (!desk) throw new Problem('bad-token');
    if (desk.revoked) throw new Problem('desk-revoked');
    desks.set(request, desk);
  };
}

/** Who sent an authenticated request. */
export function deskOfRequest(request: FastifyRequest): EnrolledDesk {
  const desk = desks.get(request);
  if (!desk) throw new Problem('no-token');
  return desk;
}
