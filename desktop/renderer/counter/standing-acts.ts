import type { ActView } from '../../contract/acts.ts';

/** Today's acts, the newest first, without the blocks that were overridden later in the same visit. */
export function standingActs(acts: readonly ActView[]): readonly ActView[] {
  const done = new Set<string>();
  return acts.filter((act) => {
    const of = `${act.session} ${act.title}`;
    if (act.act !== 'blocked') done.add(of);
    return act.act !== 'blocked' || !done.has(of);
  });
}
