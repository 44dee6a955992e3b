import type { FailureCode } from '../contract/failures.ts';
import type { CallName, Calls, EventName, Events, FromCore, Reply, ToCore } from '../contract/contract.ts';

/** What of a MessagePort is used, so that a test can hand in two arrays. */
export interface CorePort {
  postMessage(message: ToCore): void;
  close(): void;
  onmessage: ((event: { data: unknown }) => void) | null;
}

export interface PortClient {
  call<N extends CallName>(name: N, payload: Calls[N]['payload']): Promise<Reply<Calls[N]['result']>>;
  on<N extends EventName>(name: N, listener: (payload: Events[N]) => void): () => void;
  /** A core is ready at this port; at the second and later ones the core has restarted and everything is read again. */
  connect(port: CorePort): void;
}

export interface PortClock {
  after(milliseconds: number, run: () => void): () => void;
}

interface Pending {
  readonly settle: (reply: Reply<unknown>) => void;
}

const silentAfter = 15_000;
const actsAtOnce = 500;

/**
 * The renderer's end of the contract. Calls made before there is a port wait for it; calls whose core went away are
 * answered `core-restarted`, and those without an answer for 15 seconds `core-silent`: their outcome is unknown.
 */
export function createPortClient(clock: PortClock): PortClient {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  const pending = new Map<number, Pending>();
  const early: ToCore[] = [];
  let port: CorePort | null = null;
  let lastId = 0;

  function call<N extends CallName>(
    name: N,
    payload: Calls[N]['payload'],
  ): Promise<Reply<Calls[N]['result']>> {
    return new Promise((resolve) => {
      const id = ++lastId;
      const cancel = clock.after(silentAfter, () => {
        const waiting = early.findIndex((message) => message.id === id);
        if (waiting >= 0) early.splice(waiting, 1);
        settle(id, failure('core-silent'));
      });
      pending.set(id, {
        settle: (reply) => {
          cancel();
          resolve(reply as Reply<Calls[N]['result']>);
        },
      });
      const message: ToCore = { id, call: name, payload };
      if (port) port.postMessage(message);
      else early.push(message);
    });
  }

  function settle(id: number, reply: Reply<unknown>): void {
    const waiting = pending.get(id);
    if (!waiting) return;
    pending.delete(id);
    waiting.settle(reply);
  }

  function emit<N extends EventName>(name: N, payload: Events[N]): void {
    for (const listener of [...(listeners.get(name) ?? [])])
      (listener as (payload: Events[N]) => void)(payload);
  }

  function hear(message: FromCore): void {
    if ('event' in message) emit(message.event, message.payload as never);
    else settle(message.id, message.reply);
  }

  function connect(next: CorePort): void {
    const restarted = port !== null;
    if (port) {
      port.onmessage = null;
      port.close();
      for (const id of [...pending.keys()]) settle(id, failure('core-restarted'));
    }
    port = next;
    next.onmessage = (event) => {
      if (port === next && isFromCore(event.data)) hear(event.data);
    };
    for (const message of early.splice(0)) next.postMessage(message);
    if (restarted) void readAgain();
  }

  async function readAgain(): Promise<void> {
    const state = await call('desk.state', {});
    if (state.ok) emit('desk.state', state.result);
    for (let after = 0; ;) {
      const page = await call('acts.pull', { after, limit: actsAtOnce });
      if (!page.ok || page.result.acts.length === 0) return;
      emit('acts.changed', { acts: page.result.acts });
      const reached = Math.max(...page.result.acts.map((act) => act.seq));
      if (page.result.acts.length < actsAtOnce || reached <= after) return;
      after = reached;
    }
  }

  return {
    call,
    on(name, listener) {
      const heard = listeners.get(name) ?? new Set();
      listeners.set(name, heard);
      heard.add(listener);
      return () => heard.delete(listener);
    },
    connect,
  };
}

function failure(code: FailureCode): Reply<never> {
  return { ok: false, error: { code, message: '' } };
}

function isFromCore(data: unknown): data is FromCore {
  if (typeof data !== 'object' || data === null) return false;
  return (
    ('event' in data && typeof data.event === 'string') ||
    ('id' in data && typeof data.id === 'number' && 'reply' in data)
  );
}
