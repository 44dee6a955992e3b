import type { ScanCommand } from '../../contract/contract.ts';
import type { PileLine } from '../../contract/devices.ts';
import type { DestinationView, LocalDate, Mode, PatronView } from '../../contract/views.ts';
import type { Misreading, ShownAnswer } from './shown-answer.ts';

/** What stands large in the middle: the command and what came of it. */
export interface Shown {
  readonly number: number;
  readonly command: ScanCommand;
  readonly answer: ShownAnswer;
  /** False once a question was answered or left. */
  readonly open: boolean;
  /** The core gave no answer: the scan is not known to be done, and can be tried again. */
  readonly unanswered: boolean;
}

type PileEnd = 'lent' | 'taken' | 'renewed' | 'notLent' | 'notRenewed' | 'asked' | 'failed';

export interface PileRow {
  readonly code: string;
  readonly title: string;
  readonly loanGroup: string | null;
  readonly end: PileEnd;
  readonly due: LocalDate | null;
  readonly destination: DestinationView | null;
  readonly looked: boolean;
}

/** What an act on the pile that lies on the pad came to, item by item; of its own session and mode only. */
interface PadAct {
  readonly mode: Mode;
  readonly session: string;
  readonly lines: readonly PileLine[];
}

/** The session at this counter (rules U1, U2). All transitions below are pure. */
export interface CounterState {
  readonly mode: Mode;
  readonly patron: PatronView | null;
  readonly session: string;
  readonly shown: Shown | null;
  /** Chosen reason of an override; none beforehand. */
  readonly reason: string | null;
  readonly note: string;
  /** Newest first. */
  readonly pile: readonly PileRow[];
  readonly waiting: number;
  readonly text: string;
  readonly pad: PadAct | null;
  /** What was misread while a question stands, beside it. */
  readonly misread: Misreading | null;
}

/** Names leave the screen after so many seconds without a key, a scan or the mouse (rule U2). */
export const idleSeconds = 120;

export function emptyCounter(session: string): CounterState {
  return {
    mode: 'lend',
    patron: null,
    session,
    shown: null,
    reason: null,
    note: '',
    pile: [],
    waiting: 0,
    text: '',
    pad: null,
    misread: null,
  };
}

/** An answer came. A card opens its patron and Uitlenen; `fresh` is the session if that is another visit (rule U2). */
export function withAnswer(
  state: CounterState,
  command: ScanCommand,
  answer: ShownAnswer,
  fresh: string,
  unanswered = false,
): CounterState {
  const shown: Shown = {
    number: (state.shown?.number ?? 0) + 1,
    command,
    answer,
    unanswered,
    open: unanswered || isQuestion(answer),
  };
  const base: CounterState = { ...state, shown, reason: null, note: '', misread: null };
  if (answer.kind === 'patron') {
    const same = state.patron?.id === answer.patron.id;
    return {
      ...base,
      mode: 'lend',
      patron: answer.patron,
      session: same ? state.session : fresh,
      pile: same ? state.pile : [],
    };
  }
  if (answer.kind === 'undone') {
    const code = answer.item?.barcode;
    return { ...base, pile: state.pile.filter((row) => row.code !== code), pad: padUndone(state.pad, code) };
  }
  const row = pileRow(command, answer);
  const pile = row ? [row, ...state.pile.filter((old) => old.code !== row.code)] : state.pile;
  const patron =
    'patron' in answer && answer.patron && answer.patron.id === state.patron?.id
      ? answer.patron
      : state.patron;
  return { ...base, pile, patron };
}

/** What was done of an item of the pile is not done any more. */
function padUndone(pad: PadAct | null, barcode: string | undefined): PadAct | null {
  const isOf = (line: PileLine): boolean =>
    line.kind === 'done' && 'item' in line.answer && line.answer.item?.barcode === barcode;
  return pad && { ...pad, lines: pad.lines.filter((line) => !isOf(line)) };
}

