import type { FailureCode } from '../contract/failures.ts';

/** A failure that a person at the desk can do something about; the screen has its sentence. */
export class DeskError extends Error {
  readonly code: FailureCode;
  constructor(code: FailureCode, message: string) {
    super(message);
    this.name = 'DeskError';
    this.code = code;
  }
}

/** The code of any error: `desk-fault` of one that nobody at the desk can do anything about. */
export function codeOf(error: unknown): FailureCode {
  return error instanceof DeskError ? error.code : 'desk-fault';
}

/** The code that an error of a port came with, such as `disk-full`; `desk-fault` where it has none. */
export function portCodeOf(error: unknown): string {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : 'desk-fault';
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
