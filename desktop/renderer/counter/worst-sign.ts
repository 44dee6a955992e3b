import type { CheckView } from '../../contract/views.ts';
import type { SignName } from '../app/sign.tsx';
import type { Sound } from '../app/sound.ts';
import { leavesShelf } from './destination.ts';
import type { ShownAnswer } from './shown-answer.ts';

/** The sign of the answer's band: the worst of what it says. */
export function signOf(answer: ShownAnswer): Exclude<SignName, 'tick'> {
  switch (answer.kind) {
    case 'lent':
    case 'renewed':
      return answer.notices.length > 0 ? 'look' : 'done';
    case 'taken':
      return answer.notices.length > 0 ? 'look' : 'done';
    case 'done':
      return 'done';
    case 'undone':
      return answer.reverse.length > 0 ? 'look' : 'undone';
    case 'patron':
      return worst(answer.patron.checks);
    case 'blocked':
    case 'failed':
    case 'misread':
      return 'stop';
    case 'choose':
    case 'copies':
    case 'act':
      return 'ask';
    case 'unlisted':
      return 'look';
  }
}

export function soundOf(answer: ShownAnswer): Sound {
  const sign = signOf(answer);
  if (answer.kind === 'taken' && sign === 'done' && leavesShelf(answer.destination)) return 'away';
  if (sign === 'undone') return 'done';
  return sign === 'ask' ? 'look' : sign;
}

function worst(checks: readonly CheckView[]): 'done' | 'look' | 'stop' {
  if (checks.some((check) => check.level === 'block')) return 'stop';
  return checks.length > 0 ? 'look' : 'done';
}
