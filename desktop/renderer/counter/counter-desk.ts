import type { StoreApi } from 'zustand/vanilla';
import type { Bridge, ScanCommand } from '../../contract/contract.ts';
import type { Answer, Mode } from '../../contract/views.ts';
import type { Sound } from '../app/sound.ts';
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
import { soundOf } from './worst-sign.ts';

type CounterStore = StoreApi<CounterState>;

/** What the keys and buttons of the counter do. One for the life of the page. */
export interface CounterDesk {
  readonly store: CounterStore;
  scan(code: string, by: ScanCommand['by']): void;
  /** A scanner sent what is no whole code: it has to be scanned again. A question that stands goes on standing. */
  misread(): void;
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
  /** Takes the last act of this desk back, or the one that is named (L8). */
  undo(act?: string): void;
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
    const command = commandOf('', 'picked');
    const reply = await bridge.call('act.undo', { id, session: command.session });
    const answer: Answer = reply.ok ? reply.result : { kind: 'failed', code: reply.error.code, params: {} };
    change((state) => withAnswer(state, command, answer, uuid()));
    play(soundOf(answer));
    const { patron } = store.getState();
    if (patron) refreshPatron(patron.id);
    return 'next';
  }

  function scanAgain(): Promise<StepEnd> {
    const answer: Answer = { kind: 'failed', code: 'misread', params: {} };
    change((state) => withAnswer(state, commandOf('', 'scanned'), answer, uuid()));
    play(soundOf(answer));
    return Promise.resolve('next');
  }

  /** A call that fails becomes an answer, so that its scan stays in sight. */
  async function answerTo(command: ScanCommand): Promise<{ answer: Answer; unanswered: boolean }> {
    try {
      const reply = await bridge.call('counter.scan', command);
      if (reply.ok) return { answer: reply.result, unanswered: false };
      return { answer: { kind: 'failed', code: reply.error.code, params: {} }, unanswered: true };
    } catch {
      return { answer: { kind: 'failed', code: 'core-silent', params: {} }, unanswered: true };
    }
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
    misread() {
      if (store.getState().shown?.open) play('stop');
      else queue.put(scanAgain);
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
    undo: (act) => queue.put(() => takeBack(act ?? null)),
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
