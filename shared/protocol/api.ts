import { z } from 'zod';

/** Version of everything below; a change that an older desk cannot read raises it. */
export const PROTOCOL = 1;

/**
 * Number of the rules in `shared/`, named in every entry. An entry of newer ones is kept and not folded by this program; the centre
 * activates rules (`rules.activate`) once all its servers know them.
 */
export const RULES = 1;

/** Highest numbers without a gap below them: at the gateway, folded into state, and in a verified backup. */
export const numbersSchema = z.object({ received: z.int(), folded: z.int(), safe: z.int() });
export type Numbers = z.infer<typeof numbersSchema>;

/**
 * `POST /v1/push`. Payloads are written before their entries; entries of one stream come in order of seq. `erased` are ids of entries
 * whose payload the desk has no more, for the person was erased (A1): they are taken without.
 */
export const pushRequestSchema = z.object({
  entries: z.array(z.unknown()).max(1000),
  payloads: z.array(z.unknown()).max(1000),
  erased: z.array(z.string()).max(1000).optional(),
});
export type PushRequest = z.infer<typeof pushRequestSchema>;

export const pushAnswerSchema = z.object({
  streams: z.record(z.string(), numbersSchema),
  /** Entries that can never be taken; the desk keeps them and shows how many. */
  refused: z.array(z.object({ id: z.string(), code: z.string(), detail: z.string() })),
  /** Numbers taken by another entry too: both are kept. */
  forks: z.array(z.object({ stream: z.string(), seq: z.int() })),
  serverTime: z.int(),
});
export type PushAnswer = z.infer<typeof pushAnswerSchema>;

/** `POST /v1/numbers {streams}` */
export const numbersRequestSchema = z.object({ streams: z.array(z.string()).max(1000) });
export const numbersAnswerSchema = z.object({
  streams: z.record(z.string(), numbersSchema),
  serverTime: z.int(),
});
export type NumbersAnswer = z.infer<typeof numbersAnswerSchema>;

/** `GET /v1/status`: what an enrolled desk asks first and again every few seconds. */
export const statusSchema = z.object({
  protocol: z.int(),
  library: z.string(),
  generation: z.string(),
  /** Name of the database to pull, under `/db/`. */
  database: z.string(),
  serverTime: z.int(),
});
export type Status = z.infer<typeof statusSchema>;

/** `POST /v1/enrol`: a one-time code and the desk's public key for a place in a library. */
export const enrolRequestSchema = z.object({
  code: z.string().min(4).max(64),
  name: z.string().min(1).max(80),
  key: z.string().max(60),
});
export type EnrolRequest = z.infer<typeof enrolRequestSchema>;
export const enrolAnswerSchema = z.object({
  desk: z.string(),
  token: z.string(),
  library: z.string(),
  branch: z.string(),
  timeZone: z.string(),
});
export type EnrolAnswer = z.infer<typeof enrolAnswerSchema>;

/** `GET /v1/pepper`: what PINs of the desk's library are mixed with before they are worked out (A7): 32 bytes in base64. */
export const pepperAnswerSchema = z.object({ pepper: z.string().regex(/^[A-Za-z0-9+/]{43}=$/) });

/** Every error of the server, as JSON beside its HTTP status. */
export const problemSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
