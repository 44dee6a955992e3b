import type { Reply } from '../../contract/contract.ts';

const retryMilliseconds = 500;

/** Asks until the core answers, and hears what changes from then on. An answer that comes behind an event may be older, and is let go. */
export function followView<T>(
  listen: (heard: (view: T) => void) => unknown,
  ask: () => Promise<Reply<T>>,
  put: (view: T) => void,
): void {
  let isKnown = false;
  const known = (view: T): void => {
    isKnown = true;
    put(view);
  };
  listen(known);
  void first();

  async function first(): Promise<void> {
    while (!isKnown) {
      const reply = await ask();
      if (isKnown) return;
      if (reply.ok) known(reply.result);
      else await new Promise((resolve) => setTimeout(resolve, retryMilliseconds));
    }
  }
}
