import { type AccountCharge, payableCents } from '@balie/shared/accounts/account-state.ts';
import { hashText } from '@balie/shared/journal/canonical.ts';
import type { AnyMessage, Received } from '@balie/hardware/codecs/sip2/messages.ts';
import { patronDoc } from '@balie/shared/protocol/document-ids.ts';
import { subscriptionOf } from '@balie/shared/deciding/terms.ts';
import type { HoldView, PatronView } from '../../contract/views.ts';
import type { OpenHold } from '../situations.ts';
import type { Visitor } from './machine-parts.ts';
import { blocksOf, patronStatus } from './patron-status.ts';
import { refusal } from './refusal.ts';
import { amount } from './say.ts';
import { type Answering, type Scene, timeOf, visitIn } from './scene.ts';
import { visitOf } from './visit.ts';

/** 23: what a patron may do, and what is owed. */
export const answerPatronStatus: Answering<'23'> = async (scene, request) => {
  const met = await meet(scene, request);
  if ('refused' in met) return met.refused;
  const { visitor, shown } = met;
  return {
    code: '24',
    fixed: statusOf(scene, request, visitor),
    fields: { ...whoIs(scene, request, visitor), CQ: shown, ...owes(visitor), AF: wordFor(scene, visitor) },
  };
};

/** 63: the same, with how many loans, holds and charges there are, and one list of them. */
export const answerPatronInformation: Answering<'63'> = async (scene, request) => {
  const met = await meet(scene, request);
  if ('refused' in met) return met.refused;
  const { visitor, shown } = met;
  const { at, counter, view } = visitor;
  const charges = openCharges(visitor);
  const overdue = view.loans.filter(({ daysLate }) => daysLate > 0);
  const [ready, waiting] = split(view.holds);
  const subscription = subscriptionOf(counter, at);
  const barcodesOf = (loans: PatronView['loans']): string[] => loans.map(({ item }) => item.barcode);
  // In the order of the places in `summary`; nothing is recalled here.
  const lists = [
    ['AS', ready.map((hold) => copyOf(at.holds, hold) ?? hold.title)],
    ['AT', barcodesOf(overdue)],
    ['AU', barcodesOf(view.loans)],
    ['AV', charges.map((charge) => chargeLine(scene, charge))],
    ['BU', []],
    ['CD', waiting.map(({ title, queue }) => title || queue)],
  ] as const;
  const [id, list] = lists[request.fixed.summary.indexOf('Y')] ?? ['AU', []];
  return {
    code: '64',
    fixed: {
      ...statusOf(scene, request, visitor),
      holdCount: count(ready),
      overdueCount: count(overdue),
      chargedCount: count(view.loans),
      fineCount: count(charges),
      recallCount: count([]),
      unavailHoldCount: count(waiting),
    },
    fields: {
      ...whoIs(scene, request, visitor),
      BZ: limit(subscription.holds ?? counter.policy.holds.maximum),
      CA: limit(subscription.overdue),
      CB: limit(view.loanLimit),
      CQ: shown,
      ...owes(visitor),
      CC: amount(counter.policy.owedLimitCents),
      [id]: range(list, request),
      AF: wordFor(scene, visitor),
    },
  };
};

/** 35: the patron goes; what was known of the PIN is forgotten. */
export const answerEndOfVisit: Answering<'35'> = async (scene, { fields }) => {
  scene.leave();
  return {
    code: '36',
    fixed: { endSession: 'Y', date: timeOf(scene) },
    fields: { AO: scene.institution, AA: fields.AA ?? '' },
  };
};

/** 01: the card is blocked; what the machine says of it is a note for the counter. */
export const answerBlock: Answering<'01'> = async (scene, request) => {
  const { desk, machine, say } = scene;
  const { AA = '', AL = '' } = request.fields;
  const holder = await desk.holderOf(AA);
  if (!holder) return refused(scene, request, say('card-unknown'));
  const visit = visitOf(machine.name, 'block', holder.id, request.fixed.date, AL);
  await desk.inTurn(async () => {
    if (await desk.saidIn(visit, patronDoc(holder.id), 'patron.block')) return;
    const { id: patron } = holder;
    const { blockReason: reason } = machine;
    const text = `${machine.name}: ${AL}`.slice(0, 500);
    if (AL) await desk.act({ kind: 'patron.note', patron, text, show: 'at-counter' }, visit);
    const done = await desk.act({ kind: 'patron.block', patron, reason, until: null }, visit);
    if (done.kind === 'refused') throw new Error(`${reason} is no reason to block of this library's`);
  });
  return asStatus(scene, request, '24', holder.id);
};

