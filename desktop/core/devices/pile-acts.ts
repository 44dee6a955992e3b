import type { PileTroubleCode } from '../../contract/device-codes.ts';
import type { PileAnswer, PileCommand, PileItemView, PileLine } from '../../contract/devices.ts';
import type { ScanCommand } from '../../contract/contract.ts';
import type { Answer } from '../../contract/answers.ts';
import type { PatronView } from '../../contract/views.ts';
import { codeOf } from '../desk-error.ts';
import type { PileViews } from './pile-views.ts';
import type { Securing } from './securing.ts';

interface PileActsParts {
  readonly piles: Pick<PileViews, 'view'>;
  readonly securing: Pick<Securing, 'during'>;
  /** The same as for a scan: resolves when its entry is on the disk. Rejects when it could not be written. */
  readonly scan: (command: ScanCommand) => Promise<Answer>;
  readonly patron: (id: string, session: string) => Promise<PatronView | null>;
}

/** Lends, takes back or renews the items of a pile, each as if it were scanned. */
export class PileActs {
  private readonly parts: PileActsParts;

  constructor(parts: PileActsParts) {
    this.parts = parts;
  }

  async act(command: PileCommand): Promise<PileAnswer> {
    const before = await this.parts.piles.view();
    const outcomes: Outcome[] = [];
    for (const number of new Set(command.items)) {
      const lying = before.items.find((item) => item.number === number);
      outcomes.push(lying ? await this.actOn(lying, command) : failed(number, 'not-on-pad'));
    }
    const after = new Map((await this.parts.piles.view()).items.map((item) => [item.number, item]));
    const lines = outcomes.map((line): PileLine => {
      if (line.kind !== 'done') return line;
      // A book that is gone already goes on being named among those that were taken away.
      const security = after.get(line.number)?.security ?? { state: 'failed', code: 'tag-gone' };
      return { ...line, security };
    });
    const { patron, session } = command;
    return { lines, patron: patron === null ? null : await this.parts.patron(patron, session) };
  }

  private async actOn(lying: PileItemView, command: PileCommand): Promise<Outcome> {
    const { number, item, uids, parts, missing, doubled } = lying;
    const { incomplete, ...word } = command.words?.[number] ?? {};
    if ((missing.length || doubled.length) && !incomplete)
      return { number, kind: 'incomplete', item, parts, missing, doubled };
    const { mode, patron, session } = command;
    try {
      const answer = await this.parts.securing.during(item.barcode, uids, () =>
        this.parts.scan({ code: number, by: 'scanned', mode, patron, session, ...word }),
      );
      return outcomeOf(number, answer);
    } catch (error) {
      return failed(number, codeOf(error));
    }
  }
}

type Line<K extends PileLine['kind']> = Extract<PileLine, { kind: K }>;
type Outcome = Exclude<PileLine, { kind: 'done' }> | Omit<Line<'done'>, 'security'>;

function outcomeOf(number: string, answer: Answer): Outcome {
  switch (answer.kind) {
    case 'lent':
    case 'renewed':
    case 'taken':
      return { number, kind: 'done', answer };
    case 'blocked':
      return { number, kind: 'blocked', answer };
    case 'choose':
    case 'unlisted':
      return { number, kind: 'asked', answer };
    case 'failed':
      return { number, kind: 'failed', code: answer.code, params: answer.params };
    // The number on a book's tag is a card's, or a title's.
    case 'patron':
    case 'copies':
    case 'act':
    case 'undone':
      return failed(number, 'not-an-item');
  }
}

function failed(number: string, code: PileTroubleCode): Line<'failed'> {
  return { number, kind: 'failed', code, params: {} };
}
