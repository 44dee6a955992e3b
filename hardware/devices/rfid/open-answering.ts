import type { ByteLink, OpenLink } from '../../ports/byte-link.ts';
import type { PadCommands } from './pad-commands.ts';

/** Opens the link and asks the pad something: a line that opens says nothing about what is at its other end. */
export async function openAnswering(
  open: OpenLink,
  speak: (link: ByteLink) => PadCommands,
): Promise<PadCommands> {
  const link = await open();
  const commands = speak(link);
  try {
    await commands.inventory();
    return commands;
  } catch (error) {
    await link.close();
    throw error;
  }
}
