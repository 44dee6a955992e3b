import type { Screens } from '../app/screens.tsx';

/** Shows the receipt or slip of the act that is asked about, or else of the last; says so where there is none. */
export async function showPaper({
  bridge,
  shell,
  counter,
}: Pick<Screens, 'bridge' | 'shell' | 'counter'>): Promise<void> {
  const { shown } = counter.store.getState();
  const act = shown?.open && shown.answer.kind === 'act' ? shown.answer.act.id : null;
  const reply = await bridge.call('paper.get', { act });
  if (reply.ok && reply.result) shell.setState({ dialog: 'paper', paper: reply.result });
  else counter.tell({ kind: 'failed', code: reply.ok ? 'no-paper' : reply.error.code, params: {} });
}
