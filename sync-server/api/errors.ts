/** Every error that the server answers: code, HTTP status, and the sentence for whoever reads the log. */
const errors = {
  'bad-request': { status: 400, text: 'The request is not what this address takes.' },
  'not-offered': { status: 400, text: 'The gateway offers of CouchDB only what a pull needs.' },
  'bad-key': { status: 400, text: 'The key is not an Ed25519 public key: 32 bytes in base64.' },
  'no-token': {
    status: 401,
    text: 'Enrol this desk first, and send its token as Authorization: Bearer <token>.',
  },
  'bad-token': { status: 401, text: 'This token belongs to no enrolled desk.' },
  'desk-revoked': { status: 403, text: 'The access of this desk was taken away.' },
  'not-your-database': {
    status: 403,
    text: "A desk reads its own library's current database only; /v1/status names it.",
  },
  'code-unknown': { status: 404, text: 'There is no such enrolment code.' },
  'code-used': { status: 409, text: 'This enrolment code was used already; ask for another.' },
  'code-expired': { status: 410, text: 'This enrolment code has expired; ask for another.' },
  'not-found': { status: 404, text: 'There is nothing at this address.' },
  'method-not-allowed': { status: 405, text: 'The gateway takes no writes here; entries go to /v1/push.' },
  'too-large': { status: 413, text: 'The request is too large; send it in smaller parts.' },
  'not-json': { status: 415, text: 'Send JSON with content-type application/json.' },
  'no-library': { status: 500, text: 'The library of this desk is not in the registry.' },
  internal: { status: 500, text: 'Something went wrong at the server; its log says what.' },
  'no-database': { status: 503, text: 'The database cannot be reached now; try again later.' },
} as const;

export type ErrorCode = keyof typeof errors;

/** Thrown in a handler, answered as `{error: {code, message}}`. `detail` follows the table's sentence. */
export class Problem extends Error {
  readonly code: ErrorCode;
  readonly status: number;

  constructor(code: ErrorCode, detail?: string) {
    super(detail ? `${errors[code].text} (${detail})` : errors[code].text);
    this.name = 'Problem';
    this.code = code;
    this.status = errors[code].status;
  }
}
