import {
  type EnrolAnswer,
  enrolAnswerSchema,
  type EnrolRequest,
  type NumbersAnswer,
  numbersAnswerSchema,
  pepperAnswerSchema,
  problemSchema,
  type PushAnswer,
  pushAnswerSchema,
  type PushRequest,
  type Status,
  statusSchema,
} from '@balie/shared/protocol/api.ts';
import type { z } from 'zod';
import { type Gateway, GatewayError } from '../core/ports.ts';
import { OpenRequests } from './open-requests.ts';

export interface GatewayLimits {
  /** For a question with a short answer, ms. */
  readonly askMs: number;
  /** For a push of entries, ms. */
  readonly pushMs: number;
}

const LIMITS: GatewayLimits = { askMs: 8000, pushMs: 30_000 };

/** The centre over HTTP. `server` is its address without a slash at the end. */
export class GatewayClient implements Gateway {
  private readonly server: string;
  private readonly token: string;
  private readonly limits: GatewayLimits;
  private readonly requests = new OpenRequests();

  constructor(server: string, token: string, limits: GatewayLimits = LIMITS) {
    this.server = server;
    this.token = token;
    this.limits = limits;
  }

  status(): Promise<Status> {
    return this.ask('GET', '/v1/status', statusSchema, this.limits.askMs);
  }

  push(request: PushRequest): Promise<PushAnswer> {
    return this.ask('POST', '/v1/push', pushAnswerSchema, this.limits.pushMs, request);
  }

  numbers(streams: readonly string[]): Promise<NumbersAnswer> {
    return this.ask('POST', '/v1/numbers', numbersAnswerSchema, this.limits.askMs, { streams });
  }

  /** What PINs of the desk's library are mixed with (A7), in base64. */
  async pepper(): Promise<string> {
    return (await this.ask('GET', '/v1/pepper', pepperAnswerSchema, this.limits.askMs)).pepper;
  }

  /** Ends what is under way, so that a closing desk waits for nobody. */
  close(): void {
    this.requests.stop();
  }

  private ask<T>(method: string, path: string, schema: z.ZodType<T>, ms: number, body?: unknown): Promise<T> {
    return this.requests.run((request) =>
      ask(`${this.server}${path}`, { method, ms, request, token: this.token, body }, schema),
    );
  }
}

/** Trades a one-time code for a place in a library. Rejects with GatewayError. */
export function enrol(server: string, request: EnrolRequest, limitMs = LIMITS.askMs): Promise<EnrolAnswer> {
  const options = { method: 'POST', ms: limitMs, request: new AbortController(), body: request };
  return ask(`${server}/v1/enrol`, options, enrolAnswerSchema);
}

interface Asking {
  readonly method: string;
  /** Time limit, ms. */
  readonly ms: number;
  readonly request: AbortController;
  readonly token?: string;
  readonly body?: unknown;
}

async function ask<T>(
  url: string,
  { method, ms, request, token, body }: Asking,
  schema: z.ZodType<T>,
): Promise<T> {
  const headers = {
    accept: 'application/json',
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(body ? { 'content-type': 'application/json' } : {}),
  };
  const init = { method, headers, signal: request.signal, ...(body ? { body: JSON.stringify(body) } : {}) };
  const limit = setTimeout(() => request.abort(new Error(`no answer within ${ms} ms`)), ms);
  const { status, text } = await fetchText(url, init).finally(() => clearTimeout(limit));
  const json = parse(text);
  if (status < 200 || status > 299) {
    const problem = problemSchema.safeParse(json);
    if (problem.success) throw new GatewayError(problem.data.error.code, problem.data.error.message);
    throw new GatewayError(
      'unreachable',
      `${new URL(url).host} answered ${status}, which is not the gateway's`,
    );
  }
  const answer = schema.safeParse(json);
  if (answer.success) return answer.data;
  throw new GatewayError(
    'unreadable',
    `${new URL(url).pathname} was answered with something else: ${answer.error.issues[0]?.path.join('.')}`,
  );
}

async function fetchText(url: string, init: RequestInit): Promise<{ status: number; text: string }> {
  try {
    const answer = await fetch(url, init);
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    throw new GatewayError('unreachable', `${new URL(url).host} cannot be reached: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
