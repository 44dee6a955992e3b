import { constants } from 'node:os';
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

const LAST_PORT = 65_535;

/** A port of an option, or wrong use. */
export function portNumber(name: string, value: string | undefined, otherwise: number): number {
  const port = wholeNumber(name, value, otherwise);
  if (port > LAST_PORT) throw new WrongUse(`--${name} is ${port}; it has to be ${LAST_PORT} at most`);
  return port;
}

/** One press of Ctrl+C comes more than once: the terminal signals its whole group, and npm and our bootstrap pass it on. */
const SAME_PRESS_MS = 1000;

interface Interrupts {
  /** The process, or what stands for it. */
  readonly signals: { on(signal: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown };
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly say: (line: string) => void;
  readonly exit: (code: number) => void;
}

const ofThisProcess: Interrupts = {
  signals: process,
  now: () => performance.now(),
  say: (line) => console.error(line),
  exit: (code) => process.exit(code),
};

/** Resolves at the first SIGINT or SIGTERM, and says that it stops. Who asks again later than a second does not wait: the process ends. */
export function interrupted({ signals, now, say, exit } = ofThisProcess): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let first: number | null = null;
    const hear = (signal: NodeJS.Signals): void => {
      if (first === null) {
        first = now();
        say('Stopping');
        resolve(signal);
      } else if (now() - first > SAME_PRESS_MS) {
        say('Ended at once; what was acknowledged is on the disk');
        exit(128 + constants.signals[signal]);
      }
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) signals.on(signal, hear);
  });
}

/** Writes to standard output and waits until it is out, so that a pipe gets the whole of it. */
export function print(text: string): Promise<void> {
  return new Promise((resolve) => process.stdout.write(`${text}\n`, () => resolve()));
}
