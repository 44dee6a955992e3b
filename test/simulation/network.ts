import { type Gateway, GatewayError } from '@balie/desktop/core/ports.ts';
import type { NumbersAnswer, PushAnswer, PushRequest, Status } from '@balie/shared/protocol/api.ts';
import type { Changes, CouchDocument, Found } from '@balie/sync-server/couch/couch.ts';
import { frozen } from './frozen.ts';
import type { Life } from './life.ts';
import type { Random } from './random.ts';
import type { PullSource } from './replica.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The centre as a request from one desk reaches it. */
export interface Centre {
  status(desk: string): Promise<Status>;
  push(desk: string, request: PushRequest): Promise<PushAnswer>;
  numbers(desk: string, streams: readonly string[]): Promise<NumbersAnswer>;
  changes(desk: string, database: string, since: string, limit: number): Promise<Changes<CouchDocument>>;
  leaves(
    desk: string,
    database: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Found<CouchDocument>>>;
}

/** What a bad line does to a request: the answer is lost, it comes a second time up to a day later, or only after the desk gave it up. */
const BAD = { answerLost: 0.3, repeated: 0.3, overtaken: 0.2 };

const DAY = 86_400_000;

/** One desk's line to the centre. */
export class Line implements PullSource {
  up = true;
  /** The dice of what makes it bad just now. */
  readonly disturbances = new Set<Random>();
  private readonly parts: { desk: string; centre: Centre; time: VirtualTime; random: Random };

  constructor(parts: Line['parts']) {
    this.parts = parts;
  }

  /** The centre as one run of this desk reaches it. */
  gateway(life: Life): Gateway {
    const { desk, centre } = this.parts;
    return {
      status: () => life.guard(this.ask(() => centre.status(desk))),
      push: (request) => {
        const sent = frozen(request);
        return life.guard(this.send(() => centre.push(desk, sent)));
      },
      numbers: (streams) => life.guard(this.ask(() => centre.numbers(desk, streams))),
    };
  }

  changes(database: string, since: string, limit: number): Promise<Changes<CouchDocument>> {
    const { centre, desk } = this.parts;
    return this.ask(() => centre.changes(desk, database, since, limit));
  }

  leaves(database: string, ids: readonly string[]): Promise<ReadonlyMap<string, Found<CouchDocument>>> {
    const { centre, desk } = this.parts;
    return this.ask(() => centre.leaves(desk, database, ids));
  }

  private async ask<T>(request: () => Promise<T>): Promise<T> {
    await this.travel();
    const answer = await outcome(request);
    await this.travel();
    return answer;
  }

  private async send<T>(request: () => Promise<T>): Promise<T> {
    const { time, random } = this.parts;
    await this.travel();
    if (this.isDisturbed(BAD.overtaken)) {
      time.after(random.between(1000, 600_000), () => void request().catch(() => undefined));
      throw unreachable('the request was overtaken');
    }
    if (this.isDisturbed(BAD.repeated))
      time.after(random.between(1000, DAY), () => void request().catch(() => undefined));
    const answer = await outcome(request);
    if (this.isDisturbed(BAD.answerLost)) throw unreachable('the answer was lost');
    await this.travel();
    return answer;
  }

  private isDisturbed(chance: number): boolean {
    return [...this.disturbances].some((dice) => dice.chance(chance));
  }

  private async travel(): Promise<void> {
    await this.parts.time.sleep(this.parts.random.between(5, 120));
    if (!this.up) throw unreachable('the line is down');
  }
}

async function outcome<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof GatewayError) throw error;
    throw new GatewayError('server-fault', error instanceof Error ? error.message : String(error));
  }
}

function unreachable(why: string): GatewayError {
  return new GatewayError('unreachable', why);
}
