import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { explainBytes } from '@balie/hardware/codecs/diagnosis/explain-bytes.ts';
import { readHexText } from '@balie/hardware/codecs/diagnosis/hex-text.ts';
import { homeFolder } from '../balie-home.ts';
import {
  type Command,
  CommandError,
  FAILED,
  OK,
  print,
  readArguments,
  wholeNumber,
  WrongUse,
} from '../command.ts';
import { explainedText, fieldLines, listText } from '../devices/device-text.ts';

const help = `
usage: npx balie device list [--home <folder>] [--json]
       npx balie device test <name> [--home <folder>] [--seconds <n>] [--print] [--drawer] [--json]
       npx balie device rfid decode --hex <bytes> [--dsfid <byte>] [--json]

list shows the serial lines and HID devices of this machine beside what devices.json of the desk's folder (default
$BALIE_HOME/desk) says, and what is wrong with that file. It opens nothing.
test opens one device of devices.json alone and tries it: a scanner waits for one scan (30 s), a pad reads what lies on it, a
printer says how it is (--print prints a test page, --drawer opens the drawer). The desk has to be closed: it has its devices open.
rfid decode says what the bytes of a tag's memory or of a pad's frames are: model, fields, checksum, byte order and nibbles.
--hex takes digits in either case, with spaces, colons or 0x; - reads them from standard input.

With --json standard output is one JSON document, also when it failed: then "ok" is false and "sentence" says why.
`;

interface Outcome {
  /** Null for what only failed. */
  readonly text: string | null;
  readonly json: Readonly<Record<string, unknown>>;
  readonly code: number;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

export const command: Command = {
  summary: "shows and tries this machine's scanners, pads and printers, and decodes RFID bytes",
  help,
  async run(args) {
    const json = args.includes('--json');
    let outcome: Outcome;
    try {
      outcome = await run(args);
    } catch (error) {
      // One document in any case; without it errors are said as every command says them.
      if (!json || !(error instanceof CommandError)) throw error;
      outcome = { text: null, json: { ok: false, sentence: error.message }, code: FAILED };
    }
    if (json) await print(JSON.stringify(outcome.json));
    else if (outcome.text !== null) await print(outcome.text);
    return outcome.code;
  },
};

async function run(args: readonly string[]): Promise<Outcome> {
  const [what, ...rest] = args;
  if (what === 'list') return list(rest);
  if (what === 'test') return test(rest);
  if (what === 'rfid' && rest[0] === 'decode') return decode(rest.slice(1));
  throw new WrongUse(
    `"device${what === undefined ? '' : ` ${args.join(' ')}`}" is no command; it is device list, device test <name> or device rfid decode`,
  );
}

async function list(args: readonly string[]): Promise<Outcome> {
  const { values } = readArguments(args, { home: text, json: flag });
  const { listDevices } = await import('../devices/list-devices.ts');
  const listed = await listDevices(folderOf(values.home));
  const ok = listed.problems.length === 0;
  return { text: listText(listed), json: { ok, ...listed }, code: ok ? OK : FAILED };
}

async function test(args: readonly string[]): Promise<Outcome> {
  const options = { home: text, seconds: text, print: flag, drawer: flag, json: flag };
  const { values, positionals } = readArguments(args, options, true);
  const [name, ...others] = positionals;
  if (name === undefined || others.length > 0)
    throw new WrongUse('device test needs the name of one device of devices.json; device list shows them');
  const seconds = values.seconds === undefined ? null : wholeNumber('seconds', values.seconds, 30);
  if (seconds === 0) throw new WrongUse('--seconds is 0; it has to be 1 at least');
  const { testDevice } = await import('../devices/test-device.ts');
  const { ok, kind, sentence, found } = await testDevice({
    ...{ home: folderOf(values.home), name, seconds },
    ...{ print: values.print ?? false, drawer: values.drawer ?? false },
    say: (line) => console.error(line),
  });
  return {
    text: [`${name} (${kind}): ${sentence}`, ...fieldLines(found)].join('\n'),
    json: { ok, name, kind, sentence, ...found },
    code: ok ? OK : FAILED,
  };
}

async function decode(args: readonly string[]): Promise<Outcome> {
  const { values, positionals } = readArguments(args, { hex: text, dsfid: text, json: flag }, true);
  // Bytes with spaces that nobody put in quotes arrive one by one.
  const given = values.hex === '-' ? await readAll() : [values.hex ?? '', ...positionals].join(' ');
  if (values.hex === undefined) throw new WrongUse('--hex <bytes> is missing');
  const read = readHexText(given);
  if (!read.ok) return undecoded(read.why);
  const dsfid = values.dsfid === undefined ? null : dsfidOf(values.dsfid);
  const explained = explainBytes(read.bytes, dsfid);
  if (explained.what === 'nothing') return undecoded(explained.why);
  return {
    text: explainedText(explained),
    json: { ok: true, bytes: read.bytes.length, ...explained },
    code: OK,
  };
}

function undecoded(why: string): Outcome {
  return { text: why, json: { ok: false, sentence: why }, code: FAILED };
}

function dsfidOf(given: string): number {
  const read = readHexText(given);
  if (!read.ok || read.bytes.length !== 1)
    throw new WrongUse(`--dsfid is "${given}"; it has to be one byte of two hexadecimal digits, like 06`);
  return read.bytes[0]!;
}

async function readAll(): Promise<string> {
  let all = '';
  for await (const piece of process.stdin.setEncoding('utf8')) all += piece as string;
  return all;
}

/** Throws a CommandError for a folder that was named and is not there. */
function folderOf(home: string | undefined): string {
  if (home === undefined) return join(homeFolder(), 'desk');
  if (!existsSync(home)) throw new CommandError(`there is no folder ${resolve(home)}`);
  return resolve(home);
}
