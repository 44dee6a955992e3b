import type { Draft } from '@balie/shared/journal/seal.ts';
import type { EnrolAnswer, EnrolRequest } from '@balie/shared/protocol/api.ts';
import { NATIONAL } from '@balie/shared/protocol/databases.ts';
import type { Couch } from '../couch/couch.ts';
import {
  type DeskDocument,
  enrolmentDoc,
  type EnrolmentDocument,
  enrolmentDocumentSchema,
  nationalDeskDoc,
  secretHash,
} from '../gateway/national-documents.ts';
import type { Registry } from '../gateway/registry.ts';
import { readPublicKey } from '../gateway/signature.ts';
import { Problem } from './errors.ts';

/** The centre's journal. Resolves when the entry is on the disk. */
export interface Centre {
  append(library: string, draft: Draft): Promise<unknown>;
}

export interface EnrolmentPorts {
  readonly couch: Couch;
  readonly now: () => number;
  readonly random: (bytes: number) => Buffer;
}

/** Easy to read aloud: no I, L, O or U. Five bits a letter. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LETTERS = 10;

/** Makes a code with which one desk may come in, like `7K3QD-M4XWE`. Only its hash is kept. */
export async function createEnrolmentCode(
  { couch, now, random }: EnrolmentPorts,
  place: {
    readonly library: string;
    readonly branch: string;
    readonly deskPrefix?: string;
    readonly validMs: number;
  },
): Promise<string> {
  const letters = [...random(CODE_LETTERS)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
  const { validMs, ...where } = place;
  const document: EnrolmentDocument = {
    _id: enrolmentDoc(letters),
    ...where,
    expires: now() + validMs,
    usedBy: null,
  };
  const [row] = await couch.bulk(NATIONAL, [document]);
  if (!row?.ok) throw new Error(`the enrolment code was not written: ${row?.reason}`);
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}

/** Takes a code, once, and gives the desk its name and token. Throws a Problem. */
export async function enrol(
  ports: EnrolmentPorts & { readonly registry: Registry; readonly centre: Centre },
  { code, name, key }: EnrolRequest,
): Promise<EnrolAnswer> {
  if (!readPublicKey(key)) throw new Problem('bad-key');
  const enrolment = await open(ports, code);
  const { library, branch } = enrolment;
  const { timeZone } = (await ports.registry.library(library)) ?? missing(library);
  const desk = `${slug(enrolment.deskPrefix ?? branch)}-${ports.random(2).toString('hex')}`;
  const token = `${desk}.${ports.random(32).toString('base64url')}`;
  await take(ports.couch, enrolment, desk);
  const document: DeskDocument = {
    _id: nationalDeskDoc(desk),
    name,
    key,
    library,
    branch,
    tokenHash: secretHash(token),
    revoked: false,
  };
  await write(ports.couch, document);
  ports.registry.forget(desk);
  await ports.centre.append(library, { kind: 'desk.enrol', body: { desk, name, key }, after: [] });
  return { desk, token, library, branch, timeZone };
}

async function open({ couch, now }: EnrolmentPorts, code: string): Promise<EnrolmentDocument> {
  const id = enrolmentDoc(plain(code));
  const found = (await couch.getMany(NATIONAL, [id])).get(id);
  if (!found) throw new Problem('code-unknown');
  const enrolment = enrolmentDocumentSchema.parse(found.winner);
  if (enrolment.usedBy !== null) throw new Problem('code-used');
  if (enrolment.expires <= now()) throw new Problem('code-expired');
  return enrolment;
}

/** By revision, so that of two desks with one code one gets it. */
async function take(couch: Couch, enrolment: EnrolmentDocument, desk: string): Promise<void> {
  const taken: EnrolmentDocument = { ...enrolment, usedBy: desk };
  const [row] = await couch.bulk(NATIONAL, [taken]);
  if (!row?.ok) throw new Problem('code-used');
}

async function write(couch: Couch, document: DeskDocument): Promise<void> {
  const [row] = await couch.bulk(NATIONAL, [document]);
  if (!row?.ok) throw new Problem('internal', 'the desk was not written; try another code');
}

function missing(library: string): never {
  throw new Problem('no-library', library);
}

/** As a person types it: any case, with or without the dash, O for 0, I and L for 1. */
function plain(code: string): string {
  return code.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
}

function slug(place: string): string {
  const letters = place
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '');
  return letters.slice(0, 40) || 'desk';
}
