import { encodeText, textOf } from '@balie/hardware/codecs/sip2/character-sets.ts';
import { decodeMessage } from '@balie/hardware/codecs/sip2/codec.ts';
import { readFrame } from '@balie/hardware/codecs/sip2/frame.ts';
import type { Code, Received } from '@balie/hardware/codecs/sip2/messages.ts';
import { nationalDefault } from '@balie/shared/policy/national-default.ts';
import { branchDoc, POLICY_DOC } from '@balie/shared/protocol/document-ids.ts';
import { stateDocument } from '@balie/shared/protocol/state-document.ts';
import { factsOf, TestStream } from '@balie/shared/testing/make-entry.ts';
import type { TestDesk } from '../testing-desk.ts';
import type { Conversation } from './conversation.ts';
import type { LogLine } from './log.ts';
import { sip2Schema } from './machine-settings.ts';
import { Sip2Service } from './service.ts';

type Settings = Parameters<typeof sip2Schema.parse>[0];

/** A self-check that may do everything, and a sorter. */
export const testMachines = [
  {
    ...{ name: 'selfcheck', user: 'self', password: 'pass', characterSet: 'utf-8', language: 'en' },
    may: [
      ...['checkout', 'checkin', 'renew', 'patron-information', 'item-information'],
      ...['hold', 'pay', 'block', 'enable', 'item-update'],
    ],
    marks: { broken: 'damaged', mended: 'found' },
  },
  {
    ...{ name: 'sorter', user: 'sorter', password: 'sorter', may: ['checkin'] },
    bins: {
      ...{ shelf: '1', 'hold-shelf': '2', branch: '3', library: '4', tray: '9' },
      ...{ loanGroups: { dvd: '5' }, branches: { noord: '7' } },
    },
  },
];

/** What a machine's clock says, on the day on which the test desk's clock stands. */
export const DATE = '20270115    080000';

/** The machines of a test desk, and what they would see and keep in the log. */
export class TestMachines {
  readonly log: LogLine[] = [];
  private readonly service: Sip2Service;

  constructor(desk: TestDesk, machines: Settings = { machines: testMachines }) {
    const settings = sip2Schema.parse(machines);
    this.service = new Sip2Service(desk.forMachines(), settings, (line) => this.log.push(line));
  }

  connect(): TestMachine {
    return new TestMachine(this.service.connect('127.0.0.1'));
  }

  /** One that has logged in. */
  async loggedIn(user = 'self', password = 'pass'): Promise<TestMachine> {
    const machine = this.connect();
    const { fixed } = await machine.ask<'94'>(`9300CN${user}|CO${password}|`);
    if (fixed.ok !== '1') throw new Error(`${user} could not log in`);
    return machine;
  }
}

/** One connection. */
export class TestMachine {
  readonly conversation: Conversation;

  constructor(conversation: Conversation) {
    this.conversation = conversation;
  }

  /** A line out, the line that comes back, both without their end. */
  async say(line: string): Promise<string> {
    const answers = await this.sayAll(`${line}\r`);
    if (answers.length !== 1) throw new Error(`${answers.length} answers to ${line}`);
    return answers[0]!;
  }

  async sayAll(text: string): Promise<readonly string[]> {
    const answers: string[] = [];
    for await (const answer of this.conversation.hear(encodeText(text, 'utf-8')))
      answers.push(textOf(answer, 'utf-8').replace(/\r$/, ''));
    return answers;
  }

  /** The answer taken apart. */
  async ask<C extends Code>(line: string): Promise<Received<C>> {
    const { text } = readFrame(encodeText(await this.say(line), 'utf-8'), 'utf-8');
    return decodeMessage(text) as Received<C>;
  }
}

/** A library that asks for lending books and for placing holds, in cents. The desk is started anew. */
export async function withFees(desk: TestDesk, lendingFeeCents: number, placingCents = 0): Promise<void> {
  const { loanGroups, charges } = nationalDefault;
  const policy = {
    ...nationalDefault,
    loanGroups: { ...loanGroups, boek: { ...loanGroups['boek']!, lendingFeeCents } },
    charges: { ...charges, reservation: { ...charges.reservation, placingCents } },
  };
  const entry = new TestStream('centre.p').write({ kind: 'policy.set', body: { policy } }, { at: 1 });
  desk.documents.set(POLICY_DOC, stateDocument(POLICY_DOC, { facts: factsOf([entry]) }));
  await desk.restart();
}

/** The library has these branches. The desk is started anew. */
export async function withBranches(desk: TestDesk, ...branches: readonly string[]): Promise<void> {
  const stream = new TestStream('centre.b');
  for (const branch of branches) {
    const body = { branch, name: branch, kind: 'branch', timeZone: 'UTC' };
    const entry = stream.write({ kind: 'branch.set', body }, { at: 1 });
    const id = branchDoc(branch);
    desk.documents.set(id, stateDocument(id, { facts: factsOf([entry]) }));
  }
  await desk.restart();
}
