import { sipDay } from '@balie/hardware/codecs/sip2/dates.ts';
import type { AnyMessage, Received } from '@balie/hardware/codecs/sip2/messages.ts';
import type { QueueState } from '@balie/shared/holds/queue-state.ts';
import { itemQueue, titleQueue } from '@balie/shared/protocol/document-ids.ts';
import type { ActOutcome, HoldCommand } from '../../contract/commands.ts';
import { isbnOf } from '../look-up.ts';
import type { OpenHold } from '../situations.ts';
import type { Visitor } from './machine-parts.ts';
import { refusal } from './refusal.ts';
import { type Answering, type Scene, timeOf, visitIn } from './scene.ts';

type Asked = Received<'15'>;

interface Asking {
  readonly scene: Scene;
  readonly request: Asked;
  readonly visitor: Visitor;
  readonly session: string;
}

/** 15: a hold is placed (+), cancelled (-), or gets another place to be collected (*). */
export const answerHold: Answering<'15'> = async (scene, request) => {
  const { desk, say } = scene;
  const { AA = '', AD } = request.fields;
  const holder = await desk.holderOf(AA);
  if (!holder) return no(scene, request, say('card-unknown'));
  const admission = await scene.admit(holder, AD);
  if (!admission.ok) return no(scene, request, say(admission.code));
  const session = visitIn(scene, holder.id, request.fixed.date);
  const { holdMode } = request.fixed;
  // A screen lists branches; a machine may say anything, and what is sent nowhere is never collected.
  const { BS: branch } = request.fields;
  if (branch && holdMode !== '-' && !(await desk.hasBranch(branch)))
    return no(scene, request, say('no-pickup-here', { branch }));
  return desk.inTurn(async () => {
    const visitor = (await desk.visitor(AA, session))!;
    const asking = { scene, request, visitor, session };
    switch (holdMode) {
      case '+':
        return place(asking);
      case '-':
        return cancel(asking);
      case '*':
        return move(asking);
      default:
        return no(scene, request, say('fault'));
    }
  });
};

async function place(asking: Asking): Promise<AnyMessage> {
  const { scene, request, visitor, session } = asking;
  const { desk, say } = scene;
  const { BS, BW = '', BY, BO, AA = '' } = request.fields;
  const queue = await targetOf(asking, BY === '3');
  if (!queue) return no(scene, request, say('item-unknown'));
  const until = sipDay(BW);
  const command = {
    ...({ kind: 'hold.place', queue, patron: visitor.at.patron.id } as const),
    pickup: BS || desk.identity.branch,
    ...(until ? { until } : {}),
  };
  const cents = BO === 'Y' ? 0 : await desk.priceOfHold(command, session);
  if (cents > 0) return no(scene, request, say('fee-to-accept', { cents }));
  const done = await desk.act(command, session, { card: AA });
  // Reserved already in this very visit: the answer to it was lost.
  if (done.kind === 'refused' && !(await isOfThisVisit(asking, queue, done)))
    return objected(scene, request, done);
  return yes(asking, queue);
}

async function cancel(asking: Asking): Promise<AnyMessage> {
  const { scene, request, session } = asking;
  const found = await holdOf(asking);
  if (!found) {
    const queue = await targetOf(asking, false);
    const isDone = queue !== null && (await scene.desk.saidIn(session, queue, 'hold.cancel'));
    return isDone ? yes(asking, queue) : no(scene, request, scene.say('hold-unknown'));
  }
  const { queue, hold } = found;
  return change(asking, { kind: 'hold.cancel', queue: queue.id, hold: hold.id, by: 'patron' });
}

async function move(asking: Asking): Promise<AnyMessage> {
  const { scene, request } = asking;
  const found = await holdOf(asking);
  if (!found) return no(scene, request, scene.say('hold-unknown'));
  const { queue, hold } = found;
  const pickup = request.fields.BS || hold.pickup;
  if (pickup === hold.pickup) return yes(asking, queue.id);
  return change(asking, { kind: 'hold.move', queue: queue.id, hold: hold.id, pickup });
}

async function change(
  asking: Asking,
  command: HoldCommand & { readonly queue: string },
): Promise<AnyMessage> {
  const { scene, request, session } = asking;
  const done = await scene.desk.act(command, session);
  return done.kind === 'refused' ? objected(scene, request, done) : yes(asking, command.queue);
}

/** What is reserved: the copy itself, or the title of the copy, of its id, its ISBN, or the words. */
async function targetOf({ scene, request }: Asking, isCopy: boolean): Promise<string | null> {
  const { desk } = scene;
  const { AB = '', AJ = '' } = request.fields;
  if (AB) {
    const { attributes, barcode } = (await desk.book(AB)).item;
    if (!attributes) return null;
    return isCopy || !attributes.title ? itemQueue(barcode) : titleQueue(attributes.title);
  }
  const wanted = AJ.trim();
  if (!wanted) return null;
  const isbn = isbnOf(wanted.toUpperCase());
  const title = isbn ? await desk.titleByIsbn(isbn) : await desk.titleCalled(wanted);
  return title === null ? null : titleQueue(title);
}

/** One of the patron's own: by the copy that is ready or any copy of it, or by its title. */
async function holdOf(asking: Asking): Promise<OpenHold | null> {
  const { request, visitor } = asking;
  const { AB = '', AJ = '' } = request.fields;
  const { holds } = visitor.at;
  const byCopy = holds.find(({ hold }) => AB !== '' && hold.captures.some(({ item }) => item === AB));
  if (byCopy) return byCopy;
  const words = AJ.trim().toLowerCase();
  const called = visitor.view.holds.find(({ title }) => words !== '' && title.toLowerCase() === words);
  const targets = called ? [called.queue] : [await targetOf(asking, true), await targetOf(asking, false)];
  return holds.find(({ queue }) => targets.includes(queue.id)) ?? null;
}

async function isOfThisVisit(
  { scene, session }: Asking,
  queue: string,
  { objections }: Refused,
): Promise<boolean> {
  const isOnlyThat = objections.every(({ code }) => code === 'reserved-already');
  return isOnlyThat && (await scene.desk.saidIn(session, queue, 'hold.place'));
}

type Refused = Extract<ActOutcome, { kind: 'refused' }>;

function objected(scene: Scene, request: Asked, { objections }: Refused): AnyMessage {
  return no(scene, request, objections.map(({ code, params }) => scene.say(code, params)).join(' '));
}

async function yes({ scene, request, session }: Asking, queue: string): Promise<AnyMessage> {
  const { desk, institution } = scene;
  const { AA = '', AB, AJ } = request.fields;
  const after = await desk.visitor(AA, session);
  const own = after?.at.holds.find((open) => open.queue.id === queue);
  const position = own && positionIn(own.queue, own.hold.id);
  return {
    code: '16',
    fixed: { ok: '1', available: own?.hold.status === 'captured' ? 'Y' : 'N', date: timeOf(scene) },
    fields: {
      ...{ AO: institution, AA, AB, AJ },
      BR: position ? String(position) : undefined,
      BS: own?.hold.pickup,
    },
  };
}

function positionIn({ holds }: QueueState, hold: string): number {
  return holds.filter(({ status }) => status === 'waiting').findIndex(({ id }) => id === hold) + 1;
}

function no(scene: Scene, request: Asked, sentence: string): AnyMessage {
  return refusal(request, { date: timeOf(scene), institution: scene.institution }, sentence)!;
}
