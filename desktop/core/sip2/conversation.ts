import type { CharacterSet } from '@balie/hardware/codecs/sip2/character-sets.ts';
import { decodeMessage, encodeMessage } from '@balie/hardware/codecs/sip2/codec.ts';
import { sipTime } from '@balie/hardware/codecs/sip2/dates.ts';
import { type Frame, readFrame, writeFrame } from '@balie/hardware/codecs/sip2/frame.ts';
import { type Line, LineSplitter } from '@balie/hardware/codecs/sip2/lines.ts';
import type { AnyMessage, AnyReceived, Received } from '@balie/hardware/codecs/sip2/messages.ts';
import { messages } from '@balie/hardware/codecs/sip2/messages.ts';
import { codeOf } from '../desk-error.ts';
import { answerTo, mayAsk } from './answers.ts';
import { deskStatus } from './answer-status.ts';
import { loggable, type LogLine } from './log.ts';
import { MachineDesk } from './machine-desk.ts';
import type { MachineParts } from './machine-parts.ts';
import type { Machine } from './machine-settings.ts';
import type { Pins } from './pins.ts';
import { refusal } from './refusal.ts';
import { type Language, languageOf, sayIn } from './say.ts';
import type { Admission, Scene } from './scene.ts';

export interface ConversationParts {
  readonly desk: MachineParts;
  readonly machines: readonly Machine[];
  readonly pins: Pins;
  readonly log: (line: Pick<LogLine, 'way' | 'text' | 'machine'>) => void;
}

/** The longest line that is read, bytes. */
const LONGEST = 4096;
const MOST_LOGINS = 5;
/** "Say that again". */
const RESEND = { code: '96', fixed: {}, fields: {} } as const;

interface Said {
  readonly frame: Pick<Frame, 'text' | 'sequence'>;
  readonly answer: Uint8Array;
}

interface LoggedIn {
  readonly machine: Machine;
  readonly desk: MachineDesk;
}

interface Visit {
  readonly patron: string;
  readonly pin: string;
  readonly verifier: string;
}

/**
 * One connection of one machine: a line in, an answer out, one at a time. A line with a wrong checksum is asked for again (96); one that
 * was said before, with the same sequence, gets the same answer and does nothing; 97 gets the last answer again, word for word.
 */
export class Conversation {
  private readonly parts: ConversationParts;
  private readonly stranger: MachineDesk;
  private readonly lines = new LineSplitter(LONGEST);
  private loggedIn: LoggedIn | null = null;
  private wrongLogins = 0;
  private last: Said | null = null;
  /** Whose PIN was right since the patron came. */
  private visit: Visit | null = null;
  private language: Language | null = null;

  constructor(parts: ConversationParts) {
    this.parts = parts;
    this.stranger = new MachineDesk(parts.desk, { name: '' });
  }

  /** Nothing more is heard: too many wrong passwords. */
  get isOver(): boolean {
    return this.wrongLogins >= MOST_LOGINS;
  }

  /** Who has logged in. */
  get machine(): string | null {
    return this.loggedIn?.machine.name ?? null;
  }

  /** Bytes came, cut anywhere. Gives an answer, with its CR, for each line that they end. Never throws. */
  async *hear(chunk: Uint8Array): AsyncGenerator<Uint8Array, void> {
    for (const line of this.lines.take(chunk)) {
      if (this.isOver) return;
      yield await this.answer(line);
    }
  }

  private async answer(line: Line): Promise<Uint8Array> {
    if (line.kind === 'too-long') return this.askAgain(`a line of more than ${LONGEST} bytes`);
    const frame = readFrame(line.bytes, this.characterSet);
    if (frame.checksum === 'wrong') return this.askAgain('a line with a wrong checksum');
    const request = decodeMessage(frame.text);
    if (!request || messages[request.code].sender !== 'machine')
      return this.askAgain(`${line.bytes.length} bytes that are no request of SIP2`);
    if (request.code === '97') return this.sayAgain(frame);
    if (this.isRepeat(frame)) {
      this.note(`${request.code} again: the same answer`);
      return this.last!.answer;
    }
    this.log('in', request);
    const message = await this.reply(request, line.bytes);
    this.log('out', message);
    const detection = {
      sequence: frame.sequence,
      checksum: frame.checksum !== 'none' || frame.sequence !== null,
    };
    const answer = writeFrame(encodeMessage(message), this.characterSet, detection);
    this.last = { frame, answer };
    return answer;
  }

  /** What a machine that got no answer sends again: the same sequence and the same words. */
  private isRepeat({ sequence, text }: Frame): boolean {
    const said = this.last?.frame;
    return sequence !== null && said?.sequence === sequence && said.text === text;
  }

  private sayAgain({ sequence }: Frame): Uint8Array {
    if (!this.last) return this.askAgain('97 before anything was answered');
    this.note(`97${sequence === null ? '' : ` AY${sequence}`}: the last answer again`);
    return this.last.answer;
  }

  private askAgain(why: string): Uint8Array {
    this.note(`${why}: 96`);
    return writeFrame(encodeMessage(RESEND), 'latin-1', { sequence: null, checksum: true });
  }

  private async reply(request: AnyReceived, line: Uint8Array): Promise<AnyMessage> {
    try {
      if (request.code === '93') return this.logIn(request, line);
      if (request.code === '99') return await this.status();
      const why = this.objectionTo(request);
      return why === null ? await answerTo(this.sceneOf(request), request) : this.refuse(request, why);
    } catch (error) {
      this.note(`${request.code} failed: ${codeOf(error)}, ${error instanceof Error ? error.message : ''}`);
      return this.refuse(request, 'fault');
    }
  }

