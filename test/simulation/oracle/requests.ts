import type { IllState } from '@balie/shared/ill/request-state.ts';
import { canonicalJson } from '@balie/shared/journal/canonical.ts';
import type { Hearing } from './hearing.ts';

/** Every request of another library is as far as it really is, and nobody asked for any other. */
export function requestProblems({ library, world, documents }: Hearing): readonly string[] {
  const { requests } = world.toldBy(library);
  const strangers = [...documents.keys()].filter((id) => id.startsWith('ill:') && !requests.has(id));
  return [
    ...strangers.map((id) => `nobody asked for ${id}`),
    ...[...requests].flatMap(([id, really]) => {
      const state = documents.get(id)?.state as IllState | undefined;
      const said = state && saidOf(state);
      return canonicalJson(said ?? null) === canonicalJson(really)
        ? []
        : [`${id} is ${JSON.stringify(really)}, the centre says ${JSON.stringify(said)}`];
    }),
  ];
}

function saidOf({ status, supplier, tried, supply, lossCents }: IllState) {
  const sent = supply && { item: supply.item, due: supply.due, renewalsLeft: supply.renewalsLeft };
  return { status, supplier, tried, supply: sent, lossCents };
}
