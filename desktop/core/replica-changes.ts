import type { Acts } from './acts.ts';
import { borrowersIn } from './borrowers-in.ts';
import type { DeskStanding } from './desk-standing.ts';
import type { Devices } from './devices/devices.ts';
import type { DeskPorts, ReplicaDocument, Store } from './ports.ts';
import type { ReadCache } from './read-cache.ts';
import type { Settings } from './settings.ts';
import type { View } from './view.ts';

const PAGE = 500;

export interface ReplicaChangesParts {
  readonly store: Store;
  readonly reads: ReadCache;
  readonly index: DeskPorts['index'];
  readonly settings: Settings;
  readonly standing: DeskStanding;
  readonly view: View;
  readonly acts: Acts;
  readonly devices: Devices;
  readonly patronChanged: (id: string) => void;
}

/** Carries what became of the replica to all that a desk knows by it: its index, names, settings, view, acts and screen. */
export class ReplicaChanges {
  private readonly parts: ReplicaChangesParts;

  constructor(parts: ReplicaChangesParts) {
    this.parts = parts;
  }

  async changed(documents: readonly ReplicaDocument[], deleted: readonly string[]): Promise<void> {
    const { reads, index, settings, standing, view, acts, devices, patronChanged } = this.parts;
    const ids = documents.map(({ _id }) => _id);
    reads.forget([...ids, ...deleted]);
    await index.apply(documents, deleted);
    settings.forget(ids);
    if (ids.some((id) => id.startsWith('staff:') || id.startsWith('branch:'))) await standing.learnNames();
    await view.changed(documents);
    await this.indexPending(ids);
    await acts.review(ids);
    for (const patron of new Set(documents.flatMap((document) => borrowersIn(document))))
      patronChanged(patron);
    await devices.use();
    standing.tell();
  }

  /** Another replica took the place of this one: all is read again. */
  async swapped(): Promise<void> {
    const { reads, settings, standing, view, acts, devices } = this.parts;
    reads.forget();
    await this.indexAll();
    settings.forget();
    await view.reload();
    await this.indexPending();
    await acts.review();
    await standing.learnNames();
    await devices.use();
    standing.tell();
  }

  /** People of whom something is pending are found as this desk knows them. */
  async indexPending(among?: readonly string[]): Promise<void> {
    const people = await this.parts.view.pendingPeople(among);
    if (people.length) await this.parts.index.apply(people, []);
  }

  private async indexAll(): Promise<void> {
    const { store, index } = this.parts;
    await index.clear();
    let page = await store.page(null, PAGE);
    while (page.length) {
      await index.apply(page, []);
      page = await store.page(page.at(-1)!._id, PAGE);
    }
  }
}
