import type { ScanCommand } from '../../contract/contract.ts';
import type { PileAnswer, PileCommand, PileLine } from '../../contract/devices.ts';
import type { Answer } from '../../contract/answers.ts';
import type { Sound } from '../app/sound.ts';
import { withAnswer, type CounterState } from './session.ts';
import { soundOf } from './worst-sign.ts';

/** What was done stands in the list as after scans, and each item has its line. What an earlier act of the same session said stays. */
export function withPile(
  state: CounterState,
  command: PileCommand,
  { lines, patron }: PileAnswer,
  uuid: () => string,
): CounterState {
  const { mode, session } = command;
  const scanned = lines.reduce(
    (before, line) =>
      line.kind === 'done' ? withAnswer(before, scanOf(command, line), line.answer, uuid()) : before,
    state,
  );
  const earlier = state.pad?.session === session && state.pad.mode === mode ? state.pad.lines : [];
  const told = new Set(lines.map(({ number }) => number));
  const pad = { mode, session, lines: [...earlier.filter(({ number }) => !told.has(number)), ...lines] };
  const isOpen = patron !== null && patron.id === scanned.patron?.id;
  return { ...scanned, pad, patron: isOpen ? patron : scanned.patron };
}

/** Of these items those that no act of this session did: a key that is pressed twice does nothing twice. */
export function notDone({ pad, mode, session }: CounterState, items: readonly string[]): readonly string[] {
  const lines = pad?.session === session && pad.mode === mode ? pad.lines : [];
  return items.filter((item) => !lines.some(({ number, kind }) => kind === 'done' && number === item));
}

/** What a person has to say of single items, in the order of the pile: the answer, and the scan that it answers. */
export function questionsOf(
  command: PileCommand,
  { lines }: PileAnswer,
): { readonly command: ScanCommand; readonly answer: Answer }[] {
  return lines.flatMap((line) =>
    line.kind === 'blocked' || line.kind === 'asked'
      ? [{ command: scanOf(command, line), answer: line.answer }]
      : [],
  );
}

const worstFirst: readonly Sound[] = ['stop', 'look', 'away', 'done'];

/** A pile has one sound, its worst. */
export function soundOfPile({ lines }: PileAnswer): Sound {
  const sounds = new Set(lines.map((line) => ('answer' in line ? soundOf(line.answer) : 'stop')));
  return worstFirst.find((sound) => sounds.has(sound)) ?? 'done';
}

function scanOf({ mode, patron, session }: PileCommand, { number }: PileLine): ScanCommand {
  return { code: number, by: 'scanned', mode, patron, session };
}
