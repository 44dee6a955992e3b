import { type ItemState, openClaim, queuesOf } from '@balie/shared/circulation/item-state.ts';
import { nextHold } from '@balie/shared/holds/next-hold.ts';
import type { DeskApp } from './desk-app.ts';
import type { LibraryState } from './library-state.ts';

interface Given {
  readonly desk: DeskApp;
  readonly state: LibraryState;
  readonly branch: string;
  readonly today: string;
  /** A card or barcode of the demonstration, by what it shows. */
  readonly tryThis: (what: string) => string;
  /** Called with each state's name while it stands on the screen. */
  readonly see: (name: string) => Promise<void>;
}

const NOBODYS_NUMBER = '39019999999993';

/** Brings the counter into each of its states as staff would, in contact, one after another. */
export async function visitEveryState(given: Given): Promise<void> {
  const { desk, see } = given;
  await see('nobody-lend');
  await desk.press('F6');
  await see('nobody-take');
  await desk.press('F7');
  await see('nobody-renew');
  await desk.press('F5');
  await visitLending(given);
  await desk.press('F6');
  await visitTaking(given);
  await desk.press('F7');
  await visitRenewing(given);

  await visitSettings(given);
  await desk.page.keyboard.type('de ');
  await desk.page.locator('#hits [role=option]').first().waitFor();
  await see('search');
  await desk.press('Escape');
  await desk.press('F1');
  await desk.page.getByRole('dialog').waitFor();
  await see('keys');
  await desk.page.getByText('Donker').click();
  await desk.page.locator('html[data-theme="dark"]').waitFor();
  await desk.page.getByText('Zoals het systeem').click();
  await desk.page.locator('html[data-theme="light"]').waitFor();
  await desk.press('F1');
}

/** Beheer, at a desk without a profile: its printer alone. */
async function visitSettings({ desk, see }: Given): Promise<void> {
  await desk.press('Control+Digit7');
  for (const page of ['devices', 'tagging', 'walk']) {
    await desk.page.getByTestId(`page-${page}`).click();
    await see(`settings-${page}`);
  }
  await desk.press('Control+Digit1');
  await desk.page.getByTestId('scan-field').waitFor();
}

/** Typed faster than any hand, which is no scan here; the second time another at first. It is undone, for the patron has one already. */
async function setPin({ desk, see }: Given): Promise<void> {
  const { keyboard } = desk.page;
  await desk.press('Alt+I');
  const first = desk.page.getByLabel('Pincode', { exact: true });
  const again = desk.page.getByLabel('Nog een keer');
  await first.waitFor();
  await keyboard.type('081547\n');
  await keyboard.type('081546\n');
  await desk.page.getByText('niet gelijk').waitFor();
  await see('pin');
  for (const field of [first, again]) {
    if ((await field.inputValue()) !== '') throw new Error('a PIN that was not taken is kept');
  }
  await keyboard.type('081547\n');
  await answers(
    desk.answerTo(async () => keyboard.type('081547\n')),
    'done',
  );
  await see('pin-set');
  await answers(desk.answerTo('Alt+Backspace'), 'undone');
}

async function visitLending(given: Given): Promise<void> {
  const { desk, state, branch, today, tryThis, see } = given;
  const regular = tryThis('adult with loans');
  await answers(desk.scan(tryThis('blocked')), 'patron');
  await see('patron-blocked');
  await answers(desk.scan(regular), 'patron');
  await see('patron');
  await answers(desk.scan(state.loansOf(state.holderOf(regular))[0]!.barcode), 'choose');
  await see('choose');
  await desk.press('F4');
  await setPin(given);
  await answers(desk.scan(NOBODYS_NUMBER), 'unlisted');
  await see('unlisted');
  await desk.press('F4');

  const books = state.booksOnShelf(branch).slice(-3);
  await answers(desk.scan(state.cardsWithRoom(today).at(-1)!), 'patron');
  for (const book of books) await answers(desk.scan(book), 'lent');
  await see('lent');
  await desk.press('Alt+P');
  await desk.page.getByTestId('paper').waitFor();
  await see('paper');
  await desk.press('Escape');
  await desk.page.getByTestId('paper').waitFor({ state: 'detached' });
  await answers(desk.answerTo('Alt+Backspace'), 'undone');
  await see('undone');
  const claimed = pick(state, 'book on the hold shelf', (i) => openClaim(i)?.pickup === branch && !i.loan);
  await answers(desk.scan(claimed), 'blocked');
  await desk.press('ArrowDown');
  await see('blocked');
  await desk.press('ArrowUp');
  await see('blocked-note');
  await desk.press('F4');
}

async function visitTaking({ desk, state, branch, today, see }: Given): Promise<void> {
  const lentHere = (item: ItemState): boolean => item.loan?.branch === branch && !item.loan.lost;
  const ownedHere = ({ attributes }: ItemState): boolean => attributes?.owner === branch;
  const late = pick(
    state,
    'late loan',
    (i) => lentHere(i) && ownedHere(i) && i.loan!.due < today && !waitingFor(state, i),
  );
  const wanted = pick(
    state,
    'book on loan that is wanted here',
    (i) => lentHere(i) && waitingFor(state, i) === branch,
  );
  const away = pick(
    state,
    'book of another branch',
    (i) => lentHere(i) && !ownedHere(i) && !waitingFor(state, i),
  );
  await answers(desk.scan(late), 'taken');
  await see('taken-late');
  await answers(desk.scan(state.booksOnShelf(branch).at(-1)!), 'taken');
  await see('taken-shelf');
  await answers(desk.scan(wanted), 'taken');
  await see('taken-hold-shelf');
  await answers(desk.scan(away), 'taken');
  await see('taken-away');
}

async function visitRenewing({ desk, state, branch, today, tryThis, see }: Given): Promise<void> {
  const regular = state.holderOf(tryThis('adult with loans'));
  const renewable = pick(state, 'loan that can be renewed', (item) => {
    const { loan } = item;
    if (!loan || loan.patron === regular || loan.renewalsLeft === 0 || waitingFor(state, item)) return false;
    const patron = state.patrons.find((p) => p.id === loan.patron);
    const onTime = state.loansOf(loan.patron).every((other) => other.loan!.due > today);
    return patron?.status === 'active' && (patron.expires ?? today) >= today && onTime;
  });
  const refused = pick(
    state,
    'book on loan that others wait for',
    (i) => i.loan?.branch === branch && waitingFor(state, i) !== null && waitingFor(state, i) !== branch,
  );
  await answers(desk.scan(renewable), 'renewed');
  await see('renewed');
  await answers(desk.scan(refused), 'blocked');
  await see('renewal-refused');
  await desk.press('F4');
  await answers(desk.scan(NOBODYS_NUMBER), 'failed');
  await see('unknown');
  await answers(desk.scan(tryThis('adult with loans')), 'patron');
  await desk.press('F7');
  await see('renew-patron');
}

function pick(state: LibraryState, what: string, fits: (item: ItemState) => boolean): string {
  const found = state.items.find(fits);
  if (!found) throw new Error(`the demonstration has no ${what}`);
  return found.barcode;
}

/** Branch where the next who waits for this book collects it. */
function waitingFor({ queues }: LibraryState, item: ItemState): string | null {
  if (!item.attributes?.holdable) return null;
  const own = queuesOf(item);
  return nextHold(queues.filter((q) => own.includes(q.id)))?.hold.pickup ?? null;
}

async function answers(answer: Promise<string>, kind: string): Promise<void> {
  const found = await answer;
  if (found !== kind) throw new Error(`answered ${found}, not ${kind}`);
}
