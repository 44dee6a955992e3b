import type { Bridge } from '../../contract/contract.ts';
import type { ShellStore } from '../app/shell-state.ts';

/** Shows the receipt or slip of the last act; nothing where there is none. */
export async function showPaper(bridge: Pick<Bridge, 'call'>, shell: ShellStore): Promise<void> {
  const reply = await bridge.call('paper.get', { act: null });
  if (reply.ok && reply.result) shell.setState({ dialog: 'paper', paper: reply.result });
}
