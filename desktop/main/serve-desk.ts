import type { FromCore, ToCore } from '../contract/contract.ts';
import type { Desk } from '../core/desk.ts';

/** Answers the calls that come over one port and sends it the desk's events. `stop` ends both. */
export function serveDesk(
  desk: Pick<Desk, 'call' | 'onEvent'>,
  send: (message: FromCore) => void,
): { hear(data: unknown): void; stop(): void } {
  let stopped = false;
  const leave = desk.onEvent((event, payload) => send({ event, payload }));
  return {
    hear(data) {
      if (stopped || !isToCore(data)) return;
      const { id, call, payload } = data;
      void desk.call(call, payload as never).then((reply) => {
        if (!stopped) send({ id, reply });
      });
    },
    stop() {
      stopped = true;
      leave();
    },
  };
}

export function isToCore(data: unknown): data is ToCore {
  return (
    typeof data === 'object' &&
    data !== null &&
    'id' in data &&
    typeof data.id === 'number' &&
    'call' in data &&
    typeof data.call === 'string'
  );
}
