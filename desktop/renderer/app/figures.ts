import type { LocalDate, Params } from '../../contract/views.ts';

/** How single values are written in the reader's language. */
export interface Writing {
  /** `ma 14 dec`. */
  shortDay(date: LocalDate): string;
  /** `14:06`, of ms since 1970. */
  time(at: number): string;
  money(cents: number): string;
  /** A code's word under `under`, or the code itself: a library may have its own. */
  code(under: string, code: string): string;
}

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
  method: 'word.method',
  kind: 'patron.kind',
  subscription: 'subscriptionName',
  group: 'loanGroup',
};

/**
 * Parameters as a sentence has them: `cents` becomes money under the name `amount`, `…Cents` under the name without it, dates become
 * short days, moments times, and codes their words. What is empty is not known and left out.
 */
export function figuresOf(params: Params, writing: Writing): Readonly<Record<string, string | number>> {
  const figures: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(params)) {
    if (value === '') continue;
    const [as, text] = figureOf(name, value, params, writing);
    figures[as] = text;
  }
  return figures;
}

function figureOf(
  name: string,
  value: string | number,
  params: Params,
  writing: Writing,
): readonly [name: string, figure: string | number] {
  if (typeof value === 'number') {
    if (name === 'cents') return ['amount', writing.money(value)];
    if (name.endsWith('Cents')) return [name.slice(0, -'Cents'.length), writing.money(value)];
    return [name, name === 'at' ? writing.time(value) : value];
  }
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return [name, writing.shortDay(value)];
  if (name === 'exception') return [name, writing.code('exception', `${value}.name`)];
  if (name === 'answer') return [name, writing.code(`exception.${params['exception'] ?? ''}.answers`, value)];
  if (name === 'reasons')
    return [
      name,
      value
        .split(', ')
        .map((one) => writing.code('word.reason', one))
        .join(', '),
    ];
  // A field may stand inside another: only the innermost has a name of its own.
  if (name === 'field') return [name, writing.code('word.field', value.split('.').at(-1)!)];
  const under = words[name];
  return [name, under === undefined ? value : writing.code(under, value)];
}
