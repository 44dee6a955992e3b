import type { AnyMessage, AnyReceived, Received } from '@balie/hardware/codecs/sip2/messages.ts';

/** Whoever shows this to a patron lets them do nothing: charge, renewal, recall and hold privileges are denied. */
const NO_PRIVILEGES = 'YYYY'.padEnd(14);

const NO_COUNTS = {
  ...{ holdCount: '0000', overdueCount: '0000', chargedCount: '0000' },
  ...{ fineCount: '0000', recallCount: '0000', unavailHoldCount: '0000' },
};

interface Place {
  /** Eighteen characters. */
  readonly date: string;
  readonly institution: string;
}

type OfPatron = Received<'01'> | Received<'23'> | Received<'25'> | Received<'63'>;

/** The answer that says no, and nothing of anybody; null for what is no request. */
export function refusal(
  request: AnyReceived,
  { date, institution: AO }: Place,
  AF: string,
): AnyMessage | null {
  switch (request.code) {
    case '01':
    case '23':
      return { code: '24', fixed: statusOf(request, date), fields: { ...patronOf(request, AO), AF } };
    case '25':
      return { code: '26', fixed: statusOf(request, date), fields: { ...patronOf(request, AO), AF } };
    case '63': {
      const fixed = { ...statusOf(request, date), ...NO_COUNTS };
      return { code: '64', fixed, fields: { ...patronOf(request, AO), AF } };
    }
    case '09': {
      const fixed = { ok: '0', resensitize: 'N', magneticMedia: 'U', alert: 'N', date };
      return { code: '10', fixed, fields: { AO, AB: request.fields.AB ?? '', AQ: '', AF } };
    }
    case '11':
      return { code: '12', fixed: notLent(date), fields: { ...bookOf(request, AO), AF } };
    case '29':
      return { code: '30', fixed: notLent(date), fields: { ...bookOf(request, AO), AF } };
    case '65': {
      const fixed = { ok: '0', renewedCount: '0000', unrenewedCount: '0000', date };
      return { code: '66', fixed, fields: { AO, AF } };
    }
    case '15':
      return {
        code: '16',
        fixed: { ok: '0', available: 'N', date },
        fields: { AO, AA: request.fields.AA ?? '', AB: request.fields.AB, AJ: request.fields.AJ, AF },
      };
    case '17': {
      const fixed = { circStatus: '01', securityMarker: '00', feeType: '01', date };
      return { code: '18', fixed, fields: { AB: request.fields.AB ?? '', AJ: '', AF } };
    }
    case '19':
      return {
        code: '20',
        fixed: { itemPropsOk: '0', date },
        fields: { AB: request.fields.AB ?? '', AF },
      };
    case '35':
      return {
        code: '36',
        fixed: { endSession: 'N', date },
        fields: { AO, AA: request.fields.AA ?? '', AF },
      };
    case '37':
      return {
        code: '38',
        fixed: { paymentAccepted: 'N', date },
        fields: { AO, AA: request.fields.AA ?? '', BK: request.fields.BK, AF },
      };
    default:
      return null;
  }
}

function statusOf(
  request: OfPatron,
  date: string,
): { readonly patronStatus: string; readonly language: string; readonly date: string } {
  const language = 'language' in request.fixed ? request.fixed.language : '000';
  return { patronStatus: NO_PRIVILEGES, language, date };
}

function patronOf({ fields }: OfPatron, AO: string) {
  return { AO, AA: fields.AA ?? '', AE: '', BL: 'N' };
}

function bookOf({ fields }: Received<'11'> | Received<'29'>, AO: string) {
  return { AO, AA: fields.AA ?? '', AB: fields.AB ?? '', AJ: '', AH: '' };
}

function notLent(date: string) {
  return { ok: '0', renewalOk: 'N', magneticMedia: 'U', desensitize: 'N', date };
}