  private status(): Promise<AnyMessage> {
    const { desk = this.stranger, machine = null } = this.loggedIn ?? {};
    return deskStatus(desk, machine, this.institution);
  }

  /** Why a machine may not ask this at all; null when it may. */
  private objectionTo(request: AnyReceived): string | null {
    if (!this.loggedIn) return 'log-in-first';
    const { machine, desk } = this.loggedIn;
    const { AO, AC } = request.fields as { readonly AO?: string; readonly AC?: string };
    const { institution } = machine.accepts;
    if (AO && institution !== undefined && !fits(institution, AO)) return 'institution-unknown';
    if (!hasTerminalPassword(machine, request, AC)) return 'terminal-password';
    if (!mayAsk(machine, request)) return 'not-permitted';
    return desk.isWhole ? null : 'copying';
  }

  private refuse(request: AnyReceived, why: string): AnyMessage {
    const { desk } = this.parts;
    const date = sipTime(desk.now(), desk.identity.timeZone);
    const say = sayIn(this.language ?? this.loggedIn?.machine.language ?? 'nl');
    return refusal(request, { date, institution: this.institution }, say(why)) ?? RESEND;
  }

  private logIn({ fixed }: Received<'93'>, line: Uint8Array): AnyMessage {
    const machine = this.parts.machines.find((one) => isLoginOf(one, line));
    const isPlain = [fixed.uidAlg, fixed.pwdAlg].every((way) => way === '0' || way === ' ');
    const said = machine && loginIn(machine.characterSet, line);
    const location = machine?.accepts.location;
    const isHere = location === undefined || fits(location, said?.CP ?? '');
    const ok = machine !== undefined && isPlain && isHere;
    this.loggedIn = ok ? { machine, desk: new MachineDesk(this.parts.desk, machine) } : null;
    this.wrongLogins = ok ? 0 : this.wrongLogins + 1;
    this.visit = null;
    return { code: '94', fixed: { ok: ok ? '1' : '0' }, fields: {} };
  }

  private sceneOf(request: AnyReceived): Scene {
    const { machine, desk } = this.loggedIn!;
    if ('language' in request.fixed) this.language = languageOf(request.fixed.language) ?? this.language;
    return {
      ...{ machine, desk, institution: this.institution },
      say: sayIn(this.language ?? machine.language),
      admit: (holder, pin) => this.admit(machine, holder, pin ?? ''),
      leave: () => {
        this.visit = null;
        this.language = null;
      },
    };
  }

  /** A PIN that was right is not worked out again while the same patron stands there. */
  private async admit(
    { pin: asked }: Machine,
    { id: patron, pin: verifier }: Parameters<Scene['admit']>[0],
    pin: string,
  ): Promise<Admission> {
    const isIn = this.visit?.patron === patron && this.visit.verifier === verifier;
    if (!isIn) this.visit = null;
    if (asked === 'ignored') return { ok: true, shown: undefined };
    if (pin === '') {
      if (isIn) return { ok: true, shown: 'Y' };
      if (verifier !== null && this.parts.pins.isLocked(patron, verifier))
        return { ok: false, code: 'pin-locked', shown: 'N' };
      return asked === 'required'
        ? { ok: false, code: 'pin-missing', shown: 'N' }
        : { ok: true, shown: undefined };
    }
    if (isIn && this.visit?.pin === pin) return { ok: true, shown: 'Y' };
    if (verifier === null) return { ok: false, code: 'pin-wrong', shown: 'N' };
    const found = await this.parts.pins.check(patron, pin, verifier);
    if (found !== 'right') {
      this.visit = null;
      return { ok: false, code: `pin-${found}`, shown: 'N' };
    }
    this.visit = { patron, pin, verifier };
    return { ok: true, shown: 'Y' };
  }

  private get characterSet(): CharacterSet {
    return this.loggedIn?.machine.characterSet ?? 'utf-8';
  }

  private get institution(): string {
    return this.loggedIn?.machine.institution ?? this.parts.desk.identity.library;
  }

  private log(way: 'in' | 'out', message: AnyMessage | AnyReceived): void {
    this.parts.log({ way, text: loggable(message), machine: this.machine });
  }

  private note(text: string): void {
    this.parts.log({ way: 'note', text, machine: this.machine });
  }
}

/** Whoever logs in speaks its own character set, and says who it is only now. */
function isLoginOf({ user, password, characterSet }: Machine, line: Uint8Array): boolean {
  const said = loginIn(characterSet, line);
  return said?.CN === user && said.CO === password;
}

function loginIn(set: CharacterSet, line: Uint8Array): Received<'93'>['fields'] | null {
  const request = decodeMessage(readFrame(line, set).text);
  return request?.code === '93' ? request.fields : null;
}

function hasTerminalPassword(
  { terminalPassword }: Machine,
  { code }: AnyReceived,
  AC: string | undefined,
): boolean {
  if (terminalPassword === undefined || AC === terminalPassword) return true;
  const required: readonly string[] = messages[code].required;
  return AC === undefined && !required.includes('AC');
}

function fits(pattern: string, text: string): boolean {
  return new RegExp(`^(?:${pattern})$`, 'u').test(text);
}
