import { sipEndOfDay } from '@balie/hardware/codecs/sip2/dates.ts';
import type { AnyMessage, Received } from '@balie/hardware/codecs/sip2/messages.ts';
import type { Answer } from '../../contract/answers.ts';
import type { RefusalCode } from '../../contract/failures.ts';
import type { FeeFirst, NotYours } from './machine-parts.ts';
import { refusal } from './refusal.ts';
import { amount, type SentenceCode } from './say.ts';
import { type Answering, type Scene, timeOf, visitIn } from './scene.ts';

/** What is said with a loan that went well, of the book; what concerns the patron was said as they came. */
const WORTH_SAYING = ['confirm-parts', 'item-incomplete'];

/** 11: a loan, or by the machine's renewal policy the renewal of what the patron has already. */
export const answerCheckout: Answering<'11'> = async (scene, request) => {
  const { desk, say } = scene;
  const { AA = '', AB = '', BO, BI } = request.fields;
  const met = await meet(scene, request);
  if ('refused' in met) return met.refused;
  const { session, patron } = met;
  const lending = { card: AA, item: AB, session, feeAccepted: BO === 'Y' };
  const lend = async (): Promise<AnyMessage> => {
    // With BI the machine takes its own checkin back: its security could not be switched.
    if (BI === 'Y' && (await desk.cancel(AB, 'checkin', session))) return lentAgain(scene, request);
    const answer = await desk.lend({ ...lending, renews: request.fixed.scRenewalPolicy === 'Y' });
    if (answer?.kind === 'choose') return no(scene, request, say('yours-already'));
    return answered(scene, request, answer);
  };
  return BI === 'Y' ? desk.inTurn(lend) : desk.inTurnOf(AB, [patron], lend);
};

/** 29: by the number of the book, or by its title among what the patron has. */
export const answerRenew: Answering<'29'> = async (scene, request) => {
  const { desk, say } = scene;
  const { AA = '', AB = '', AJ = '', BO } = request.fields;
  const met = await meet(scene, request);
  if ('refused' in met) return met.refused;
  const { session } = met;
  return desk.inTurn(async () => {
    const item = AB || (await loanCalled(scene, AA, AJ, session));
    if (!item) return no(scene, request, say('not-yours'));
    const answer = await desk.renew({ card: AA, item, session, feeAccepted: BO === 'Y' });
    return answered(scene, { ...request, fields: { ...request.fields, AB: item } }, answer);
  });
};

/** 65: each loan by itself, in one turn (D6). */
export const answerRenewAll: Answering<'65'> = async (scene, request) => {
  const { desk, say, institution: AO } = scene;
  const { AA = '', BO } = request.fields;
  const met = await meet(scene, request);
  if ('refused' in met) return met.refused;
  const { session } = met;
  return desk.inTurn(async () => {
    const visitor = await desk.visitor(AA, session);
    const renewed: string[] = [];
    const unrenewed: string[] = [];
    let why: string | undefined;
    for (const { item } of visitor?.view.loans ?? []) {
      const lending = { card: AA, item: item.barcode, session, feeAccepted: BO === 'Y' };
      const answer = await desk.renew(lending);
      if (answer?.kind === 'renewed') renewed.push(item.barcode);
      else unrenewed.push(item.barcode);
      if (answer?.kind !== 'renewed') why ??= reasonOf(scene, answer);
    }
    return {
      code: '66',
      fixed: {
        ok: '1',
        renewedCount: count(renewed),
        unrenewedCount: count(unrenewed),
        date: timeOf(scene),
      },
      fields: {
        AO,
        BM: renewed,
        BN: unrenewed,
        AF: renewed.length || unrenewed.length ? why : say('not-on-loan'),
      },
    };
  });
};

type Lends = Received<'11'> | Received<'29'>;

/** Who stands at the machine, with a PIN as it asks for; else the refusal. */
async function meet(
  scene: Scene,
  request: Lends | Received<'65'>,
): Promise<{ readonly refused: AnyMessage } | { readonly session: string; readonly patron: string }> {
  const { desk, say } = scene;
  const { AA = '', AD } = request.fields;
  const holder = await desk.holderOf(AA);
  if (!holder) return { refused: no(scene, request, say('card-unknown')) };
  const admission = await scene.admit(holder, AD);
  if (!admission.ok) return { refused: no(scene, request, say(admission.code)) };
  return { session: visitIn(scene, holder.id, request.fixed.date), patron: holder.id };
}

