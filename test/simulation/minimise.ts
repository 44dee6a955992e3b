import type { Selection, SimulationOptions } from './options.ts';
import { planOf } from './plan.ts';
import { type Report, simulate } from './simulate.ts';

export interface Minimised {
  readonly options: SimulationOptions;
  readonly report: Report;
  readonly runs: number;
}

/** Whether a shorter run fails in the same way: what it says first, without the names that change with every run. */
function kindOf(problem: string): string {
  return problem
    .split('\n')[0]!
    .replaceAll(/entry:\S+|BOEK-\d+|balie-[\w-]+|patron-\d+|[a-z0-9]{16}|\d+/g, '#')
    .slice(0, 40);
}

/**
 * The shortest failing run that is found within `budgetMs`: visits are left out, then faults, then turns of the centre, then days, each by halves, quarters and so
 * on (delta debugging) until nothing more can go. Each part has dice of its own, so what is left stays as it was.
 */
export async function minimise(
  options: SimulationOptions,
  failing: Report,
  { budgetMs, each }: { readonly budgetMs: number; readonly each?: (left: Selection) => void },
): Promise<Minimised> {
  const until = performance.now() + budgetMs;
  const kinds = new Set(failing.problems.map(kindOf));
  const plan = planOf(options);
  let runs = 0;
  let best: { readonly only: Selection; readonly report: Report } = {
    only: {
      visits: [...plan.visits, ...plan.later].map(({ number }) => number),
      faults: plan.faults.map(({ number }) => number),
      centre: plan.centre.map(({ number }) => number),
      days: plan.days,
    },
    report: failing,
  };
  const fails = async (change: Partial<Selection>): Promise<boolean> => {
    const only = { ...best.only, ...change };
    runs += 1;
    const report = await simulate({ ...options, only });
    if (!report.problems.some((problem) => kinds.has(kindOf(problem)))) return false;
    best = { only, report };
    each?.(only);
    return true;
  };
  const isOver = (): boolean => performance.now() > until;
  for (let before = -1; before !== sizeOf(best.only) && !isOver();) {
    before = sizeOf(best.only);
    await shorten(best.only.visits, COARSE, (visits) => fails({ visits }), isOver);
    await shorten(best.only.faults, FINE, (faults) => fails({ faults }), isOver);
    await shorten(best.only.centre, FINE, (centre) => fails({ centre }), isOver);
    await shorten(best.only.visits, FINE, (visits) => fails({ visits }), isOver);
    while (best.only.days > 1 && !isOver() && (await fails({ days: best.only.days - 1 })));
  }
  return { options: { ...options, only: best.only }, report: best.report, runs };
}

function sizeOf({ visits, faults, centre, days }: Selection): number {
  return visits.length + faults.length + centre.length + days;
}

/** The smallest part that is left out by itself: many at first, for then most can go. */
const COARSE = 30;
const FINE = 1;

/** Leaves out ever smaller parts of a list as long as the rest fails. */
async function shorten<T>(
  list: readonly T[],
  smallest: number,
  fails: (rest: readonly T[]) => Promise<boolean>,
  isOver: () => boolean,
): Promise<void> {
  let left = list;
  for (
    let size = Math.ceil(left.length / 2);
    size >= smallest && left.length;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let from = 0; from < left.length && !isOver();) {
      const rest = [...left.slice(0, from), ...left.slice(from + size)];
      if (await fails(rest)) left = rest;
      else from += size;
    }
  }
}
