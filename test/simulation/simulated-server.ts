import { GatewayError } from '@balie/desktop/core/ports.ts';
import type { NumbersAnswer, PushAnswer, PushRequest, Status } from '@balie/shared/protocol/api.ts';
import type { TurnsState } from '@balie/shared/journal/fold-turns.ts';
import { NATIONAL } from '@balie/shared/protocol/databases.ts';
import { TURNS_DOC } from '@balie/shared/protocol/document-ids.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import type { Changes, CouchDocument, Found } from '@balie/sync-server/couch/couch.ts';
import { MemoryCouch, type MemorySnapshot } from '@balie/sync-server/couch/memory-couch.ts';
import { nationalDeskDoc } from '@balie/sync-server/gateway/national-documents.ts';
import { Receiver, type Settled } from '@balie/sync-server/gateway/receive.ts';
import { CouchRegistry, type EnrolledDesk } from '@balie/sync-server/gateway/registry.ts';
import type { ResolverFinding } from '@balie/sync-server/resolver/finding.ts';
import { nextHorizon } from '@balie/sync-server/resolver/next-horizon.ts';
import { rebuild } from '@balie/sync-server/resolver/rebuild.ts';
import { createLibrary, findLibrary, type LibraryDocument } from '@balie/sync-server/resolver/registry.ts';
import { Resolver } from '@balie/sync-server/resolver/resolver.ts';
import { writeAll } from '@balie/sync-server/resolver/write-documents.ts';
import type { CentreWriter } from './centre-writer.ts';
import type { Centre } from './network.ts';
import type { Random } from './random.ts';
import { keyOf, verifySimulated } from './signing.ts';
import type { VirtualTime } from './virtual-time.ts';

interface ServedLibrary {
  document: LibraryDocument;
  /** Two while a lease passes from one to the other. */
  resolvers: Resolver[];
  readonly centre: CentreWriter;
  /** How many of the centre's own entries are received, since the database was lost last. */
  sent: number;
}

/** Some of what was sent is not in the journals: it has to be sent again. */
class NotReceivedError extends Error {}

/** A whole server: gateway and resolvers over a CouchDB in memory. */
export class SimulatedServer implements Centre {
  readonly couch = new MemoryCouch();
  readonly libraries = new Map<string, ServedLibrary>();
  readonly findings = new Map<string, number>();
  readonly refusals: string[] = [];
  up = true;
  private restores = 0;
  /** Every desk that was ever enrolled: the registry of another day does not know all. */
  private readonly desks = new Map<string, Pick<EnrolledDesk, 'library' | 'branch' | 'revoked'>>();
  private readonly time: VirtualTime;
  private readonly random: Random;
  private registry: CouchRegistry;
  private receiver: Receiver;

  constructor(time: VirtualTime, random: Random) {
    this.time = time;
    this.random = random;
    this.registry = new CouchRegistry(this.couch, () => time.now);
    this.receiver = this.newReceiver();
  }

  async found(libraries: readonly { readonly isil: string; readonly centre: CentreWriter }[]): Promise<void> {
    for (const { isil, centre } of libraries) {
      const document = await createLibrary(this.generations(), {
        isil,
        name: isil,
        timeZone: 'Europe/Amsterdam',
      });
      this.libraries.set(isil, { document, resolvers: [], centre, sent: 0 });
      this.takeOver(isil, false);
      await this.enrol(centre.desk, isil, '');
    }
  }

  async enrol(desk: string, library: string, branch: string): Promise<void> {
    this.desks.set(desk, { library, branch, revoked: false });
    await this.writeDesk(desk);
  }

  /** Takes a desk's access away. */
  async revoke(desk: string): Promise<void> {
    this.desks.set(desk, { ...this.desks.get(desk)!, revoked: true });
    await this.writeDesk(desk);
  }

  /** What the registry has to say of a desk, whatever a backup made of it. */
  private async writeDesk(desk: string): Promise<void> {
    const _id = nationalDeskDoc(desk);
    const before = (await this.couch.getMany(NATIONAL, [_id])).get(_id)?.winner._rev;
    const document = {
      ...{ _id, ...(before === undefined ? {} : { _rev: before }) },
      name: desk,
      key: keyOf(desk),
      tokenHash: '',
      ...this.desks.get(desk)!,
    };
    await writeAll(this.couch, NATIONAL, [document]);
    this.registry.forget(desk);
  }

  async status(desk: string): Promise<Status> {
    const { library } = await this.admitted(desk);
    const { generation, database } = this.libraries.get(library)!.document;
    return { protocol: 1, library, generation, database, serverTime: this.time.now };
  }

  async push(desk: string, request: PushRequest): Promise<PushAnswer> {
    const { library } = await this.admitted(desk);
    return this.receive(library, request);
  }

  async numbers(desk: string, streams: readonly string[]): Promise<NumbersAnswer> {
    const { library } = await this.admitted(desk);
    return this.receiver.numbers(library, streams);
  }

  async changes(
    desk: string,
    database: string,
    since: string,
    limit: number,
  ): Promise<Changes<CouchDocument>> {
    await this.admitted(desk);
    return this.couch.changes(database, { since, limit, includeDocs: true });
  }