function answered(scene: Scene, request: Lends, answer: Answer | FeeFirst | NotYours | null): AnyMessage {
  switch (answer?.kind) {
    case 'lent':
      return yes(scene, request, answer, false);
    case 'renewed':
      return yes(scene, request, answer, true);
    case 'fee-first': {
      const answered = no(scene, request, reasonOf(scene, answer));
      return { ...answered, fields: { ...answered.fields, ...feeOf(answer.cents) } } as AnyMessage;
    }
    default:
      return no(scene, request, reasonOf(scene, answer));
  }
}

type Went = Extract<Answer, { kind: 'lent' | 'renewed' }>;

function yes(scene: Scene, request: Lends, went: Went, isRenewal: boolean): AnyMessage {
  const { machine, say, institution: AO } = scene;
  const notices = went.notices.filter(({ code }) => WORTH_SAYING.includes(code));
  const fixed = {
    ...{ ok: '1', renewalOk: isRenewal ? 'Y' : 'N', magneticMedia: 'N', desensitize: 'Y' },
    date: timeOf(scene),
  };
  const fields = {
    ...{ AO, AA: request.fields.AA ?? '', AB: request.fields.AB ?? '' },
    ...{ AJ: went.item.title || went.item.barcode, AH: sipEndOfDay(went.due) },
    CK: machine.media[went.item.loanGroup],
    AF: notices.length ? notices.map(({ code, params }) => say(code, params)).join(' ') : undefined,
  };
  return request.code === '11' ? { code: '12', fixed, fields } : { code: '30', fixed, fields };
}

/** A checkin was taken back: the loan stands as it stood. */
async function lentAgain(scene: Scene, request: Received<'11'>): Promise<AnyMessage> {
  const book = await scene.desk.book(request.fields.AB ?? '');
  const { loan } = book.item;
  if (!loan) return no(scene, request, scene.say('not-on-loan'));
  return {
    code: '12',
    fixed: { ok: '1', renewalOk: 'N', magneticMedia: 'N', desensitize: 'Y', date: timeOf(scene) },
    fields: {
      ...{ AO: scene.institution, AA: request.fields.AA ?? '', AB: request.fields.AB ?? '' },
      ...{ AJ: await scene.desk.titleOf(book), AH: sipEndOfDay(loan.due) },
    },
  };
}

function no(scene: Scene, request: Lends | Received<'65'>, sentence: string): AnyMessage {
  return refusal(request, { date: timeOf(scene), institution: scene.institution }, sentence)!;
}

/** What a machine's screen calls otherwise than the counter's. */
const FAILURES: Partial<Record<RefusalCode, SentenceCode>> = {
  'unknown-code': 'item-unknown',
  'nothing-to-renew': 'not-on-loan',
};

function reasonOf({ say }: Scene, answer: Answer | FeeFirst | NotYours | null): string {
  switch (answer?.kind) {
    case undefined:
      return say('card-unknown');
    case 'not-yours':
      return say('not-yours');
    case 'fee-first':
      return say('fee-to-accept', { cents: answer.cents });
    case 'blocked':
      return answer.checks
        .filter(({ level }) => level === 'block')
        .map(({ code, params }) => say(code, params))
        .join(' ');
    case 'failed':
      return say(FAILURES[answer.code] ?? answer.code, answer.params);
    default:
      return say('item-unknown');
  }
}

/** Lending is rent (06), in euros. */
function feeOf(cents: number) {
  return { BT: '06', BH: 'EUR', BV: amount(cents) };
}

async function loanCalled(
  { desk }: Scene,
  card: string,
  title: string,
  session: string,
): Promise<string | null> {
  const wanted = title.trim().toLowerCase();
  if (!wanted) return null;
  const visitor = await desk.visitor(card, session);
  const loan = visitor?.view.loans.find(({ item }) => item.title.toLowerCase() === wanted);
  return loan?.item.barcode ?? null;
}

function count(list: readonly unknown[]): string {
  return String(Math.min(9999, list.length)).padStart(4, '0');
}
