import type { Content, DocumentState } from '@balie/shared/protocol/state-document.ts';
import type { ItemState } from '@balie/shared/circulation/item-state.ts';
import type { QueueState } from '@balie/shared/holds/queue-state.ts';
import type { Card, PatronState } from '@balie/shared/patrons/fold-patron.ts';
import { personalFields } from '../core/personal-fields.ts';
import type { ReplicaDocument, TitleDocument } from '../core/ports.ts';

/** What an index keeps of a document. `words` is what one finds it by. */
export type IndexRow =
  | {
      readonly kind: 'patron';
      readonly id: string;
      readonly name: string;
      readonly born: number | null;
      readonly cards: readonly Card[];
      readonly words: string;
    }
  | { readonly kind: 'contact'; readonly id: string; readonly city: string | null; readonly words: string }
  | {
      readonly kind: 'item';
      readonly id: string;
      readonly title: string | null;
      readonly patron: string | null;
    }
  | { readonly kind: 'queue'; readonly id: string; readonly patrons: readonly string[] }
  | {
      readonly kind: 'title';
      readonly id: string;
      readonly title: string;
      readonly author: string | null;
      readonly isbns: readonly string[];
      readonly words: string;
    };

/** The index's row of a document, or null for one that nobody searches. */
export function indexRow(document: ReplicaDocument): IndexRow | null {
  const { kind, id } = nameOf(document._id);
  switch (kind) {
    case 'patron':
      return patronRow(id, document as Stated<PatronState>);
    case 'contact':
      return contactRow(id, document as Stated<PatronState>);
    case 'item': {
      const { attributes, loan } = (document as Stated<ItemState>).state;
      return { kind, id, title: attributes?.title ?? null, patron: loan && !loan.ended ? loan.patron : null };
    }
    case 'queue': {
      const open = (document as Stated<QueueState>).state.holds.filter(
        ({ status }) => status === 'waiting' || status === 'captured',
      );
      return { kind, id: document._id, patrons: [...new Set(open.map(({ patron }) => patron))] };
    }
    case 'title':
      return titleRow(id, document as TitleDocument);
    default:
      return null;
  }
}

/** Which row a deleted document had, if any. */
export function rowName(documentId: string): { readonly kind: string; readonly id: string } {
  const { kind, id } = nameOf(documentId);
  return { kind, id: kind === 'queue' ? documentId : id };
}

/** Words of a text as they are compared: small letters without diacritics. */
export function wordsOf(text: string): readonly string[] {
  return (
    text
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** An ISBN as it is compared: its 13 digits where it has them, else what it is without hyphens. */
export function isbnKey(isbn: string): string {
  const digits = isbn.replaceAll(/[^0-9Xx]/g, '').toUpperCase();
  if (!/^\d{9}[\dX]$/.test(digits)) return digits;
  const body = `978${digits.slice(0, 9)}`;
  const sum = [...body].reduce((total, digit, place) => total + Number(digit) * (place % 2 ? 3 : 1), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

type Stated<S extends DocumentState> = Content & { readonly state: S };

function patronRow(id: string, document: Stated<PatronState>): IndexRow {
  const { cards } = document.state;
  const personal = personalOf(document);
  const { familyName, givenName, secondGivenName, prefix, birthDate } = personal;
  const name = [givenName, prefix, familyName].filter(Boolean).join(' ');
  const year = Number(birthDate?.slice(0, 4));
  const words = [name, secondGivenName, birthDate, ...cards.map((card) => card.number)];
  return { kind: 'patron', id, name, born: year || null, cards, words: words.filter(Boolean).join(' ') };
}

function contactRow(id: string, document: Stated<PatronState>): IndexRow {
  const { street, postcode, city, email, phone } = personalOf(document);
  const words = [street, postcode, postcode?.replaceAll(' ', ''), city, email, phone?.replaceAll(/\D/g, '')];
  return { kind: 'contact', id, city: city || null, words: words.filter(Boolean).join(' ') };
}

function titleRow(id: string, { record }: TitleDocument): IndexRow {
  const isbns = (record.isbns ?? []).map(isbnKey);
  const words = [record.title, record.subtitle, record.author, ...isbns].filter(Boolean).join(' ');
  return { kind: 'title', id, title: record.title, author: record.author ?? null, isbns, words };
}

function personalOf(document: Stated<PatronState>): Readonly<Record<string, string | undefined>> {
  return personalFields(document.state, [document]);
}

function nameOf(documentId: string): { readonly kind: string; readonly id: string } {
  const colon = documentId.indexOf(':');
  return { kind: documentId.slice(0, colon), id: documentId.slice(colon + 1) };
}