/** 25: blocks that this machine made end; those of people stay. */
export const answerEnable: Answering<'25'> = async (scene, request) => {
  const { desk, say } = scene;
  const { AA = '', AD } = request.fields;
  const holder = await desk.holderOf(AA);
  if (!holder) return refused(scene, request, say('card-unknown'));
  const admission = await scene.admit(holder, AD);
  if (!admission.ok) return refused(scene, request, say(admission.code));
  const visit = visitIn(scene, holder.id, request.fixed.date);
  await desk.inTurn(async () => {
    const visitor = await desk.visitor(AA, visit);
    for (const { id } of visitor?.at.patron.blocks ?? []) {
      const fact = await desk.fact(patronDoc(holder.id), id);
      if (fact?.staff !== desk.staff.id) continue;
      await desk.act({ kind: 'patron.unblock', patron: holder.id, block: id }, visit, { trusted: true });
    }
  });
  return asStatus(scene, request, '26', holder.id);
};

/** A short name for a charge, for a machine to pay it by (CG). */
export function chargeCode({ id }: Pick<AccountCharge, 'id'>): string {
  return hashText(id).slice(0, 8);
}

type AsksStatus = Received<'01'> | Received<'23'> | Received<'25'> | Received<'63'>;

async function meet(
  scene: Scene,
  request: Received<'23'> | Received<'63'>,
): Promise<
  { readonly refused: AnyMessage } | { readonly visitor: Visitor; readonly shown: 'Y' | undefined }
> {
  const { desk, say } = scene;
  const { AA = '', AD } = request.fields;
  const holder = await desk.holderOf(AA);
  if (!holder) return { refused: refused(scene, request, say('card-unknown')) };
  const admission = await scene.admit(holder, AD);
  if (!admission.ok) {
    const answer = refused(scene, request, say(admission.code));
    // The card is right, the PIN is not.
    const fields = { ...answer.fields, BL: 'Y', CQ: admission.shown };
    return { refused: { ...answer, fields } as AnyMessage };
  }
  const visitor = (await desk.visitor(AA, visitIn(scene, holder.id, request.fixed.date)))!;
  return { visitor, shown: admission.shown };
}

async function asStatus(
  scene: Scene,
  request: Received<'01'> | Received<'25'>,
  code: '24' | '26',
  patron: string,
): Promise<AnyMessage> {
  const { AA = '' } = request.fields;
  const visitor = (await scene.desk.visitor(AA, visitIn(scene, patron, request.fixed.date)))!;
  const fields = { ...whoIs(scene, request, visitor), AF: wordFor(scene, visitor) };
  return { code, fixed: statusOf(scene, request, visitor), fields };
}

function refused(scene: Scene, request: AsksStatus, sentence: string): AnyMessage {
  return refusal(request, { date: timeOf(scene), institution: scene.institution }, sentence)!;
}

function statusOf(scene: Scene, request: AsksStatus, visitor: Visitor) {
  const language = 'language' in request.fixed ? request.fixed.language : '000';
  return { patronStatus: patronStatus(visitor), language, date: timeOf(scene) };
}

function whoIs({ institution }: Scene, { fields: { AA = '' } }: AsksStatus, { view }: Visitor) {
  return { AO: institution, AA, AE: view.name, BL: 'Y' };
}

function owes({ at }: Visitor) {
  return { BH: 'EUR', BV: amount(Math.max(0, at.account.owedCents)) };
}

/** The first block, or else what waits for the patron. */
function wordFor({ say }: Scene, visitor: Visitor): string | undefined {
  const [block] = blocksOf(visitor);
  const told = visitor.view.checks.find(
    ({ code }) => code === 'hold-ready-here' || code === 'message-waiting',
  );
  const word = block ?? told;
  return word && say(word.code, word.params);
}

function openCharges({ at }: Visitor): readonly AccountCharge[] {
  return at.account.charges.filter((charge) => payableCents(charge) > 0);
}

function chargeLine({ say }: Scene, charge: AccountCharge): string {
  const what = say(charge.reason);
  const reason = what === say('fault') ? say('charge') : what;
  return `${chargeCode(charge)} ${amount(payableCents(charge))} EUR ${reason}${charge.item ? ` ${charge.item}` : ''}`;
}

function split(
  holds: readonly HoldView[],
): readonly [ready: readonly HoldView[], waiting: readonly HoldView[]] {
  return [holds.filter(({ state }) => state === 'ready'), holds.filter(({ state }) => state !== 'ready')];
}

function copyOf(holds: readonly OpenHold[], { id }: HoldView): string | undefined {
  return holds.find(({ hold }) => hold.id === id)?.hold.copy?.item;
}

/** Those from BP to BQ, counted from one; all where nothing is said. */
function range(list: readonly string[], { fields: { BP, BQ } }: Received<'63'>): readonly string[] {
  const from = Math.max(1, Number.parseInt(BP ?? '', 10) || 1);
  const to = Number.parseInt(BQ ?? '', 10) || list.length;
  return list.slice(from - 1, to);
}

function count(list: readonly unknown[]): string {
  return String(Math.min(9999, list.length)).padStart(4, '0');
}

function limit(most: number | null): string | undefined {
  return most === null ? undefined : String(Math.min(9999, most)).padStart(4, '0');
}
