import type { DeskState } from '@balie/desktop/contract/views.ts';
import { canonicalJson } from '@balie/shared/journal/canonical.ts';
import type { Machine } from '../machine.ts';
import type { Hearing } from './hearing.ts';

/** Each desk sees each book, queue, account, patron and drawer as the centre does, and waits for nothing. */
export async function deskProblems(machine: Machine, { documents }: Hearing): Promise<readonly string[]> {
  const { run } = machine;
  if (!run) return [`${machine.name} does not run`];
  const state = await run.desk.call('desk.state', {});
  if (machine.stolen) return stolenProblems(machine, state.ok ? state.result : null);
  const problems: string[] = [];
  if (!state.ok || state.result.waiting || state.result.refused || state.result.contact !== 'online')
    problems.push(`${machine.name} is not at rest: ${JSON.stringify(state)}`);
  const view = run.desk['view'];
  const ids = [...documents.keys()].filter((id) => /^(item|queue|account|patron|contact|till):/.test(id));
  const seen = await view.documents(ids);
  for (const id of ids) {
    const [kind, name] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
    const said: unknown = documents.get(id)!.state;
    const views: unknown[] = kind === 'account' ? [] : [seen.get(id)?.state];
    if (kind === 'item') views.push(await view.item(name));
    else if (kind === 'queue') views.push((await view.queues([id]))[0]);
    else if (kind === 'account') views.push(await run.desk['situations'].account(name));
    if (views.some((one) => one !== said && canonicalJson(one ?? null) !== canonicalJson(said)))
      problems.push(`${machine.name} sees ${id} otherwise than the centre`);
  }
  return problems;
}

/** A desk whose access was taken away goes on by itself, and keeps what it did. */
function stolenProblems({ name, unheard }: Machine, state: DeskState | null): readonly string[] {
  const isAlone = state?.contact === 'alone' && state.waiting >= unheard.size;
  return isAlone ? [] : [`${name} was revoked and did ${unheard.size} acts since: ${JSON.stringify(state)}`];
}
