import { ed25519Verifier } from '@balie/sync-server/gateway/signature.ts';
import { listLibraries } from '@balie/sync-server/resolver/registry.ts';
import { verifyLibrary, type VerifyReport } from '@balie/sync-server/verify/verify-journals.ts';
import { type Command, CommandError, FAILED, OK, print, readArguments } from '../command.ts';
import { openNational } from '../open-national.ts';

const help = `
usage: npx balie verify [--library <ISIL>] [--json]

Reads every journal again and checks each stream: hashes, signatures, the chain without holes, forks, personal payloads.
Changes nothing. Exit code 1 when a chain is not whole. --json prints {"whole","libraries":[{"library","streams","entries","faults"}]}.
`;

export const command: Command = {
  summary: 'checks that every journal is whole',
  help,
  async run(args) {
    const { values } = readArguments(args, { library: { type: 'string' }, json: { type: 'boolean' } });
    const { national, where } = await openNational((line) => console.error(line));
    try {
      const ports = {
        couch: national.couch,
        keyOf: async (desk: string) => (await national.registry.desk(desk))?.key ?? null,
        verify: ed25519Verifier(),
      };
      const reports: VerifyReport[] = [];
      for (const { isil } of await listLibraries(national.couch)) {
        if (values.library === undefined || values.library === isil)
          reports.push(await verifyLibrary(ports, isil));
      }
      if (!reports.length) throw new CommandError(`there is no library ${values.library ?? ''} on ${where}`);
      const whole = reports.every((r) => r.faults.length === 0);
      await print(
        values.json
          ? JSON.stringify({ whole, libraries: reports })
          : [`checked ${where}`, ...reports.flatMap(lines)].join('\n'),
      );
      return whole ? OK : FAILED;
    } finally {
      await national.close();
    }
  },
};

function lines({ library, streams, entries, faults }: VerifyReport): readonly string[] {
  const head = `${library}: ${streams} streams, ${entries} entries, ${faults.length ? `${faults.length} not whole` : 'all whole'}`;
  return [
    head,
    ...faults.map(
      (f) =>
        `  ${f.stream}: forks at ${f.forks.join(', ') || '-'}; holes ${f.holes.join(', ') || '-'}; broken ${f.broken.length}; forged ${f.forged.length}; without payload ${f.withoutPayload.length}`,
    ),
  ];
}
