import type { Answer } from '../contract/answers.ts';
import type { CallName, Calls, ScanCommand } from '../contract/contract.ts';
import type { Accounts } from './accounts.ts';
import type { Acts } from './acts.ts';
import type { Clerk } from './clerk.ts';
import type { CounterDesk } from './counter.ts';
import { DeskError } from './desk-error.ts';
import type { DeskStanding } from './desk-standing.ts';
import type { Devices } from './devices/devices.ts';
import type { Papers } from './papers.ts';
import type { Printing } from './printing/printing.ts';
import type { Search } from './search.ts';
import type { Situations } from './situations.ts';
import type { Turns } from './turns.ts';
import type { Undoing } from './undoing.ts';

export type DeskCalls = {
  readonly [N in CallName]: (payload: Calls[N]['payload']) => Promise<Calls[N]['result']>;
};

export interface DeskCallParts {
  readonly standing: DeskStanding;
  readonly counter: CounterDesk;
  readonly situations: Situations;
  readonly clerk: Clerk;
  readonly undoing: Undoing;
  readonly accounts: Accounts;
  readonly papers: Papers;
  readonly printing: Printing;
  readonly devices: Devices;
  readonly search: Search;
  readonly acts: Acts;
  readonly turns: Turns;
  /** The drawer of this desk. */
  readonly ownTill: string;
  readonly scan: (command: ScanCommand) => Promise<Answer>;
}

/** What a desk does at each call of its screen. Each may reject. */
export function deskCalls(parts: DeskCallParts): DeskCalls {
  const { standing, counter, situations, clerk, undoing, accounts, papers, printing, devices, turns } = parts;
  const asked = (document: string | null, session: string) => ({
    ...{ document, session, staff: standing.signedIn() },
  });
  return {
    ...devices.calls,
    'desk.state': () => Promise.resolve(standing.state()),
    'desk.signIn': ({ staff, pin }) => standing.signIn(staff, pin),
    'counter.scan': (command) => parts.scan(command),
    'patron.get': async ({ id, session }) =>
      counter.patronView(id, await situations.counter(session, standing.signedIn())),
    'act.do': ({ command, session, override }) =>
      turns.alone(() => clerk.do(command, session, standing.signedIn(), override)),
    'act.get': ({ id, document = null, session }) =>
      turns.alone(() => undoing.ask(id, asked(document, session))),
    'act.undo': async ({ id, document = null, session }) =>
      devices.acted(await turns.alone(() => undoing.undo(id, asked(document, session)))),
    'account.get': ({ patron }) => accounts.of(patron, standing.signedIn()),
    'till.get': ({ till }) => accounts.till(till ?? parts.ownTill),
    'paper.get': async (wanted) => {
      const made = await papers.of(wanted);
      return made && printing.show(made);
    },
    'paper.print': async (wanted) => {
      const made = await papers.of(wanted);
      if (!made) throw new DeskError('no-paper', 'there is no receipt or slip of this');
      return printing.print(made);
    },
    'printing.state': () => Promise.resolve(printing.view()),
    'printing.answer': ({ job, answer }) => printing.answer(job, answer),
    search: async ({ text }) => parts.search.find(text),
    'acts.pull': ({ after, limit }) => Promise.resolve(parts.acts.after(after, limit)),
  };
}
