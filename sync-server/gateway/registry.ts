import { timingSafeEqual } from 'node:crypto';
import { NATIONAL } from '@balie/shared/protocol/databases.ts';
import type { Couch } from '../couch/couch.ts';
import {
  type DeskDocument,
  deskDocumentSchema,
  LIBRARIES,
  libraryDoc,
  type LibraryDocument,
  libraryDocumentSchema,
  nationalDeskDoc,
  secretHash,
} from './national-documents.ts';

export interface EnrolledDesk extends Pick<DeskDocument, 'key' | 'library' | 'branch' | 'revoked'> {
  readonly desk: string;
}

/** Who is enrolled where. */
export interface Registry {
  /** Null when there is no such desk. */
  desk(id: string): Promise<EnrolledDesk | null>;
  /** The desk that a bearer token belongs to, revoked or not; null when it is nobody's. */
  deskOfToken(token: string): Promise<EnrolledDesk | null>;
  library(isil: string): Promise<LibraryDocument | null>;
  libraries(): Promise<readonly LibraryDocument[]>;
  /** Reads a desk anew at its next use. */
  forget(desk: string): void;
}

interface Kept<T> {
  readonly value: T;
  readonly until: number;
}

/** A revocation and a new generation are seen this much later at most, ms. */
const KEEP_DESK_MS = 10_000;
const KEEP_LIBRARY_MS = 2_000;
const MOST_KEPT = 20_000;

/** The registry in `national`. */
export class CouchRegistry implements Registry {
  private readonly couch: Couch;
  private readonly now: () => number;
  private readonly desks = new Map<string, Kept<DeskDocument | null>>();
  private readonly known = new Map<string, Kept<LibraryDocument | null>>();

  constructor(couch: Couch, now: () => number) {
    this.couch = couch;
    this.now = now;
  }

  async desk(id: string): Promise<EnrolledDesk | null> {
    const document = await this.deskDocument(id);
    return document && enrolled(id, document);
  }

  async deskOfToken(token: string): Promise<EnrolledDesk | null> {
    const id = token.slice(0, Math.max(0, token.lastIndexOf('.')));
    const document = id ? await this.deskDocument(id) : null;
    if (!document) return null;
    const same = timingSafeEqual(
      Buffer.from(secretHash(token)),
      Buffer.from(document.tokenHash.padEnd(64).slice(0, 64)),
    );
    return same ? enrolled(id, document) : null;
  }

  async library(isil: string): Promise<LibraryDocument | null> {
    return this.kept(this.known, isil, KEEP_LIBRARY_MS, async () => {
      const id = libraryDoc(isil);
      const found = await this.couch.getMany(NATIONAL, [id]);
      return found.has(id) ? libraryDocumentSchema.parse(found.get(id)!.winner) : null;
    });
  }

  async libraries(): Promise<readonly LibraryDocument[]> {
    return (await this.couch.range(NATIONAL, LIBRARIES)).map((document) =>
      libraryDocumentSchema.parse(document),
    );
  }

  forget(desk: string): void {
    this.desks.delete(desk);
  }

  private deskDocument(desk: string): Promise<DeskDocument | null> {
    return this.kept(this.desks, desk, KEEP_DESK_MS, async () => {
      const id = nationalDeskDoc(desk);
      const found = await this.couch.getMany(NATIONAL, [id]);
      return found.has(id) ? deskDocumentSchema.parse(found.get(id)!.winner) : null;
    });
  }

  private async kept<T>(
    shelf: Map<string, Kept<T>>,
    key: string,
    ms: number,
    read: () => Promise<T>,
  ): Promise<T> {
    const had = shelf.get(key);
    if (had && had.until > this.now()) return had.value;
    const value = await read();
    if (shelf.size >= MOST_KEPT) shelf.clear();
    shelf.set(key, { value, until: this.now() + ms });
    return value;
  }
}

function enrolled(desk: string, { key, library, branch, revoked }: DeskDocument): EnrolledDesk {
  return { desk, key, library, branch, revoked };
}
