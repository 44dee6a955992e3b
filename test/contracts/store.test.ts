import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { describeStore, type StoreWorld } from '@balie/desktop/adapters/store-contract.ts';
import { PouchStore } from '@balie/desktop/adapters/pouch-store.ts';
import { type Embedded, startEmbedded } from '@balie/sync-server/couch/embedded/embedded.ts';
import { CouchSource } from './couch-source.ts';
import { SourceLine } from './source-line.ts';

const root = mkdtempSync(join(tmpdir(), 'balie-store-'));
let couch: Embedded;
let worlds = 0;

beforeAll(async () => {
  couch = await startEmbedded({ folder: join(root, 'couch'), synced: false });
});
afterAll(async () => {
  await couch.stop();
  rmSync(root, { recursive: true, force: true });
});

async function openWorld(): Promise<StoreWorld> {
  const world = `w${++worlds}-`;
  const line = await SourceLine.open(couch.url);
  const source = new CouchSource(couch.url);
  const own = (database: string): string => `${world}${database}`;
  return {
    async open(events, index = 'index') {
      const times = { pollMs: 1000, marginMs: 1000, retryMs: { first: 20, last: 100 } };
      const options = {
        folder: join(root, world),
        server: line.url,
        token: line.token,
        boot: 'boot',
        index,
        times,
      };
      const store = await PouchStore.open({ ...options, damaged: (error) => events.lost(error) }, events);
      const follow = store.follow.bind(store);
      store.follow = ({ database, generation }) => follow({ database: own(database), generation });
      return store;
    },
    createDatabase: (database) => source.create(own(database)),
    write: (database, documents) => source.write(own(database), documents),
    fork: (database, document) => source.fork(own(database), document),
    remove: (database, id) => source.remove(own(database), id),
    close: () => line.close(),
  };
}

describeStore('PouchStore', openWorld);
