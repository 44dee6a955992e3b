import type { Fact } from '@balie/shared/journal/fact.ts';
import type { ActView } from '../contract/acts.ts';
import type { DestinationView, Params } from '../contract/views.ts';
import type { Settings } from './settings.ts';
import type { Situations } from './situations.ts';
import { toldAct } from './told-acts.ts';
import type { View } from './view.ts';
import type { Views } from './views.ts';

/** What the list tells of an act, as it is known now. */
export type ActDetails = Pick<
  ActView,
  'act' | 'title' | 'due' | 'destination' | 'cents' | 'card' | 'params' | 'sign'
>;

/** Where what an act was about is found. */
export interface KnownOfActs {
  readonly view: View;
  readonly views: Views;
  readonly situations: Situations;
  readonly settings: Settings;
}

/** Of a scan without what only its answer knows. */
export const PLAIN = {
  due: null,
  destination: null,
  cents: null,
  card: null,
  params: {},
  sign: 'done',
} as const;

/** Of a card, so many signs tell it from the others of a day. */
const SIGNS_OF_CARD = 4;

/** Finds what an act was about; null for what is no act of a desk. */
export async function describeAct(fact: Fact, known: KnownOfActs): Promise<ActDetails | null> {
  const told = toldAct(fact);
  if (!told) return null;
  const { act, about, due = null, cents = null } = told;
  const [title, card, params] = await Promise.all([
    about === undefined ? '' : known.views.titleOf(about),
    told.card ?? cardOf(told.patron ?? (await holderOf(known, about, told.hold)), known),
    named(told.params ?? {}, known),
  ]);
  const destination = await destinationOf(fact, known);
  const isOverridden = 'overrides' in fact.body && fact.body.overrides !== undefined;
  const sign = isOverridden ? 'look' : destination ? signOf(destination) : 'done';
  return { act, title, due, destination, cents, card: card?.slice(-SIGNS_OF_CARD) ?? null, params, sign };
}

/** The sign of a place to go: away from the normal shelf or not. */
export function signOf(destination: DestinationView): ActView['sign'] {
  return destination.kind === 'shelf' ? 'done' : 'away';
}

async function destinationOf(
  fact: Fact,
  { views, situations }: KnownOfActs,
): Promise<DestinationView | null> {
  if (fact.kind !== 'checkin') return null;
  return views.destination(fact.body.destination, (await situations.item(fact.body.item)).item);
}

async function cardOf(patron: string | null, { situations }: KnownOfActs): Promise<string | null> {
  if (patron === null) return null;
  const { cards } = (await situations.person(patron)).patron;
  return (cards.find(({ active }) => active) ?? cards.at(-1))?.number ?? null;
}

async function holderOf(
  { view }: KnownOfActs,
  queue: string | undefined,
  hold: string | undefined,
): Promise<string | null> {
  if (queue === undefined || hold === undefined) return null;
  const [found] = await view.queues([queue]);
  return found?.holds.find(({ id, aliases }) => id === hold || aliases.includes(hold))?.patron ?? null;
}

/** Branches by name: a screen knows no codes. */
async function named(params: Params, { settings }: KnownOfActs): Promise<Params> {
  const { branch } = params;
  return typeof branch === 'string' ? { ...params, branch: await settings.branchName(branch) } : params;
}
