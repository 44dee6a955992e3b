import type { ActView } from '../../contract/views.ts';

/** Today's acts, the newest first, without what was taken back and the blocks that were overridden later in the same visit. */
export function standingActs(acts: readonly ActView[]): readonly ActView[] {
  const done = new Set<string>();
  return acts.filter((act) => {
    if (act.undone) return false;
    const of = `${act.session} ${act.title}`;
    if (act.act !== 'blocked') done.add(of);
    return act.act !== 'blocked' || !done.has(of);
  });
}