/** Another mode. Innemen closes the patron, for what is taken back is not theirs; Verlengen goes on with them. */
export function withMode(state: CounterState, mode: Mode, fresh: string): CounterState {
  if (mode === state.mode) return questionLeft(state);
  const keeps = state.patron !== null && mode !== 'take' && state.mode !== 'take';
  if (keeps) return { ...state, mode, shown: null, reason: null, note: '', misread: null };
  return { ...emptyCounter(fresh), mode, waiting: state.waiting };
}

/** The patron goes, and with the name all that was theirs (rule U2). */
export function patronClosed(state: CounterState, fresh: string): CounterState {
  return { ...emptyCounter(fresh), mode: state.mode, waiting: state.waiting };
}

/** F4: first what was typed goes, then the question, then the answer. */
export function cancelled(state: CounterState): CounterState {
  if (state.text) return { ...state, text: '' };
  return { ...state, shown: null, reason: null, note: '', misread: null };
}

function questionLeft(state: CounterState): CounterState {
  return state.shown?.open ? { ...state, shown: null, reason: null, note: '', misread: null } : state;
}

/** The question is being answered, so that its keys do nothing a second time. */
export function questionTaken(state: CounterState): CounterState {
  return state.shown ? { ...state, shown: { ...state.shown, open: false }, misread: null } : state;
}

export function reasonMoved(state: CounterState, step: 1 | -1): CounterState {
  const answer = state.shown?.answer;
  if (answer?.kind !== 'blocked' || !mayOverride(answer)) return state;
  const { reasons } = answer;
  const at = state.reason === null ? -1 : reasons.indexOf(state.reason);
  const next = at < 0 ? (step > 0 ? 0 : reasons.length - 1) : (at + step + reasons.length) % reasons.length;
  return { ...state, reason: reasons[next] ?? null };
}

type Blocked = Extract<ShownAnswer, { kind: 'blocked' }>;

export function mayOverride(answer: Blocked): boolean {
  return answer.mayOverride && answer.checks.every((check) => check.level !== 'block' || check.overridable);
}

/** The one reason that is nothing without a word of explanation. */
export const reasonWithNote = 'other';

export function overrideReady(state: CounterState): boolean {
  const answer = state.shown?.answer;
  if (!state.shown?.open || answer?.kind !== 'blocked' || !mayOverride(answer) || state.reason === null)
    return false;
  return state.reason !== reasonWithNote || state.note.trim() !== '';
}

/** Answers that ask something; scans that were made before it stood on the screen wait behind it. */
export function isQuestion(answer: ShownAnswer): boolean {
  switch (answer.kind) {
    case 'blocked':
    case 'choose':
    case 'copies':
    case 'unlisted':
    case 'act':
      return true;
    default:
      return false;
  }
}

function pileRow(command: ScanCommand, answer: ShownAnswer): PileRow | null {
  const of = (end: PileEnd, title: string, more: Partial<PileRow> = {}): PileRow => ({
    code: command.code,
    title,
    loanGroup: null,
    end,
    due: null,
    destination: null,
    looked: false,
    ...more,
  });
  switch (answer.kind) {
    case 'lent':
      return of(answer.again === 'renewed' ? 'renewed' : 'lent', answer.item.title, {
        code: answer.item.barcode,
        due: answer.due,
        loanGroup: answer.item.loanGroup,
        looked: answer.notices.length > 0,
      });
    case 'renewed':
      return of('renewed', answer.item.title, {
        code: answer.item.barcode,
        due: answer.due,
        loanGroup: answer.item.loanGroup,
        looked: answer.notices.length > 0,
      });
    case 'taken':
      return of('taken', answer.item.title, {
        code: answer.item.barcode,
        destination: answer.destination,
        loanGroup: answer.item.loanGroup,
        looked: answer.notices.length > 0,
      });
    case 'blocked':
      return of(answer.act === 'lend' ? 'notLent' : 'notRenewed', answer.item.title, {
        code: answer.item.barcode,
      });
    case 'choose':
      return of('asked', answer.item.title, { code: answer.item.barcode });
    case 'unlisted':
      return of('asked', answer.barcode, { code: answer.barcode });
    case 'failed':
      return command.code ? of('failed', command.code) : null;
    case 'copies':
    case 'patron':
    case 'done':
    case 'undone':
    case 'act':
    case 'misread':
      return null;
  }
}
