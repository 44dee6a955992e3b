import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeVerifier } from '@balie/desktop/adapters/pin-verifier.ts';
import { PIN_FIELD } from '@balie/shared/patrons/pin.ts';
import { generateDemoExport } from '@balie/sync-server/demo/generate-export.ts';
import { writeDemoExport } from '@balie/sync-server/demo/write-export.ts';
import { libraryPepper } from '@balie/sync-server/gateway/pepper.ts';
import { patronIdOf } from '@balie/sync-server/import/import-drafts.ts';
import { planImport } from '@balie/sync-server/import/plan-import.ts';
import { readExport } from '@balie/sync-server/import/read-export.ts';
import type { National } from '@balie/sync-server/national.ts';
import { CommandError } from './command.ts';
import { writePlan } from './commands/import.ts';

const SEED = 1;
const TIME_ZONE = 'Europe/Amsterdam';
/** Of the cards that are printed to try; plainly nobody's. */
const PATRON_PIN = '1234';
const OWED_CENTS = 360;

type Made = ReturnType<typeof generateDemoExport>;

export interface Demo {
  readonly library: string;
  readonly libraryName: string;
  readonly branch: string;
  readonly staff: readonly {
    readonly id: string;
    readonly name: string;
    readonly pin: string;
    readonly mayOverride: boolean;
  }[];
  /** Cards and barcodes to try, with what each shows. */
  readonly tryThese: readonly { readonly what: string; readonly code: string; readonly pin?: string }[];
}

/** The demonstration consortium: made once, the normal way, by an import of a generated export. Gives what to try. */
export async function openDemo(home: string, national: National, say: (line: string) => void): Promise<Demo> {
  const file = join(home, 'demo.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Demo;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  say('Demonstration consortium: three libraries are imported, once');
  const now = Date.now();
  const made = generateDemoExport({ seed: SEED, now });
  const folder = join(home, 'demo-export');
  await writeDemoExport(made, folder);
  const source = await readExport(folder);
  const codes = Object.fromEntries(made.libraries.map((l) => [l.code, l.isil]));
  const plan = source.ok
    ? planImport(source.value, {
        mapping: { kind: 'map', codes },
        now,
        timeZone: TIME_ZONE,
        defaultLoanGroup: 'boek',
      })
    : source;
  if (!plan.ok) throw new CommandError(`the demonstration export could not be read: ${plan.error.code}`);
  await writePlan(national, plan.value, TIME_ZONE, say);
  for (const { id, name, pin, library, mayOverride } of made.staff) {
    const body = { staff: id, name, mayOverride, pin: await makeVerifier(pin) };
    await national.append(codes[library]!, { kind: 'staff.set', body, after: [] });
  }
  await givePins(made, national);
  await chargeSomebody(made, national);
  await national.resolver.drain();
  const demo = describe(made);
  await writeFile(file, `${JSON.stringify(demo, null, 2)}\n`);
  return demo;
}

/** Those whose cards are printed to try get a PIN, as a library would give it: the verifier, never the PIN, and beside the entry. */
async function givePins({ highlights, libraries }: Made, national: National): Promise<void> {
  const { isil } = libraries.find((library) => library.code === highlights.library)!;
  const pepper = Buffer.from(await libraryPepper(national.couch, isil, randomBytes), 'base64');
  const pin = await makeVerifier(PATRON_PIN, pepper);
  for (const { card } of peopleToTry(highlights)) {
    const body = { patron: patronIdOf(isil, `patron:${card}`), set: {}, fields: [PIN_FIELD] };
    await national.append(isil, { kind: 'patron.edit', body, personal: { [PIN_FIELD]: pin }, after: [] });
  }
}

/** What an import brings costs nothing (L7), and somebody has to have something to pay. */
async function chargeSomebody({ highlights, libraries }: Made, national: National): Promise<void> {
  const { isil } = libraries.find((library) => library.code === highlights.library)!;
  const { card } = highlights.owing;
  const patron = patronIdOf(isil, `patron:${card}`);
  const body = { source: `charge:${card}`, patron, reason: 'damage', cents: OWED_CENTS };
  await national.append(isil, { kind: 'charge.open', body, after: [] });
}

function peopleToTry(h: Made['highlights']): readonly { readonly what: string; readonly card: string }[] {
  return [
    { what: 'card of an adult with loans', card: h.ordinaryAdult.card },
    { what: 'card of an adult who owes € 3.60', card: h.owing.card },
    { what: 'card whose subscription ended', card: h.expired.card },
    { what: 'card that is blocked', card: h.blocked.card },
    { what: 'card of a child', card: h.child.card },
  ];
}

function describe({ highlights: h, libraries, staff }: Made): Demo {
  const library = libraries.find((l) => l.code === h.library)!;
  return {
    library: library.isil,
    libraryName: library.name,
    branch: h.branch,
    staff: staff
      .filter((s) => s.library === h.library)
      .map(({ id, name, pin, mayOverride }) => ({ id, name, pin, mayOverride })),
    tryThese: [
      ...peopleToTry(h).map(({ what, card }) => ({ what, code: card, pin: PATRON_PIN })),
      ...h.available.map((item) => ({ what: 'book on the shelf here', code: item.barcode })),
      { what: 'book that others reserved', code: h.reserved.barcode },
      { what: 'book on loan', code: h.onLoan.barcode },
    ],
  };
}
