import { personalValues } from '@balie/shared/patrons/fields.ts';
import type { PatronState } from '@balie/shared/patrons/fold-patron.ts';
import type { Content } from '@balie/shared/protocol/state-document.ts';

export type PersonalFields = Readonly<Record<string, string>>;

/** What is known here of who somebody is (A1): the fields that stand now (P1), out of the documents of one person. */
export function personalFields(patron: PatronState, documents: readonly Content[]): PersonalFields {
  return Object.assign({}, ...documents.map(({ personal = {} }) => personalValues(patron, personal)));
}

/** Given name or initials, prefix and family name, as far as they are known here. */
export function nameOf(personal: PersonalFields): string {
  return [personal['givenName'], personal['prefix'], personal['familyName']].filter(Boolean).join(' ');
}

/** The words of the notes that are shown at the counter, oldest first. */
export function messagesOf({ notes }: PatronState, documents: readonly Content[]): readonly string[] {
  return notes.flatMap(({ id, show }) => {
    const text = documents.flatMap(({ personal }) => personal?.[id]?.['note'] ?? [])[0];
    return show === 'at-counter' && text ? [text] : [];
  });
}
