import { parseArgs, type ParseArgsConfig } from 'node:util';

/** Exit codes of every subcommand. */
export const OK = 0;
export const FAILED = 1;
export const WRONG_USE = 2;

export interface Command {
  /** One line for the list of commands. */
  readonly summary: string;
  readonly help: string;
  run(args: readonly string[]): Promise<number>;
}

/** The arguments were wrong; the sentence says which and what would be right. */
export class WrongUse extends Error {}

/** Something failed that a person can mend; the sentence says what to do. */
export class CommandError extends Error {}

/** Parses strictly: an unknown option or a stray argument is wrong use. */
export function readArguments<const T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
  positionals = false,
) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: positionals });
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error));
  }
}

/** A whole number of an option, or wrong use. */
export function wholeNumber(name: string, value: string | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  const number = Number(value);
  if (!Number.isInteger(number) || number < 0)
    throw new WrongUse(`--${name} is "${value}"; it has to be a whole number, like ${otherwise}`);
  return number;
}

/** Resolves at the first SIGINT or SIGTERM. */
export function interrupted(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve(signal));
  });
}

/** Writes to standard output and waits until it is out, so that a pipe gets the whole of it. */
export function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${text}\n`, () => resolve()));
}
