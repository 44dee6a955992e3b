import type { AnyMessage, AnyReceived } from '@balie/hardware/codecs/sip2/messages.ts';
import { answerCheckin } from './answer-checkin.ts';
import { answerFeePaid } from './answer-fee.ts';
import { answerHold } from './answer-hold.ts';
import { answerItemInformation, answerItemUpdate } from './answer-item.ts';
import { answerCheckout, answerRenew, answerRenewAll } from './answer-loans.ts';
import {
  answerBlock,
  answerEnable,
  answerEndOfVisit,
  answerPatronInformation,
  answerPatronStatus,
} from './answer-patron.ts';
import type { Machine, Right } from './machine-settings.ts';
import type { Scene } from './scene.ts';

/** What each request needs; without one, nothing but a login. */
const NEEDED: Readonly<Partial<Record<AnyReceived['code'], Right>>> = {
  '01': 'block',
  '09': 'checkin',
  '11': 'checkout',
  '15': 'hold',
  '17': 'item-information',
  '19': 'item-update',
  '23': 'patron-information',
  '25': 'enable',
  '29': 'renew',
  '37': 'pay',
  '63': 'patron-information',
  '65': 'renew',
};

export function mayAsk({ may }: Machine, { code }: AnyReceived): boolean {
  const needed = NEEDED[code];
  return needed === undefined || may.includes(needed);
}

/** The answer to a request of a machine that has logged in and may ask it. */
export function answerTo(scene: Scene, request: AnyReceived): Promise<AnyMessage> {
  switch (request.code) {
    case '01':
      return answerBlock(scene, request);
    case '09':
      return answerCheckin(scene, request);
    case '11':
      return answerCheckout(scene, request);
    case '15':
      return answerHold(scene, request);
    case '17':
      return answerItemInformation(scene, request);
    case '19':
      return answerItemUpdate(scene, request);
    case '23':
      return answerPatronStatus(scene, request);
    case '25':
      return answerEnable(scene, request);
    case '29':
      return answerRenew(scene, request);
    case '35':
      return answerEndOfVisit(scene, request);
    case '37':
      return answerFeePaid(scene, request);
    case '63':
      return answerPatronInformation(scene, request);
    case '65':
      return answerRenewAll(scene, request);
    default:
      throw new RangeError(`${request.code} is no request that is answered by what a machine may do`);
  }
}
