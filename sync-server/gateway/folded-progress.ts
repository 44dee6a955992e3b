import type { StreamId } from '@balie/shared/journal/ids.ts';
import { NATIONAL } from '@balie/shared/protocol/databases.ts';
import type { Couch } from '../couch/couch.ts';
import { streamDoc, type StreamDocument } from '../resolver/resolver-memory.ts';
import type { Progress, Settled } from './receive.ts';
import type { Registry } from './registry.ts';

/** How far the resolver says it is, in the current generation of a library. Nothing is safe yet: there are no backups. */
export class FoldedProgress implements Progress {
  private readonly couch: Couch;
  private readonly registry: Pick<Registry, 'library'>;

  constructor(couch: Couch, registry: Pick<Registry, 'library'>) {
    this.couch = couch;
    this.registry = registry;
  }

  async settled(library: string, streams: readonly StreamId[]): Promise<ReadonlyMap<StreamId, Settled>> {
    const current = await this.registry.library(library);
    if (!current || streams.length === 0) return new Map();
    const documents = new Map(streams.map((stream) => [streamDoc(current, stream), stream]));
    const found = await this.couch.getMany<StreamDocument>(NATIONAL, [...documents.keys()]);
    return new Map(
      [...found].map(([id, { winner }]) => [documents.get(id)!, { folded: winner.tip.seq, safe: 0 }]),
    );
  }
}
