import { PIN } from '@balie/shared/patrons/pin.ts';

/** A PIN that is chosen, as typed twice, and why it is not taken as it stands. */
export interface NewPin {
  readonly first: string;
  readonly again: string;
  readonly wrong: 'pin-unfit' | 'pins-differ' | null;
}

export const noPin: NewPin = { first: '', again: '', wrong: null };

/** Enter: the second time is asked once the first fits, and `done` is what was typed twice. What does not fit is typed anew. */
export function pinEntered(pin: NewPin): { readonly pin: NewPin; readonly done: string | null } {
  const { first, again } = pin;
  if (!PIN.test(first)) return { pin: { ...noPin, wrong: 'pin-unfit' }, done: null };
  if (again === '') return { pin: { ...pin, wrong: null }, done: null };
  if (again !== first) return { pin: { ...noPin, wrong: 'pins-differ' }, done: null };
  return { pin: noPin, done: first };
}
