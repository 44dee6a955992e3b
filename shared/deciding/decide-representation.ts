import type { EntryId } from '../journal/ids.ts';
import type { Bodies } from '../journal/kinds.ts';
import { draftAfter } from '../patrons/draft-after.ts';
import type { PatronState } from '../patrons/fold-patron.ts';
import type { Link, LinkRole } from '../patrons/links.ts';
import { absent } from './absent.ts';
import { restingOn } from './decision.ts';
import { isSame } from './patron-facts.ts';
import { objection, type Outcome, outcome } from './outcome.ts';

type Role = Bodies['patron.link']['link'];

const ROLE: Readonly<Record<Role, LinkRole>> = {
  guardian: 'has-guardian',
  proxy: 'has-proxy',
  family: 'family',
};

/** Somebody becomes the guardian, relative or proxy of a patron, or is so no more (P6). Guardians are of age, proxies may be anybody. */
export function decideLink(
  patron: PatronState,
  other: PatronState,
  link: Role,
  act: Bodies['patron.link']['act'],
): Outcome {
  const standing = patron.links.filter((one) => one.role === ROLE[link] && isSame(other, one.other));
  const stands = standing.length > 0;
  const objections = [...absent(patron), ...absent(other)];
  if (isSame(patron, other.id)) objections.push(objection('same-patron'));
  if (act === 'make' && stands) objections.push(objection('linked-already'));
  if (act === 'end' && !stands) objections.push(objection('not-linked'));
  if (act === 'make' && link === 'guardian' && (other.juvenile || other.kind !== 'person'))
    objections.push(objection('guardian-unfit'));
  const named =
    act === 'make' ? [{ patron: patron.id, other: other.id }] : standing.map(asWritten(patron, other));
  return outcome(objections, () =>
    named.map((ids) => ({
      kind: 'patron.link',
      body: { ...ids, link, act },
      after: restingOn(patron.newest, other.newest),
    })),
  );
}

/** A link ends under the ids that it was made with, whatever was merged since: each side knows the other's. */
function asWritten(
  patron: PatronState,
  other: PatronState,
): (link: Link) => { patron: string; other: string } {
  return ({ by, other: named }) => ({
    patron: other.links.find((theirs) => theirs.by === by)?.other ?? patron.id,
    other: named,
  });
}

/** The last word on a consent; the same word again is nothing. */
export function decideConsent(
  patron: PatronState,
  to: Bodies['patron.consent']['to'],
  given: boolean,
): Outcome {
  const objections = absent(patron);
  if ((patron.consents[to]?.given ?? false) === given) objections.push(objection('nothing-changed'));
  return outcome(objections, () => [draftAfter(patron, 'patron.consent', { patron: patron.id, to, given })]);
}

/** A note, whose words travel in the payload (A1), or the end of one. */
export function decideNote(
  patron: PatronState,
  note: { readonly text: string; readonly show: Bodies['patron.note']['show'] } | { readonly ends: EntryId },
): Outcome {
  const objections = absent(patron);
  if ('ends' in note) {
    const ended = patron.notes.find(({ id }) => id === note.ends);
    if (!ended) objections.push(objection('note-unknown'));
    const body = {
      patron: ended?.patron ?? patron.id,
      show: ended?.show ?? 'record-only',
      ends: note.ends,
    };
    return outcome(objections, () => [draftAfter(patron, 'patron.note', body)]);
  }
  const text = note.text.trim();
  if (!text) objections.push(objection('field-missing', { field: 'note' }));
  const body = { patron: patron.id, show: note.show, ends: null };
  return outcome(objections, () => [draftAfter(patron, 'patron.note', body, { note: text })]);
}
