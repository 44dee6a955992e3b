import type { StateDocument } from '@balie/shared/protocol/state-document.ts';
import type { Machine } from '../machine.ts';
import type { Chronicle } from '../world/chronicle.ts';
import type { World } from '../world/world.ts';

/** What the centre says of one library, beside how it really is. */
export interface Hearing {
  readonly library: string;
  readonly world: World;
  readonly chronicle: Chronicle;
  readonly machines: readonly Machine[];
  /** By id. */
  readonly documents: ReadonlyMap<string, StateDocument>;
}
