import type { Fact } from '@balie/shared/journal/fact.ts';
import type { Bodies } from '@balie/shared/journal/kinds.ts';
import { PIN_FIELD } from '@balie/shared/patrons/pin.ts';
import type { DoneAct } from '../contract/acts.ts';
import type { LocalDate, Params } from '../contract/views.ts';

/** What an act is called, and what its line in the list is made of. */
export interface ToldAct {
  readonly act: DoneAct;
  /** The document that it is about: of a copy, or the queue of what is reserved. */
  readonly about?: string;
  /** Whom it concerns: a patron, or whoever has this hold in the queue that it is about. */
  readonly patron?: string;
  readonly hold?: string;
  /** Where the act itself names it. */
  readonly card?: string;
  readonly cents?: number;
  readonly due?: LocalDate | null;
  readonly params?: Params;
}

/** What the list of acts tells of a fact; null of what no desk does by `counter.scan` or `act.do`. */
export function toldAct(fact: Fact): ToldAct | null {
  switch (fact.kind) {
    case 'checkout':
      return { act: 'lent', about: `item:${fact.body.item}`, due: fact.body.due };
    case 'renew':
      return { act: 'renewed', about: `item:${fact.body.item}`, due: fact.body.due };
    case 'checkin':
      return { act: 'taken', about: `item:${fact.body.item}` };
    case 'exception.settle': {
      const exception = /^exception:([^:]+):/.exec(fact.body.exception)?.[1] ?? '';
      return { act: 'exception-settled', params: { exception, answer: fact.body.answer } };
    }
    default:
      return toldHold(fact) ?? toldPerson(fact) ?? toldMoney(fact) ?? toldItem(fact);
  }
}

function toldHold({ kind, body }: Fact): ToldAct | null {
  switch (kind) {
    case 'hold.place':
      return {
        ...{ act: 'hold-placed', about: body.queue, patron: body.patron },
        params: { branch: body.pickup },
      };
    case 'hold.cancel':
      return { act: 'hold-cancelled', about: body.queue, hold: body.hold };
    case 'hold.suspend':
      return { act: 'hold-suspended', about: body.queue, hold: body.hold, due: body.until };
    case 'hold.resume':
      return { act: 'hold-resumed', about: body.queue, hold: body.hold };
    case 'hold.move':
      return {
        ...{ act: 'hold-moved', about: body.queue, hold: body.hold },
        params: body.pickup === undefined ? {} : { branch: body.pickup },
      };
    // Done from a list of books: who waits for one is shown to nobody.
    case 'hold.notOnShelf':
      return { act: 'hold-not-on-shelf', about: `item:${body.item}` };
    case 'hold.expire':
      return { act: 'hold-expired', about: body.queue, params: { why: body.why } };
    default:
      return null;
  }
}

function toldPerson({ kind, body }: Fact): ToldAct | null {
  switch (kind) {
    case 'patron.register':
      return { act: 'patron-registered', patron: body.patron, params: { kind: body.kind } };
    case 'patron.edit':
      return { act: isNewPin(body) ? 'pin-set' : 'patron-edited', patron: body.patron };
    case 'patron.subscription': {
      const { act, patron, subscription, until, priceCents } = body;
      const cents = priceCents > 0 ? { cents: priceCents } : {};
      const due = act === 'end' ? null : until;
      return { act: SUBSCRIPTION_ACTS[act], patron, due, ...cents, params: { subscription } };
    }
    case 'patron.block': {
      const { patron, reason, until: due } = body;
      return { act: 'patron-blocked', patron, due, params: { reason } };
    }
    case 'patron.unblock':
      return { act: 'patron-unblocked', patron: body.patron };
    case 'patron.card': {
      const { act, number: card, feeCents } = body;
      return { act: CARD_ACTS[act], card, ...(feeCents > 0 ? { cents: feeCents } : {}) };
    }
    case 'patron.note':
      return { act: body.ends === null ? 'note-made' : 'note-ended', patron: body.patron };
    case 'patron.link': {
      const { act, patron, link } = body;
      return { act: act === 'make' ? 'link-made' : 'link-ended', patron, params: { link } };
    }
    case 'patron.consent': {
      const { given, patron, to: consent } = body;
      return { act: given ? 'consent-given' : 'consent-withdrawn', patron, params: { consent } };
    }
    case 'patron.merge':
      return { act: 'patrons-merged', patron: body.into };
    case 'patron.distinct':
      return { act: 'patrons-parted', patron: body.patron };
    case 'patron.erase':
      return { act: 'patron-erased' };
    default:
      return null;
  }
}

function isNewPin({ set, fields }: Bodies['patron.edit']): boolean {
  return fields.join() === PIN_FIELD && !Object.keys(set).length;
}

const SUBSCRIPTION_ACTS = {
  new: 'subscription-begun',
  renew: 'subscription-renewed',
  change: 'subscription-changed',
  end: 'subscription-ended',
} as const;

const CARD_ACTS = { issue: 'card-issued', replace: 'card-replaced', lost: 'card-lost' } as const;

function toldMoney({ kind, body }: Fact): ToldAct | null {
  switch (kind) {
    case 'charge':
      return {
        ...{ act: 'charged', patron: body.patron, cents: body.cents, params: { reason: body.reason } },
        ...(body.item === undefined ? {} : { about: `item:${body.item}` }),
      };
    case 'pay':
    case 'refund': {
      const { patron, method, cents, terminal } = body;
      const answered = terminal?.resolves !== undefined && ANSWERS[terminal.outcome];
      const act = answered || (kind === 'pay' ? 'paid' : 'refunded');
      return { act, patron, cents, params: { method } };
    }
    case 'waive':
      return {
        ...{ act: 'waived', patron: body.patron, cents: body.cents, params: { reason: body.reason } },
        ...(body.item === undefined ? {} : { about: `item:${body.item}` }),
      };
    case 'till.open':
      return { act: 'till-opened', cents: body.floatCents };
    case 'till.drop':
      return { act: 'till-dropped', cents: body.cents, params: { to: body.to } };
    case 'till.count':
      return { act: 'till-counted', cents: body.cashCents };
    case 'till.close':
      return { act: 'till-closed' };
    default:
      return null;
  }
}

const ANSWERS = { approved: 'terminal-approved', declined: 'terminal-declined', unknown: false } as const;

function toldItem({ kind, body }: Fact): ToldAct | null {
  switch (kind) {
    case 'item.register':
      return { act: 'item-registered', about: `item:${body.item}` };
    case 'item.edit':
      return { act: 'item-edited', about: `item:${body.item}` };
    case 'item.mark': {
      const { mark } = body;
      const about = `item:${body.item}`;
      return mark === 'found'
        ? { act: 'item-found', about }
        : { act: 'item-marked', about, params: { mark } };
    }
    case 'item.send':
      return { act: 'item-sent', about: `item:${body.item}`, params: { branch: body.to } };
    case 'item.receive':
      return { act: 'item-received', about: `item:${body.item}` };
    case 'item.seen':
      return {
        ...{ act: 'item-seen', about: `item:${body.item}` },
        params: body.shelf === undefined ? {} : { shelf: body.shelf },
      };
    case 'loan.claim':
      return { act: 'loan-claimed', about: `item:${body.item}`, patron: body.patron };
    case 'loan.lost':
      return { act: 'loan-lost', about: `item:${body.item}`, patron: body.patron };
    default:
      return null;
  }
}
