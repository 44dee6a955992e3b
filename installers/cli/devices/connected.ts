import type { ListedSerial } from '@balie/hardware/codecs/discovery/proposals.ts';
import type { ListedHid } from '@balie/hardware/ports/hid.ts';

/** What the operating system lists. `problems` has a sentence for each list that could not be had. */
export interface Connected {
  readonly serial: readonly ListedSerial[];
  readonly hid: readonly ListedHid[];
  readonly problems: readonly string[];
}

/** Asks the system for its serial lines and HID devices, and opens none. Never rejects. */
export async function listConnected(): Promise<Connected> {
  const problems: string[] = [];
  const orNone = async <T>(what: string, list: () => Promise<readonly T[]>): Promise<readonly T[]> => {
    try {
      return await list();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problems.push(`The ${what} of this machine cannot be listed: ${reason}.`);
      return [];
    }
  };
  // Only here: what these need of the system may be lacking, and then the other one still answers.
  const serial = await orNone('serial lines', async () =>
    (await import('@balie/hardware/devices/serial-lines.ts')).listSerialLines(),
  );
  const hid = await orNone('HID devices', async () =>
    (await import('@balie/hardware/devices/node-hid-api.ts')).nodeHid.list(),
  );
  return { serial, hid, problems };
}
