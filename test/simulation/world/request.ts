import type { Draft } from '@balie/shared/journal/seal.ts';

export type IllDraft = Extract<Draft, { kind: `ill.${string}` }>;

/** What another library asked for, and how far that is, as those who sent it know. */
export interface Request {
  status: string;
  supplier: string | null;
  readonly tried: string[];
  supply: { readonly item: string; due: string; renewalsLeft: number } | null;
  lossCents: number;
}

/** Each move in the order in which it truly happened. */
export function moveRequest(requests: Map<string, Request>, { kind, body }: IllDraft): void {
  if (kind === 'ill.request') {
    requests.set(body.request, {
      ...{ status: 'requested', supplier: null, tried: [], supply: null, lossCents: 0 },
    });
    return;
  }
  const request = requests.get(body.request)!;
  switch (kind) {
    case 'ill.answer':
      request.status = STATUS_AFTER[body.answer] ?? body.answer;
      request.supplier = body.supplier;
      if (body.answer === 'unfilled') request.tried.push(body.supplier);
      break;
    case 'ill.ship':
      request.status = 'shipped';
      request.supply = { item: body.item, due: body.due, renewalsLeft: body.renewals };
      break;
    case 'ill.receive':
      request.status = 'received';
      break;
    case 'ill.return':
      request.status = body.leg === 'sent' ? 'returned' : 'completed';
      break;
    case 'ill.cancel':
      request.status = 'cancelled';
      break;
    case 'ill.extend':
      request.supply!.due = body.due;
      request.supply!.renewalsLeft -= 1;
      break;
    case 'ill.lost':
      request.status = 'lost';
      request.lossCents = body.cents;
  }
}

const STATUS_AFTER: Readonly<Record<string, string>> = { asked: 'requested', recall: 'recalled' };
