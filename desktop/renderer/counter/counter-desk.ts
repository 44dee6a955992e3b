import type { StoreApi } from 'zustand/vanilla';
import type { Bridge, ScanCommand } from '../../contract/contract.ts';
import type { Answer } from '../../contract/answers.ts';
import type { Mode, PatronView } from '../../contract/views.ts';
import type { PileCommand } from '../../contract/devices.ts';
import type { Sound } from '../app/sound.ts';
import { notDone, questionsOf, soundOfPile, withPile } from './pile-act.ts';
import { createScanQueue, type StepEnd } from './scan-queue.ts';
import {
  cancelled,
  isQuestion,
  overrideReady,
  patronClosed,
  questionTaken,
  reasonMoved,
  withAnswer,
  withMode,
  type CounterState,
} from './session.ts';
import type { Misreading, ShownAnswer } from './shown-answer.ts';
import { soundOf } from './worst-sign.ts';

type CounterStore = StoreApi<CounterState>;

/** What the keys and buttons of the counter do. One for the life of the page. */
export interface CounterDesk {
  readonly store: CounterStore;
  scan(code: string, by: ScanCommand['by']): void;
  /** A scanner sent what is no code: it is said why. A question that stands goes on standing. */
  misread(why: Misreading): void;
  setMode(mode: Mode): void;
  closePatron(): void;
  cancel(): void;
  moveReason(step: 1 | -1): void;
  chooseReason(reason: string): void;
  setNote(note: string): void;
  setText(text: string): void;
  override(): void;
  choose(meant: 'take' | 'renew' | 'lend'): void;
  confirmUnlisted(): void;
  retry(): void;
  /** Takes an act back (L8): the one that is asked about, or the last of this desk. */
  undo(): void;
  /** Opens one of today's acts, to be undone or seen on paper. */
  openAct(id: string): void;
  /** Sets a PIN (A7) of 4 to 12 digits, once what was scanned before is done. */
  setPin(patron: PatronView, pin: string): void;
  /** Shows what came of something that was no scan. A question that stood is left. */
  tell(answer: ShownAnswer): void;
  /** Does these items of the pile on the pad in one act, as the mode says; what is asked of single ones is asked one by one. */
  actOnPile(items: readonly string[], words?: PileCommand['words']): void;
  /** Reads the open patron again, after `patron.changed`. */
  refreshPatron(id: string): void;
}

interface Parts {
  readonly bridge: Pick<Bridge, 'call'>;
  readonly store: CounterStore;
  readonly uuid: () => string;
  readonly play: (sound: Sound) => void;
}

