import type { Params } from '../../contract/views.ts';
import type { Wording } from './wording.ts';

/** Where the words of a code stand, by the name of its parameter. */
const words: Readonly<Record<string, string>> = {
  mark: 'mark',
  act: 'acts.did',
  reason: 'word.reason',
  status: 'word.status',
  move: 'word.move',
  role: 'word.role',
  link: 'word.link',
  consent: 'word.consent',
  why: 'word.why',
  before: 'word.outcome',
  now: 'word.outcome',
  method: 'paper.method',
  kind: 'patron.kind',
  subscription: 'subscriptionName',
  group: 'loanGroup',
};

/**
 * Parameters as a sentence has them: `cents` becomes money under the name `amount`, `…Cents` under the name without it, dates become
 * short days, moments times, and codes their words. What is empty is not known and left out.
 */
export function figuresOf(params: Params, wording: Wording): Readonly<Record<string, string | number>> {
  const figures: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params)) {
    if (value === '') continue;
    const [as, text] = figureOf(name, value, params, wording);
    figures[as] = text;
  }
  return figures;
}

function figureOf(
  name: string,
  value: string | number,
  params: Params,
  wording: Wording,
): readonly [name: string, figure: string | number] {
  if (typeof value === 'number') {
    if (name === 'cents') return ['amount', wording.money(value)];
    if (name.endsWith('Cents')) return [name.slice(0, -'Cents'.length), wording.money(value)];
    return [name, name === 'at' ? wording.time(value) : value];
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return [name, wording.shortDay(value)];
  if (name === 'exception') return [name, wording.code('exception', `${value}.name`)];
  if (name === 'answer') return [name, wording.code(`exception.${params['exception'] ?? ''}.answers`, value)];
  // A field may stand inside another: only the innermost has a name of its own.
  if (name === 'field') return [name, wording.code('word.field', value.split('.').at(-1)!)];
  const under = words[name];
  return [name, under === undefined ? value : wording.code(under, value)];
}
