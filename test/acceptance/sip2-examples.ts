import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';

/** What stands for the names in angle brackets of the examples. */
export type Values = Readonly<
  Record<'institution' | 'adult' | 'pin' | 'blocked' | 'book' | 'other book' | 'unknown', string>
>;

interface Example {
  readonly machine: string;
  readonly sent: string;
  /** How the answer looks. */
  readonly expected: string;
}

/** Where an answer is another than the page says. */
export interface Difference extends Example {
  readonly got: string;
}

const NOW = '\\d{8}    \\d{6}';
const PATTERNS: Readonly<Record<string, string>> = {
  ...{ now: NOW, due: NOW, sum: '[0-9A-F]{4}', counts: '\\d+', '...': '[^|]*', more: '.*' },
};

const page = new URL('../../docs/SIP2.md', import.meta.url);

/** The examples of `docs/SIP2.md` in their order. */
export function readExamples(): readonly Example[] {
  const blocks = readFileSync(page, 'utf8').matchAll(/^```sip2 (\w+)\n([\s\S]*?)^```$/gm);
  return [...blocks].flatMap(([, machine, text]) => {
    const lines = text!.trimEnd().split('\n');
    return lines.flatMap((line, at): Example[] => {
      if (!line.startsWith('> ')) return [];
      const answer = lines[at + 1];
      if (!answer?.startsWith('< ')) throw new Error(`${line} has no answer in docs/SIP2.md`);
      return [{ machine: machine!, sent: line.slice(2), expected: answer.slice(2) }];
    });
  });
}

/** The settings that the page shows, as JSON. */
export function readSettings(): unknown {
  const [, json] = /^```json\n([\s\S]*?)^```$/m.exec(readFileSync(page, 'utf8'))!;
  return (JSON.parse(json!) as { sip2: unknown }).sip2;
}

/** Says every example to the desk at this port, each machine on a connection of its own. `now` is what its clock says. */
export async function tryExamples(port: number, values: Values, now: string): Promise<readonly Difference[]> {
  const wires = new Map<string, Wire>();
  const differences: Difference[] = [];
  for (const example of readExamples()) {
    const wire = wires.get(example.machine) ?? (await openWire(port));
    wires.set(example.machine, wire);
    const sent = filled(example.sent, { ...values, now });
    const got = await wire.ask(sent);
    if (!patternOf(example.expected, values).test(got)) differences.push({ ...example, sent, got });
  }
  for (const wire of wires.values()) wire.close();
  return differences;
}

interface Wire {
  ask(line: string): Promise<string>;
  close(): void;
}

async function openWire(port: number): Promise<Wire> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  return {
    async ask(line) {
      socket.write(`${line}\r`);
      const { value, done } = await lines.next();
      if (done) throw new Error(`the desk closed the line at ${line}`);
      return value;
    },
    close: () => socket.destroy(),
  };
}

function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/<([^>]+)>/g, (_, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`nobody knows what <${name}> of docs/SIP2.md is`);
    return value;
  });
}

function patternOf(text: string, values: Readonly<Record<string, string>>): RegExp {
  const parts = text.split(/<([^>]+)>/);
  const source = parts.map((part, at) =>
    at % 2 ? (PATTERNS[part] ?? escaped(values[part] ?? `<${part}>`)) : escaped(part),
  );
  return new RegExp(`^${source.join('')}$`);
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
