import { randomBytes } from 'node:crypto';
import { writeSync } from 'node:fs';
import { MachineClock } from '@balie/desktop/adapters/desk-clock.ts';
import { NodeDisk } from '@balie/desktop/adapters/node-disk.ts';
import { JournalWriter } from '@balie/shared/journal/journal-files.ts';

/** Appends to the journal in the folder it is given until it is killed, and prints the id of each entry that was acknowledged. */
const [folder = ''] = process.argv.slice(2);
const clock = new MachineClock('boot');
const place = { library: 'NL-1', branch: 'oost', staff: null, session: null, rules: 1, policy: '' };
const { writer } = await JournalWriter.open({
  disk: await NodeDisk.open(folder),
  reading: () => clock.reading(),
  random: () => randomBytes(16).toString('hex'),
  sign: () => 'sig',
  desk: 'desk-1',
  program: 'test',
  home: place,
});

async function appendForEver(size: number): Promise<void> {
  for (let server = 1; ; server++) {
    const drafts = Array.from({ length: size }, () => ({
      kind: 'clock.anchor' as const,
      body: { server },
      after: [],
    }));
    const sealed = await writer.append(drafts, place);
    writeSync(1, sealed.map(({ entry }) => `${entry._id}\n`).join(''));
  }
}

await Promise.all([1, 2, 5].map(appendForEver));
