import { NATIONAL } from '@balie/shared/protocol/databases.ts';
import type { Couch, CouchDocument } from '../couch/couch.ts';

/** `pepper:<isil>` in `national`. */
interface PepperDocument extends CouchDocument {
  readonly pepper: string;
}

/**
 * The pepper of a library's PINs (A7), 32 bytes in base64, made when it is first asked for. It stands in the server's register alone:
 * in no library's database, and no desk but the library's own is told.
 */
export async function libraryPepper(
  couch: Couch,
  isil: string,
  random: (bytes: number) => Buffer,
): Promise<string> {
  const _id = `pepper:${isil}`;
  const stored = async (): Promise<string | undefined> =>
    (await couch.getMany<PepperDocument>(NATIONAL, [_id])).get(_id)?.winner.pepper;
  const known = await stored();
  if (known !== undefined) return known;
  // Of two that ask at once one writes it, and both read that.
  const fresh: CouchDocument & { pepper: string } = { _id, pepper: random(32).toString('base64') };
  await couch.bulk(NATIONAL, [fresh]);
  const made = await stored();
  if (made === undefined) throw new Error(`the pepper of ${isil} was not written`);
  return made;
}
