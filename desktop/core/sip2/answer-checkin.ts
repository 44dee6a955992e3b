import type { AnyMessage, Received } from '@balie/hardware/codecs/sip2/messages.ts';
import { loanGroupName } from '@balie/shared/deciding/terms.ts';
import { holdCode } from '@balie/shared/privacy/hold-code.ts';
import type { Taken } from './machine-parts.ts';
import type { Machine } from './machine-settings.ts';
import { refusal } from './refusal.ts';
import { type Answering, type Scene, timeOf, visitIn } from './scene.ts';

/** 09: whatever is the library's is taken back, and the answer says where it goes (D5). */
export const answerCheckin: Answering<'09'> = async (scene, request) => {
  const { desk } = scene;
  const { AB = '', BI } = request.fields;
  const session = visitIn(scene, 'pile', request.fixed.date);
  const take = async (): Promise<AnyMessage> => {
    // With BI the machine takes its own checkout back: its security could not be switched.
    if (BI === 'Y' && (await desk.cancel(AB, 'checkout', session)))
      return taken(scene, request, await desk.book(AB), { kind: 'shelf' });
    const { answer, book, body } = await desk.take(AB, session);
    if (answer.kind !== 'taken') return unknown(scene, request);
    const destination = body?.destination ?? { kind: 'tray' as const, reason: 'unknown' };
    return taken(scene, request, book, destination, body?.captured);
  };
  return BI === 'Y' ? desk.inTurn(take) : desk.inTurnOf(AB, [], take);
};

type Body = NonNullable<Taken['body']>;
type Destination = Body['destination'];

async function taken(
  scene: Scene,
  request: Received<'09'>,
  book: Taken['book'],
  destination: Destination,
  captured?: Body['captured'],
): Promise<AnyMessage> {
  const { desk, machine, institution } = scene;
  const { attributes } = book.item;
  const { policy } = await desk.counterOf('');
  const group = loanGroupName(policy, book.item);
  const alert = alertOf(destination);
  return {
    code: '10',
    fixed: {
      ...{ ok: '1', resensitize: 'Y', magneticMedia: 'N', alert: alert ? 'Y' : 'N' },
      date: timeOf(scene),
    },
    fields: {
      ...{
        AO: institution,
        AB: request.fields.AB ?? '',
        AQ: attributes?.owner ?? '',
        AJ: await desk.titleOf(book),
      },
      CL: binOf(machine, destination, group),
      CK: attributes ? machine.media[group] : undefined,
      CS: attributes?.callNumber ?? undefined,
      CT: placeOf(destination),
      CV: alert,
      AF: wordFor(scene, destination, captured),
    },
  };
}

/** No number of the library's: it goes where people look. */
function unknown(scene: Scene, request: Received<'09'>): AnyMessage {
  const { machine, say, institution } = scene;
  const answer = refusal(request, { date: timeOf(scene), institution }, say('item-unknown'))!;
  const fields = { ...answer.fields, CL: machine.bins.tray, CV: '99' };
  return { ...answer, fixed: { ...answer.fixed, alert: 'Y' }, fields } as AnyMessage;
}

/** Type of alert: for a hold here or elsewhere, an IBL copy, another branch, or anything else that is to be looked at. */
function alertOf(destination: Destination): string | undefined {
  switch (destination.kind) {
    case 'shelf':
      return undefined;
    case 'hold-shelf':
      return '01';
    case 'branch':
      return destination.forHold ? '02' : '04';
    case 'ill-return':
      return '03';
    case 'tray':
      return '99';
  }
}

function binOf({ bins }: Machine, destination: Destination, group: string): string | undefined {
  switch (destination.kind) {
    case 'shelf':
      return bins.loanGroups?.[group] ?? bins.shelf;
    case 'hold-shelf':
      return bins['hold-shelf'];
    case 'branch':
      return bins.branches?.[destination.branch] ?? bins.branch;
    case 'ill-return':
      return bins.library;
    case 'tray':
      return bins.tray;
  }
}

function placeOf(destination: Destination): string | undefined {
  if (destination.kind === 'branch') return destination.branch;
  return destination.kind === 'ill-return' ? destination.library : undefined;
}

/** On the hold shelf a code and no name (A7). */
function wordFor({ say }: Scene, destination: Destination, captured: Body['captured']): string | undefined {
  switch (destination.kind) {
    case 'shelf':
      return undefined;
    case 'hold-shelf': {
      const code = captured ? holdCode(captured.patron, captured.hold) : null;
      const words = [destination.place, code].filter(Boolean).join(', ');
      return say('for-hold-here', { place: words ? `: ${words}` : '' });
    }
    case 'branch':
      return say('for-branch', { branch: destination.branch });
    case 'ill-return':
      return say('for-library');
    case 'tray':
      return say('for-tray');
  }
}