  async leaves(
    desk: string,
    database: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Found<CouchDocument>>> {
    await this.admitted(desk);
    return this.couch.getMany(database, ids);
  }

  /** Brings the centre's own entries into the journals; safe to repeat. Throws a NotReceivedError when some are not there yet. */
  async sendCentre(isil: string): Promise<void> {
    const served = this.libraries.get(isil)!;
    const { restores } = this;
    for (let from = served.sent; from < served.centre.written.length; from += 500) {
      const part = served.centre.written.slice(from, from + 500);
      const { streams } = await this.receive(isil, {
        entries: part.map((s) => s.entry),
        payloads: part.flatMap((s) => s.payload ?? []),
      });
      const { stream, seq } = part.at(-1)!.entry;
      if ((streams[stream]?.received ?? 0) < seq) throw new NotReceivedError(`${stream} up to ${seq}`);
      if (restores === this.restores) served.sent = Math.max(served.sent, from + part.length);
    }
  }

  /** Nothing changes any more what is earlier than `before` and was not folded yet (L7). */
  async setHorizon(isil: string, before: number): Promise<void> {
    const { centre, resolvers } = this.libraries.get(isil)!;
    const found = await this.couch.getMany<StateDocument>(this.databaseOf(isil), [TURNS_DOC]);
    const turns = found.get(TURNS_DOC)?.winner.state as TurnsState | undefined;
    const streams = resolvers.at(-1)!.streams().values();
    await centre.write(nextHorizon(streams, turns?.horizons ?? [], before));
    await this.sendCentre(isil);
  }

  /** One step of each resolver of a library; a step that fails is made again by whoever comes next. */
  async resolve(isil: string): Promise<void> {
    for (const resolver of this.libraries.get(isil)!.resolvers) {
      try {
        await resolver.step();
      } catch (error) {
        this.count(`step failed: ${error instanceof Error ? error.name : 'unknown'}`);
        if (!isPassing(error)) throw error;
      }
    }
  }

  /** Steps until nothing is left to read or write. */
  async drain(isil: string): Promise<void> {
    for (let quiet = 0; quiet < 2;) {
      const { resolvers } = this.libraries.get(isil)!;
      const results = [];
      for (const resolver of resolvers) results.push(await resolver.step());
      quiet = results.every((r) => r.read === 0 && r.written === 0 && !r.more) ? quiet + 1 : 0;
    }
  }

  /** Another process takes the lease; the one before may not know it yet. */
  takeOver(isil: string, together: boolean): void {
    const served = this.libraries.get(isil)!;
    served.resolvers = together
      ? [...served.resolvers.slice(-1), this.newResolver(isil)]
      : [this.newResolver(isil)];
  }

  /** The gateway starts again, without what it remembered. */
  restartGateway(): void {
    this.registry = new CouchRegistry(this.couch, () => this.time.now);
    this.receiver = this.newReceiver();
  }

  /** The database as a backup had it, rebuilt into new generations; the centre's own journals are sent again. */
  async restore(backup: MemorySnapshot): Promise<void> {
    this.couch.restore(backup);
    this.restores += 1;
    this.restartGateway();
    for (const desk of this.desks.keys()) await this.writeDesk(desk);
    for (const [isil, served] of this.libraries) {
      await this.rebuild(isil);
      served.sent = 0;
      await this.sendCentre(isil);
    }
  }

  /** A new generation of a library, folded from its journals; desks fill a new replica from it. */
  async rebuild(isil: string): Promise<void> {
    const served = this.libraries.get(isil)!;
    await rebuild({ ...this.generations(), now: () => this.time.now }, isil);
    served.document = (await findLibrary(this.couch, isil))!;
    this.takeOver(isil, false);
  }

  databaseOf(isil: string): string {
    return this.libraries.get(isil)!.document.database;
  }

  private newResolver(isil: string): Resolver {
    const { isil: name, generation, database } = this.libraries.get(isil)!.document;
    return new Resolver({
      couch: this.couch,
      now: () => this.time.now,
      library: { isil: name, generation, database },
      batch: this.random.pick([20, 100, 400]),
      report: (finding: ResolverFinding) => this.count(finding.kind),
    });
  }

  private async receive(library: string, request: PushRequest): Promise<PushAnswer> {
    const answer = await this.receiver.push(library, request);
    for (const { id, code, detail } of answer.refused) this.refusals.push(`${id} ${code} ${detail}`);
    return answer;
  }

  private generations(): { couch: MemoryCouch; newGeneration: () => string } {
    return { couch: this.couch, newGeneration: () => this.random.text().slice(0, 8) };
  }

  private newReceiver(): Receiver {
    return new Receiver({
      couch: this.couch,
      now: () => this.time.now,
      registry: this.registry,
      verify: verifySimulated,
      progress: {
        settled: async (library, streams) => {
          const resolver = this.libraries.get(library)!.resolvers.at(-1)!;
          return new Map(
            streams.map((stream): [string, Settled] => [
              stream,
              { folded: resolver.folded(stream), safe: 0 },
            ]),
          );
        },
      },
    });
  }

  /** Every request is made by a desk that may. */
  private async admitted(desk: string): Promise<EnrolledDesk> {
    if (!this.up) throw new GatewayError('unreachable', 'the server is down');
    const enrolled = await this.registry.desk(desk);
    if (!enrolled) throw new GatewayError('unknown-desk', desk);
    if (enrolled.revoked) throw new GatewayError('desk-revoked', desk);
    return enrolled;
  }

  private count(kind: string): void {
    this.findings.set(kind, (this.findings.get(kind) ?? 0) + 1);
  }
}

/** What a crash or a lost connection does to a step, or to what is sent. Everything else is a bug. */
export function isPassing(error: unknown): boolean {
  return (
    error instanceof Error &&
    (error instanceof NotReceivedError ||
      error.name === 'CouchError' ||
      error.name === 'OvertakenError' ||
      error.message.includes('was not written'))
  );
}
