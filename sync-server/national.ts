import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Draft } from '@balie/shared/journal/seal.ts';
import { CATALOGUE, NATIONAL } from '@balie/shared/protocol/databases.ts';
import type { Centre } from './api/enrolment.ts';
import { type Embedded, startEmbedded } from './couch/embedded/embedded.ts';
import { NanoCouch } from './couch/nano-couch.ts';
import { FoldedProgress } from './gateway/folded-progress.ts';
import { Receiver } from './gateway/receive.ts';
import { CouchRegistry } from './gateway/registry.ts';
import { ed25519Verifier } from './gateway/signature.ts';
import { CentreJournal, type CentreRole } from './journal/centre-journal.ts';
import { type CentreKey, centreKey, registerCentreDesk } from './journal/centre-key.ts';
import { NodeDisk } from './journal/node-disk.ts';
import { listLibraries } from './resolver/registry.ts';
import { ResolverService } from './resolver/service.ts';

export interface NationalOptions {
  /** Where journals, keys and the embedded database live. */
  readonly home: string;
  /** A CouchDB 3.x with its admin's name and password; without it the embedded database is started. */
  readonly couchUrl?: string;
  readonly program: string;
  readonly log: (line: string) => void;
}

/** The national database with all that writes to it, without a network of its own. */
export class National implements Centre {
  readonly couch: NanoCouch;
  readonly couchUrl: string;
  readonly registry: CouchRegistry;
  readonly receiver: Receiver;
  readonly resolver: ResolverService;
  readonly now = (): number => Date.now();
  private readonly embedded: Embedded | null;
  readonly journals: Readonly<Record<CentreRole, CentreJournal>>;

  private constructor(options: NationalOptions, couchUrl: string, embedded: Embedded | null, key: CentreKey) {
    this.couchUrl = couchUrl;
    this.embedded = embedded;
    this.couch = new NanoCouch(couchUrl);
    const { couch, now } = this;
    this.registry = new CouchRegistry(couch, now);
    const progress = new FoldedProgress(couch, this.registry);
    this.receiver = new Receiver({
      couch,
      now,
      progress,
      registry: this.registry,
      verify: ed25519Verifier(),
    });
    this.resolver = new ResolverService({
      couch,
      now,
      // The home's own key: a server that was killed takes up its own leases at once, instead of waiting for their term.
      holder: key.publicKey,
      pause: (ms, signal) => wait(ms, undefined, { signal }).catch(() => undefined),
      report: (finding) =>
        options.log(`resolver: ${finding.kind} ${finding.id} ${finding.detail ?? ''}`.trimEnd()),
      failed: (isil, error) =>
        options.log(`resolver: ${isil || 'all libraries'}: ${messageOf(error)}; it is tried again`),
    });
    this.journals = {
      centre: this.journal('centre', options, key),
      import: this.journal('import', options, key),
    };
  }

  static async open(options: NationalOptions): Promise<National> {
    const key = await centreKey(join(options.home, 'journal', 'centre.pem'));
    const embedded = options.couchUrl
      ? null
      : await startEmbedded({ folder: join(options.home, 'database') });
    const national = new National(options, options.couchUrl ?? embedded!.url, embedded, key);
    await national.couch.createDatabase(NATIONAL);
    await national.couch.createDatabase(CATALOGUE);
    return national;
  }

  /** An act of the centre in one library. Resolves when it is on the disk. */
  async append(library: string, draft: Draft): Promise<void> {
    await this.journals.centre.append(library, [draft]);
    this.resolver.wake(library);
  }

  /** Brings to the database what the centre's files hold and it lacks, as after a restore from a backup. */
  async resend(): Promise<void> {
    for (const { isil } of await listLibraries(this.couch))
      for (const journal of Object.values(this.journals)) await journal.resend(isil);
  }

  async close(): Promise<void> {
    await this.resolver.stop();
    for (const journal of Object.values(this.journals)) await journal.close();
    this.couch.close();
    await this.embedded?.stop();
  }

  private journal(role: CentreRole, { home, program, log }: NationalOptions, key: CentreKey): CentreJournal {
    const { couch, now, receiver } = this;
    const boot = randomUUID();
    const began = process.hrtime.bigint();
    return new CentreJournal({
      role,
      program,
      now,
      diskOf: (desk) => new NodeDisk(join(home, 'journal', desk)),
      reading: () => ({ wall: now(), mono: Number((process.hrtime.bigint() - began) / 1_000_000n), boot }),
      random: () => randomBytes(16).toString('hex'),
      sign: key.sign,
      register: (library, desk) => registerCentreDesk(couch, library, desk, key.publicKey),
      deliver: (library, { entries, payloads }) =>
        receiver.push(library, { entries: [...entries], payloads: [...payloads] }),
      received: async (library, stream) =>
        (await receiver.numbers(library, [stream])).streams[stream]?.received ?? 0,
      undelivered: (library, error) =>
        log(
          `centre's journal: the database lacks entries of ${library}, which are sent again at the next start or write: ${messageOf(error)}`,
        ),
    });
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