export function createCounterDesk({ bridge, store, uuid, play }: Parts): CounterDesk {
  const queue = createScanQueue((waiting) => store.setState({ waiting }));
  /** Two presses before there is an answer are one. */
  let takingBack = false;
  const change = (turn: (state: CounterState) => CounterState): void =>
    store.setState(turn(store.getState()));

  async function ask(command: ScanCommand): Promise<StepEnd> {
    const { answer, unanswered } = await answerTo(command);
    change((state) => withAnswer(state, command, answer, uuid(), unanswered));
    play(soundOf(answer));
    return unanswered || isQuestion(answer) ? 'wait' : 'next';
  }

  /** L8. What the open patron has on loan may be another after it. */
  async function takeBack(id: string | null): Promise<StepEnd> {
    const answer = await undone(id);
    tell(answer);
    const { patron } = store.getState();
    if (patron) refreshPatron(patron.id);
    return isQuestion(answer) ? 'wait' : 'next';
  }

  /** An undo that got no answer may be done all the same, and the last act is another then: it is not tried again by a key. */
  async function undone(id: string | null): Promise<Answer> {
    const { session } = store.getState();
    const reply = await bridge.call('act.undo', { id, session });
    if (reply.ok) return reply.result;
    const { code } = reply.error;
    const lost = code === 'core-restarted' || code === 'core-silent';
    return { kind: 'failed', code: lost ? 'undo-unanswered' : code, params: {} };
  }

  async function pinSet(patron: PatronView, pin: string): Promise<ShownAnswer> {
    const { session } = store.getState();
    const command = { kind: 'patron.pin', patron: patron.id, pin } as const;
    const reply = await bridge.call('act.do', { command, session });
    if (!reply.ok) return { kind: 'failed', code: reply.error.code, params: {} };
    const { result } = reply;
    if (result.kind === 'done') return { kind: 'done', act: 'pin-set', patron: result.patron ?? patron };
    const { code = 'desk-fault', params = {} } = result.objections[0] ?? {};
    return { kind: 'failed', code, params };
  }

  async function opened(id: string): Promise<Answer> {
    const { session } = store.getState();
    const reply = await bridge.call('act.get', { id, session });
    return reply.ok ? reply.result : { kind: 'failed', code: reply.error.code, params: {} };
  }

  function tell(answer: ShownAnswer): void {
    change((state) => withAnswer(state, commandOf('', 'picked'), answer, uuid()));
    play(soundOf(answer));
    queue.goOn();
  }

  /** The questions of a pile come before what was scanned behind it. */
  async function actOnPile(lying: readonly string[], words: PileCommand['words']): Promise<StepEnd> {
    const { mode, patron, session } = store.getState();
    const items = notDone(store.getState(), lying);
    if (items.length === 0) return 'next';
    const command: PileCommand = {
      mode,
      patron: patron?.id ?? null,
      session,
      items,
      ...(words && { words }),
    };
    const reply = await bridge.call('pile.act', command);
    if (!reply.ok) {
      tell({ kind: 'failed', code: reply.error.code, params: {} });
      return 'next';
    }
    change((state) => withPile(state, command, reply.result, uuid));
    play(soundOfPile(reply.result));
    for (const asked of questionsOf(command, reply.result).reverse())
      queue.putFirst(() => {
        change((state) => withAnswer(state, asked.command, asked.answer, uuid()));
        return Promise.resolve('wait');
      });
    return 'next';
  }

  function scanAgain({ code, params }: Misreading): Promise<StepEnd> {
    const answer: ShownAnswer = { kind: 'misread', code, params };
    change((state) => withAnswer(state, commandOf('', 'scanned'), answer, uuid()));
    play(soundOf(answer));
    return Promise.resolve('next');
  }

  /** A call that fails becomes an answer, so that its scan stays in sight. */
  async function answerTo(command: ScanCommand): Promise<{ answer: Answer; unanswered: boolean }> {
    const reply = await bridge.call('counter.scan', command);
    if (reply.ok) return { answer: reply.result, unanswered: false };
    return { answer: { kind: 'failed', code: reply.error.code, params: {} }, unanswered: true };
  }

  /** The command is made when its turn comes: a book behind a card is for that card's patron. */
  function commandOf(code: string, by: ScanCommand['by']): ScanCommand {
    const { mode, patron, session } = store.getState();
    return { code, by, mode, patron: patron?.id ?? null, session };
  }

  /** Changes of the session wait for their turn too, so that a scan before F6 is not taken in the mode after it. */
  function turn(make: (state: CounterState) => CounterState): void {
    queue.put(() => {
      change(make);
      return Promise.resolve('next');
    });
  }

  function answerQuestion(more: Partial<ScanCommand>): void {
    const { shown } = store.getState();
    if (!shown?.open) return;
    change(questionTaken);
    const command: ScanCommand = { ...shown.command, ...more };
    queue.putFirst(() => ask(command));
  }

  return {
    store,
    scan(code, by) {
      const { shown } = store.getState();
      const again =
        shown?.open && shown.answer.kind === 'unlisted' && by === 'typed' && code === shown.answer.barcode;
      change((state) => ({ ...state, text: '' }));
      if (again) answerQuestion({ confirmedUnlisted: true });
      else queue.put(() => ask(commandOf(code, by)));
    },
    misread({ code, params }) {
      const misread = { code, params };
      if (!store.getState().shown?.open) return queue.put(() => scanAgain(misread));
      store.setState({ misread });
      play('stop');
    },
    setMode: (mode) => turn((state) => withMode(state, mode, uuid())),
    closePatron: () => turn((state) => (state.patron ? patronClosed(state, uuid()) : state)),
    cancel() {
      const asked = !store.getState().text && store.getState().shown?.open;
      change(cancelled);
      if (asked) queue.goOn();
    },
    moveReason: (step) => change((state) => reasonMoved(state, step)),
    chooseReason: (reason) => store.setState({ reason }),
    setNote: (note) => store.setState({ note }),
    setText: (text) => store.setState({ text }),
    override() {
      const state = store.getState();
      if (!overrideReady(state) || state.reason === null) return;
      const note = state.note.trim();
      answerQuestion({ override: { reason: state.reason, ...(note ? { note } : {}) } });
    },
    choose: (meant) => answerQuestion({ meant }),
    confirmUnlisted: () => answerQuestion({ confirmedUnlisted: true }),
    retry: () => answerQuestion({}),
    undo() {
      const { shown } = store.getState();
      const asked = shown?.open && shown.answer.kind === 'act' ? shown.answer.act.id : null;
      if (takingBack) return;
      takingBack = true;
      queue.put(() => takeBack(asked).finally(() => (takingBack = false)));
    },
    openAct: (id) =>
      queue.put(async () => {
        const answer = await opened(id);
        change((state) => withAnswer(state, commandOf('', 'picked'), answer, uuid()));
        return isQuestion(answer) ? 'wait' : 'next';
      }),
    setPin: (patron, pin) =>
      queue.put(async () => {
        tell(await pinSet(patron, pin));
        return 'next';
      }),
    tell,
    actOnPile: (items, words) => queue.put(() => actOnPile(items, words)),
    refreshPatron,
  };

  function refreshPatron(id: string): void {
    const { patron, session } = store.getState();
    if (patron?.id !== id) return;
    void bridge.call('patron.get', { id, session }).then((reply) => {
      if (!reply.ok || !reply.result) return;
      const fresh = reply.result;
      change((state) => (state.patron?.id === fresh.id ? { ...state, patron: fresh } : state));
    });
  }
}
