import type { Random } from '../random.ts';
import type { PlannedTurn, TurnKind } from './centre-plan.ts';
import { closeBranch, closeDay, extendLoans, setHours } from './days.ts';
import { addDesk } from './desks.ts';
import { giveLabel } from './labels.ts';
import { activateRules, sendNotice } from './messages.ts';
import { collectDebits, takeOverCharge } from './money.ts';
import type { Office, Turn } from './office.ts';
import { askElsewhere, supplyLibrary } from './supplying.ts';
import { joinTitles } from './titles.ts';

const TURNS: Readonly<Record<TurnKind, Turn>> = {
  'give a label': giveLabel,
  'join titles': joinTitles,
  'set the hours': setHours,
  'close a branch': closeBranch,
  'extend loans': extendLoans,
  'add a desk': addDesk,
  'close the day': closeDay,
  'activate rules': activateRules,
  'take over a charge': takeOverCharge,
  'collect debits': collectDebits,
  'send a notice': sendNotice,
  'supply a library': supplyLibrary,
  'ask elsewhere': askElsewhere,
};

/** Lets the centre take its turns at their moments, each with dice of its own; `began` is the moment that the plan counts from. */
export function takeTurns(
  office: Office,
  turns: readonly PlannedTurn[],
  began: number,
  dice: (turn: PlannedTurn) => Random,
): void {
  for (const turn of turns)
    office.time.at(began + turn.at, () => void office.during(() => take(office, turn, dice(turn))));
}

function take(office: Office, { kind, library: place, number }: PlannedTurn, random: Random): Promise<void> {
  const library = office.world.libraries[place]!;
  return TURNS[kind](office, random, { library, number });
}
