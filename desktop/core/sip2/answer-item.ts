import { sipEndOfDay } from '@balie/hardware/codecs/sip2/dates.ts';
import { type ItemState, openClaim } from '@balie/shared/circulation/item-state.ts';
import { loanGroupName } from '@balie/shared/deciding/terms.ts';
import { refusal } from './refusal.ts';
import { type Answering, timeOf, visitIn } from './scene.ts';

/** 17: what is known of a copy; nothing of whom it is lent to. */
export const answerItemInformation: Answering<'17'> = async (scene, request) => {
  const { desk, machine, say, institution } = scene;
  const date = timeOf(scene);
  const { AB = '' } = request.fields;
  const book = await desk.book(AB);
  const { item, queues } = book;
  if (!item.attributes && item.newest === null)
    return refusal(request, { date, institution }, say('item-unknown'))!;
  const { policy } = await desk.counterOf('');
  const waiting = queues.flatMap(({ holds }) => holds.filter(({ status }) => status === 'waiting'));
  return {
    code: '18',
    fixed: { circStatus: circulationOf(item), securityMarker: '00', feeType: '01', date },
    fields: {
      AB,
      AJ: await desk.titleOf(book),
      CF: String(waiting.length),
      AH: item.loan ? sipEndOfDay(item.loan.due) : undefined,
      BG: item.attributes?.owner,
      CK: item.attributes ? machine.media[loanGroupName(policy, item)] : undefined,
      AQ: item.attributes?.owner,
      AP: item.at ?? undefined,
    },
  };
};

/** 19: the properties that the library gave a meaning to; others are not kept, and the answer says so. */
export const answerItemUpdate: Answering<'19'> = async (scene, request) => {
  const { desk, machine, say, institution } = scene;
  const date = timeOf(scene);
  const { AB = '', CH = '' } = request.fields;
  const mark = Object.hasOwn(machine.marks, CH.trim()) ? machine.marks[CH.trim()] : undefined;
  const { item } = await desk.book(AB);
  const no = (code: string) => refusal(request, { date, institution }, say(code))!;
  if (!item.attributes) return no('item-unknown');
  if (!mark) return no('not-kept');
  const done = await desk.inTurn(() =>
    desk.act({ kind: 'item.mark', item: item.barcode, mark }, visitIn(scene, 'pile', request.fixed.date)),
  );
  // A mark that stands, or none that could be taken away, is as it should be.
  const isSo =
    done.kind === 'done' ||
    done.objections.every(({ code }) => code === 'marked-already' || code === 'not-marked');
  return isSo
    ? {
        code: '20',
        fixed: { itemPropsOk: '1', date },
        fields: { AB, AJ: await desk.titleOf(await desk.book(AB)), CH },
      }
    : no('fault');
};

/** SIP2's number for where a copy is in its life. */
function circulationOf(item: ItemState): string {
  const { mark, loan, transitTo, at } = item;
  if (mark === 'lost' || loan?.lost) return '12';
  if (loan) return loan.claimed ? '11' : '04';
  if (mark === 'missing') return '13';
  if (mark === 'on-order') return '02';
  if (mark === 'in-process') return '06';
  if (mark) return '01';
  const claim = openClaim(item);
  if (claim && claim.pickup === at && !transitTo) return '08';
  return claim || transitTo ? '10' : '03';
}
