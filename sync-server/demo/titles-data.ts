import type { TitleGroup } from './title-row.ts';
import { DUTCH_LITERATURE } from './titles-data-dutch-literature.ts';
import { MEDIA } from './titles-data-media.ts';
import { NON_FICTION } from './titles-data-non-fiction.ts';
import { THRILLERS } from './titles-data-thrillers.ts';
import { WORLD_LITERATURE } from './titles-data-world-literature.ts';
import { YOUTH_DUTCH } from './titles-data-youth-dutch.ts';
import { YOUTH_WORLD } from './titles-data-youth-world.ts';

/** All titles of the demo, by genre. */
export const TITLE_GROUPS: readonly TitleGroup[] = [
  ...DUTCH_LITERATURE,
  ...WORLD_LITERATURE,
  ...THRILLERS,
  ...YOUTH_DUTCH,
  ...YOUTH_WORLD,
  ...NON_FICTION,
  ...MEDIA,
];
