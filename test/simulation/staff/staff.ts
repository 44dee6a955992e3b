import type { PlannedVisit, VisitKind } from '../plan.ts';
import type { Random } from '../random.ts';
import { askConsent, leaveNote, link } from './confiding.ts';
import { changeHands } from './colleagues.ts';
import type { Counter } from './counter.ts';
import { describeBook, send } from './describing.ts';
import { countDrawer } from './drawer.ts';
import { borrow, collect, prolong, thinkAgain } from './lending.ts';
import { lendByMistake, takeByMistake } from './mistakes.ts';
import { askTerminal, charge, giveBack, letOff, pay } from './paying.ts';
import {
  block,
  changeRecord,
  leave,
  merge,
  mergeByMistake,
  register,
  registerAgain,
  replaceCard,
} from './people.ts';
import { bringBack, unload } from './returning.ts';
import { sortOut } from './sorting.ts';
import { claim, leaveOnShelf, lookInVain, lose, miss, searchShelves } from './shelving.ts';
import { askForTitle, changeWish, giveUpWaiting } from './wishing.ts';

type Visit = (counter: Counter, random: Random, number: number) => Promise<void>;

const VISITS: Readonly<Record<VisitKind, Visit>> = {
  lend: borrow,
  'bring back': bringBack,
  unload,
  prolong,
  'lend and think again': thinkAgain,
  'lend by mistake': lendByMistake,
  'take by mistake': takeByMistake,
  'ask for a title': askForTitle,
  'change a wish': changeWish,
  collect,
  'give up waiting': giveUpWaiting,
  register,
  'register again': registerAgain,
  'change a record': changeRecord,
  block,
  'replace a card': replaceCard,
  'merge records': merge,
  'merge by mistake': mergeByMistake,
  charge,
  pay,
  'let off': letOff,
  'give money back': giveBack,
  'ask the terminal': askTerminal,
  'see to the drawer': countDrawer,
  'leave on a shelf': leaveOnShelf,
  claim,
  lose,
  'search the shelves': searchShelves,
  'miss a book': miss,
  'leave a note': leaveNote,
  'ask for consent': askConsent,
  'link people': link,
  'describe a book': describeBook,
  'send a book': send,
  'sort out': sortOut,
  'look in vain': lookInVain,
  leave,
  'change hands': changeHands,
};

/** The people at the counters: they do what is asked of them, repeat what got no answer, and put books where the screen says. */
export class Staff {
  /** Visits under way. */
  visits = 0;
  private readonly counter: Counter;

  constructor(counter: Counter) {
    this.counter = counter;
  }

  get acts(): number {
    return this.counter.acts;
  }

  /** Somebody comes in, or the van does. Where nothing fits, nothing happens. */
  async visit({ kind, number }: PlannedVisit, random: Random): Promise<void> {
    this.visits += 1;
    try {
      await VISITS[kind](this.counter, random, number);
    } catch (error) {
      this.counter.complain(
        `a visit to ${kind} ended badly: ${error instanceof Error ? error.stack : String(error)}`,
      );
    } finally {
      this.visits -= 1;
    }
  }
}
