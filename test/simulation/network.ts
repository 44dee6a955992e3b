import { type Gateway, GatewayError } from '@balie/desktop/core/ports.ts';
import type { NumbersAnswer, PushAnswer, PushRequest, Status } from '@balie/shared/protocol/api.ts';
import type { Changes, CouchDocument, Found } from '@balie/sync-server/couch/couch.ts';
import type { Life } from './life.ts';
import type { Random } from './random.ts';
import type { PullSource } from './replica.ts';
import type { VirtualTime } from './virtual-time.ts';

/** The centre as a request from one desk reaches it. */
export interface Centre {
  status(library: string): Promise<Status>;
  push(desk: string, request: PushRequest): Promise<PushAnswer>;
  numbers(desk: string, streams: readonly string[]): Promise<NumbersAnswer>;
  changes(database: string, since: string, limit: number): Promise<Changes<CouchDocument>>;
  leaves(database: string, ids: readonly string[]): Promise<ReadonlyMap<string, Found<CouchDocument>>>;
}

/** What the line between a desk and the centre does to requests; chances from 0 to 1. */
export interface LineFaults {
  answerLost: number;
  /** The request comes a second time, up to a day later. */
  repeated: number;
  /** The request comes only after the desk gave it up. */
  overtaken: number;
}

const DAY = 86_400_000;

/** One desk's line to the centre. */
export class Line implements PullSource {
  up = true;
  faults: LineFaults = { answerLost: 0, repeated: 0, overtaken: 0 };
  private readonly parts: { centre: Centre; time: VirtualTime; random: Random };

  constructor(parts: Line['parts']) {
    this.parts = parts;
  }

  /** The centre as one run of this desk reaches it. */
  gateway(identity: { readonly desk: string; readonly library: string }, life: Life): Gateway {
    const { centre } = this.parts;
    return {
      status: () => life.guard(this.ask(() => centre.status(identity.library))),
      push: (request) => {
        const sent = JSON.stringify(request);
        const come = (): Promise<PushAnswer> => centre.push(identity.desk, JSON.parse(sent) as PushRequest);
        return life.guard(this.send(come));
      },
      numbers: (streams) => life.guard(this.ask(() => centre.numbers(identity.desk, streams))),
    };
  }

  changes(database: string, since: string, limit: number): Promise<Changes<CouchDocument>> {
    return this.ask(() => this.parts.centre.changes(database, since, limit));
  }

  leaves(database: string, ids: readonly string[]): Promise<ReadonlyMap<string, Found<CouchDocument>>> {
    return this.ask(() => this.parts.centre.leaves(database, ids));
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
    if (random.chance(this.faults.overtaken)) {
      time.after(random.between(1000, 600_000), () => void request().catch(() => undefined));
      throw unreachable('the request was overtaken');
    }
    if (random.chance(this.faults.repeated))
      time.after(random.between(1000, DAY), () => void request().catch(() => undefined));
    const answer = await outcome(request);
    if (random.chance(this.faults.answerLost)) throw unreachable('the answer was lost');
    await this.travel();
    return answer;
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
