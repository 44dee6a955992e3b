import { Sip2Listener } from '../adapters/sip2-listener.ts';
import { Sip2Log } from '../adapters/sip2-log.ts';
import type { Desk } from '../core/desk.ts';
import type { Sip2Settings } from '../core/sip2/machine-settings.ts';
import { Sip2Service } from '../core/sip2/service.ts';
import type { MachinesServed } from './core-messages.ts';

export interface Served {
  readonly where: MachinesServed;
  /** Finishes what is under way. */
  close(): Promise<void>;
}

/** Serves the machines that the settings name, and keeps what is said in the log. Rejects with Sip2PortError. */
export async function serveMachines(
  desk: Pick<Desk, 'forMachines'>,
  { host, machines }: Sip2Settings,
  { port, log: path }: { readonly port: number; readonly log: string },
): Promise<Served> {
  const log = new Sip2Log(path, (error) => console.error(`${path} cannot be written: ${String(error)}`));
  const service = new Sip2Service(desk.forMachines(), { machines }, (line) => log.add(line));
  const listener = await Sip2Listener.listen(service, { host, port });
  return {
    where: { host, port: listener.port, names: machines.map(({ name }) => name) },
    async close() {
      await listener.close();
      await log.close();
    },
  };
}
