import type { TFunction } from 'i18next';
import type { ActView } from '../../contract/acts.ts';
import type { SignName } from '../app/sign.tsx';
import type { Wording } from '../app/wording.ts';
import { towards } from './destination.ts';

/** One act as a row of the list has it. */
export interface ActLine {
  readonly sign: SignName;
  readonly head: string;
  readonly second: string;
  /** Stands whole behind the second line when that is cut. */
  readonly tail: string | null;
  /** Taken back. */
  readonly struck: boolean;
}

/** What an act was, with its amount: `Betaald € 4,50`. */
export function actHead({ act, title, cents }: ActView, t: TFunction, wording: Wording): string {
  if (act === 'blocked') return title;
  return [t(`acts.did.${act}`), cents === null ? null : wording.money(cents)].filter(Boolean).join(' ');
}

/** All that is known of an act beside what it was, the most telling first; never a person's name. */
export function actDetails(act: ActView, t: TFunction, wording: Wording): readonly string[] {
  const { title, destination, due, card, params } = act;
  return [
    act.act === 'blocked' ? '' : title,
    ...wording.figures(params),
    destination && towards(destination, t),
    due && t('act.until', { date: wording.shortDay(due) }),
    card && t('act.card', { card }),
  ].filter((part): part is string => part !== null && part !== '');
}

/** `titled`: a return has its book in place of where that goes. */
export function actLine(act: ActView, titled: boolean, t: TFunction, wording: Wording): ActLine {
  if (act.act === 'blocked')
    return { sign: act.sign, head: act.title, second: t('acts.notDone'), tail: null, struck: false };
  const head = t(`acts.did.${act.act}`);
  const plain = { head, struck: false, sign: act.sign === 'done' ? 'tick' : act.sign } as const;
  const line = { ...plain, ...secondLine(act, titled, t, wording) };
  return act.undone ? { ...line, sign: 'undone', tail: t('acts.undone'), struck: true } : line;
}

function secondLine(
  act: ActView,
  titled: boolean,
  t: TFunction,
  wording: Wording,
): Pick<ActLine, 'second' | 'tail'> {
  switch (act.act) {
    case 'lent':
    case 'renewed':
      return { second: act.title, tail: act.due && wording.shortDay(act.due) };
    case 'taken':
      if (act.destination && !titled && !act.undone)
        return { second: towards(act.destination, t), tail: null };
      return { second: act.title, tail: null };
    default: {
      const [first, other] = [act.title, ...wording.figures(act.params)].filter(Boolean);
      const card = act.card && t('act.card', { card: act.card });
      const amount = act.cents === null ? null : wording.money(act.cents);
      const parts = (amount ? [first, card, amount] : [first, card ?? other]).filter(Boolean);
      const tail = parts.length > 1 ? parts.pop() : null;
      return { second: parts.join(' · '), tail: tail ?? null };
    }
  }
}
