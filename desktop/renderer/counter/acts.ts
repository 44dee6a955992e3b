import { createRxDatabase, type RxCollection, type RxJsonSchema } from 'rxdb';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { Subject } from 'rxjs';
import type { Bridge } from '../../contract/contract.ts';
import type { ActView } from '../../contract/acts.ts';

export type ActsCollection = RxCollection<ActView>;

interface Reached {
  readonly seq: number;
}

const schema: RxJsonSchema<ActView> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: {
    id: { type: 'string', maxLength: 200 },
    seq: { type: 'number' },
    act: { type: 'string' },
    at: { type: 'number' },
    session: { type: 'string' },
    title: { type: 'string' },
    due: { type: ['string', 'null'] },
    destination: { type: ['object', 'null'] },
    sign: { type: 'string' },
    settled: { type: 'boolean' },
    undone: { type: 'boolean' },
    cents: { type: ['number', 'null'] },
    card: { type: ['string', 'null'] },
    params: { type: 'object' },
  },
  required: ['id', 'seq', 'act', 'at', 'session', 'title', 'sign', 'params', 'settled', 'undone'],
};

/**
 * Today's acts, live in memory. Pulled page by page by `acts.pull`, then fed by `acts.changed`; nothing is pushed,
 * for a screen never writes an act.
 */
export async function openActs(bridge: Pick<Bridge, 'call' | 'on'>, name: string): Promise<ActsCollection> {
  const database = await createRxDatabase({ name, storage: getRxStorageMemory(), multiInstance: false });
  const { acts } = await database.addCollections<{ acts: ActsCollection }>({ acts: { schema } });
  const changes = new Subject<{ documents: (ActView & { _deleted: boolean })[]; checkpoint: Reached }>();
  let reached = 0;
  const kept = (act: ActView): ActView & { _deleted: boolean } => ({ ...act, _deleted: false });

  bridge.on('acts.changed', ({ acts: changed }) => {
    reached = Math.max(reached, ...changed.map((act) => act.seq));
    changes.next({ documents: changed.map(kept), checkpoint: { seq: reached } });
  });

  replicateRxCollection<ActView, Reached>({
    collection: acts,
    replicationIdentifier: `core-${name}`,
    deletedField: '_deleted',
    live: true,
    waitForLeadership: false,
    retryTime: 1000,
    pull: {
      batchSize: 500,
      stream$: changes.asObservable(),
      async handler(last, limit) {
        const reply = await bridge.call('acts.pull', { after: last?.seq ?? 0, limit });
        if (!reply.ok) throw new Error(`acts.pull: ${reply.error.code}`);
        const found = reply.result.acts;
        const seq = Math.max(last?.seq ?? 0, ...found.map((act) => act.seq));
        reached = Math.max(reached, seq);
        return { documents: found.map(kept), checkpoint: { seq } };
      },
    },
  });
  return acts;
}
