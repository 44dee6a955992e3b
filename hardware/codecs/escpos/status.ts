import type { PrinterState } from '../../ports/printer.ts';

/** The four questions that `10 04 n` can ask; they are answered at once, whatever the printer is doing. */
export const QUESTIONS = [1, 2, 3, 4] as const;
export type Question = (typeof QUESTIONS)[number];

export function statusRequest(question: Question): Uint8Array {
  return Uint8Array.of(0x10, 0x04, question);
}

/** What the four answers say together; the cause before what follows from it: a printer without paper is offline too. */
export function stateOf(answers: Readonly<Record<Question, number>>): PrinterState {
  const has = (question: Question, bits: number): boolean => (answers[question] & bits) !== 0;
  if (has(3, 0x20)) return { code: 'error', params: { what: 'unrecoverable' } };
  if (has(3, 0x08)) return { code: 'error', params: { what: 'cutter' } };
  if (has(2, 0x04)) return plain('cover-open');
  if (has(2, 0x20) || has(4, 0x60)) return plain('paper-out');
  if (has(2, 0x40)) return { code: 'error', params: { what: 'other' } };
  if (has(1, 0x08)) return plain('offline');
  return plain(has(4, 0x0c) ? 'paper-near-end' : 'ready');
}

function plain(code: PrinterState['code']): PrinterState {
  return { code, params: {} };
}
