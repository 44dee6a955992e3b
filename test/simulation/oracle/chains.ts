import { inspectChain } from '@balie/shared/journal/chain.ts';
import type { AnyEntry } from '@balie/shared/journal/entry.ts';

/** Streams without holes or breaks, and without forks unless a machine was copied while it ran. */
export function chainProblems(entries: Iterable<AnyEntry>, forksAllowed: boolean): readonly string[] {
  const problems: string[] = [];
  const streams = new Map<string, AnyEntry[]>();
  for (const entry of entries) {
    const own = streams.get(entry.stream);
    if (own) own.push(entry);
    else streams.set(entry.stream, [entry]);
  }
  for (const [stream, own] of streams) {
    const { forks, holes, broken } = inspectChain(own);
    if (holes.length) problems.push(`${stream} lacks ${holes.join(' ')}`);
    if (broken.length) problems.push(`${stream} is broken at ${broken.join(' ')}`);
    if (forks.length && !forksAllowed) problems.push(`${stream} forks at ${forks.join(' ')}`);
  }
  return problems;
}
