/** A failure that a person at the desk can do something about; the screen has its sentence. */
export class DeskError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.name = 'DeskError';
    this.code = code;
  }
}

/** The code of any error, `desk-fault` where it has none. */
export function codeOf(error: unknown): string {
  const code = error instanceof Error ? (error as Error & { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : 'desk-fault';
}
