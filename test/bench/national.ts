import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { enrolDesk } from '@balie/installers/cli/desk-set-up.ts';
import { createEnrolmentCode } from '@balie/sync-server/api/enrolment.ts';
import { NanoCouch } from '@balie/sync-server/couch/nano-couch.ts';
import { findLibrary } from '@balie/sync-server/resolver/registry.ts';

/** What the server's process tells when the demonstration is there. */
export interface Ready {
  readonly url: string;
  readonly couchUrl: string;
  readonly library: string;
  readonly branch: string;
  readonly signedIn: string;
}

const DAY_MS = 86_400_000;
const STILL_MS = 400;

/** A national server with the demonstration consortium, in a process of its own as in real life, and desks enrolled with it. */
export class National {
  readonly folder: string;
  readonly ready: Ready;
  readonly couch: NanoCouch;
  private readonly child: ChildProcess;
  private desks = 0;

  private constructor(folder: string, child: ChildProcess, ready: Ready) {
    this.folder = folder;
    this.child = child;
    this.ready = ready;
    this.couch = new NanoCouch(ready.couchUrl);
  }

  static async start(folder: string): Promise<National> {
    const home = join(folder, 'national');
    await mkdir(home, { recursive: true });
    const program = fileURLToPath(new URL('./national-process.ts', import.meta.url));
    const child = fork(program, [home], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const [first] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [
      Ready | number | null,
    ];
    if (first === null || typeof first === 'number')
      throw new Error(`the national server ended with ${first}`);
    return new National(folder, child, first);
  }

  /** A folder for whatever a benchmark writes, on the disk where everything else is. */
  async freshFolder(name: string): Promise<string> {
    const folder = join(this.folder, `${name}-${this.desks++}`);
    await mkdir(folder);
    return folder;
  }

  /** Folder of a desk that was enrolled and has never been open. */
  async enrolledDesk(): Promise<string> {
    const { url, library, branch, signedIn } = this.ready;
    const folder = await this.freshFolder('desk');
    const place = { library, branch, validMs: DAY_MS };
    const code = await createEnrolmentCode({ couch: this.couch, now: Date.now, random: randomBytes }, place);
    await enrolDesk(folder, { server: url, code, name: 'Balie', signedIn });
    return folder;
  }

  /** The library's database as it is registered now. */
  async database(): Promise<{ readonly name: string; readonly url: string; readonly documents: number }> {
    const { couchUrl, library } = this.ready;
    const name = (await findLibrary(this.couch, library))!.database;
    const url = `${couchUrl}/${name}`;
    const { doc_count } = (await (await fetch(url)).json()) as { doc_count: number };
    return { name, url, documents: doc_count };
  }

  /** How many entries the centre has of all desks. */
  async entries(): Promise<number> {
    const { couchUrl } = this.ready;
    const names = (await (await fetch(`${couchUrl}/_all_dbs`)).json()) as readonly string[];
    const counts = names
      .filter((name) => name.startsWith('journal-'))
      .map(async (name) => {
        const { doc_count } = (await (await fetch(`${couchUrl}/${name}`)).json()) as { doc_count: number };
        return doc_count;
      });
    return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
  }

  /** Resolves when the resolver has written nothing for a while. */
  async still(): Promise<void> {
    for (let before = ''; ; await wait(STILL_MS)) {
      const { url } = await this.database();
      const { update_seq } = (await (await fetch(url)).json()) as { update_seq: unknown };
      if (before === `${url} ${update_seq}`) return;
      before = `${url} ${update_seq}`;
    }
  }

  async stop(): Promise<void> {
    this.couch.close();
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.disconnect();
    await ended;
  }
}
