import type { TurnsState } from '@balie/shared/journal/fold-turns.ts';
import type { HorizonMark } from '@balie/shared/journal/horizon.ts';
import { parseEntryId, type StreamId } from '@balie/shared/journal/ids.ts';
import { TURNS_DOC } from '@balie/shared/protocol/document-ids.ts';
import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import type { PlannedDocument } from './planned-document.ts';
import type { StoredDocuments } from './stored-documents.ts';
import type { StreamState } from './stream-state.ts';

/** What the centre said of a whole library, as it is folded, the newest batch included. */
export class Turns {
  private readonly documents: StoredDocuments;
  private known: TurnsState | null | undefined;

  constructor(documents: StoredDocuments) {
    this.documents = documents;
  }

  /** What a batch makes of them, written or not. */
  learn(folded: readonly PlannedDocument[]): void {
    const found = folded.find(({ after }) => after._id === TURNS_DOC);
    if (found) this.known = found.after.state as TurnsState;
  }

  /** Another may have written since. */
  forget(): void {
    this.known = undefined;
  }

  /** Oldest first. */
  async horizons(): Promise<readonly HorizonMark[]> {
    if (this.known === undefined) {
      const found = await this.documents.get<StateDocument>([TURNS_DOC]);
      this.known = (found.get(TURNS_DOC)?.winner.state as TurnsState | undefined) ?? null;
    }
    return this.known?.horizons ?? [];
  }
}

/** Whether all that had come when a horizon was set is folded here: before that it cannot be told what is late. */
export function isFolded({ by, cut }: HorizonMark, streams: ReadonlyMap<StreamId, StreamState>): boolean {
  return [by, ...Object.values(cut).flat()].every((id) => {
    const { stream, seq } = parseEntryId(id)!;
    return (streams.get(stream)?.tip.seq ?? 0) >= seq;
  });
}
