import { payableCents } from '@balie/shared/accounts/account-state.ts';
import { accountDoc } from '@balie/shared/protocol/document-ids.ts';
import type { AnyMessage, Received } from '@balie/hardware/codecs/sip2/messages.ts';
import type { MoneyCommand } from '../../contract/commands.ts';
import { chargeCode } from './answer-patron.ts';
import { refusal } from './refusal.ts';
import { centsOf } from './say.ts';
import { type Answering, type Scene, timeOf } from './scene.ts';
import { visitOf } from './visit.ts';

/** Payment type of cash; the others went through a terminal, which has approved them (M8). */
const CASH = '00';

/** 37: the machine took money. One charge where CG names it, else the oldest first; what is too much is credit. */
export const answerFeePaid: Answering<'37'> = async (scene, request) => {
  const { desk, say, institution: AO } = scene;
  const { AA = '', AD, BV = '', BK } = request.fields;
  const { currency } = request.fixed;
  const cents = centsOf(BV);
  if (cents === null) return no(scene, request, 'amount-unfit');
  if (currency.trim() && currency.toUpperCase() !== 'EUR') return no(scene, request, 'currency-unfit');
  const holder = await desk.holderOf(AA);
  if (!holder) return no(scene, request, 'card-unknown');
  const admission = await scene.admit(holder, AD);
  if (!admission.ok) return no(scene, request, admission.code);
  return desk.inTurn(async () => {
    const session = paymentOf(scene, request, holder.id);
    const isDone = await desk.saidIn(session, accountDoc(holder.id), 'pay');
    const outcome = isDone ? null : await desk.act(await paying(scene, request, holder.id, cents), session);
    if (outcome?.kind === 'refused') return no(scene, request, outcome.objections[0]!.code);
    return {
      code: '38',
      fixed: { paymentAccepted: 'Y', date: timeOf(scene) },
      fields: { AO, AA, BK, AF: say('paid', { cents }) },
    };
  });
};

/**
 * A payment is known by its transaction and moment, so that one whose answer was lost is not booked again. One that has neither cannot
 * be told from another of the same amount: each counts.
 */
function paymentOf({ machine, desk }: Scene, { fixed, fields }: Received<'37'>, patron: string): string {
  const { BK = '', BV = '', CG = '' } = fields;
  const isKnown = BK.trim() !== '' || fixed.date.trim() !== '';
  const moment = isKnown ? `${fixed.date} ${BK}` : desk.random();
  return visitOf(machine.name, 'pay', patron, moment, BV, CG, fixed.feeType, fixed.paymentType);
}

async function paying(
  { machine, desk }: Scene,
  { fixed, fields }: Received<'37'>,
  patron: string,
  cents: number,
): Promise<MoneyCommand> {
  const { charges } = await desk.account(patron);
  const { CG = '' } = fields;
  const named = charges.find((charge) => CG !== '' && (charge.id === CG || chargeCode(charge) === CG));
  const isOpen = named && payableCents(named) > 0;
  const means =
    fixed.paymentType === CASH
      ? ({ method: 'cash' } as const)
      : ({ method: 'pin', terminal: { id: machine.name, outcome: 'approved' } } as const);
  return { kind: 'pay', patron, givenCents: cents, ...means, ...(isOpen ? { charges: [named.id] } : {}) };
}

function no(scene: Scene, request: Received<'37'>, code: string): AnyMessage {
  return refusal(request, { date: timeOf(scene), institution: scene.institution }, scene.say(code))!;
}
