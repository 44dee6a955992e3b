import { mended, refused, remark, type Reason } from './reason.ts';

/** Items, patrons and cards, loans, holds. */
export const LENDING_REASONS = {
  'barcode-twice': refused('Barcode {value} stond er al.', 'Barcode {value} came before.'),
  'title-empty': remark('Het exemplaar noemt geen titel.', 'The item names no title.'),
  'title-unknown': remark(
    'Titel {value} is niet (goed) in de export; het nummer is bewaard.',
    'Title {value} is not in the export, or was refused; the number is kept.',
  ),
  'current-branch-unknown': mended(
    'De vestiging {value} bestaat niet; genomen is {instead}.',
    'The branch {value} does not exist; {instead} was taken.',
  ),
  'item-elsewhere': remark(
    'Het exemplaar is nu bij een andere bibliotheek.',
    'The item is at another library now.',
  ),
  'item-status-unknown': mended(
    'De status {value} is niet bekend; het exemplaar is niet beschikbaar tot iemand kijkt.',
    'The status {value} is not known; the item is unavailable until somebody looks.',
  ),
  'material-empty': mended(
    'Geen materiaalsoort; leengroep {group} is genomen.',
    'No material; the loan group {group} was taken.',
  ),
  'on-loan-without-loan': mended(
    'Volgens de status uitgeleend, maar er is geen lening; nu vermist.',
    'On loan by its status, but there is no loan; now missing.',
  ),
  'on-loan-by-loan': mended(
    'Status {value}, maar er is een open lening; nu uitgeleend.',
    'Status {value}, but there is an open loan; now on loan.',
  ),
  'lost-by-loan': mended(
    'Status {value}, maar de lening zegt verloren; nu verloren.',
    'Status {value}, but the loan says lost; now lost.',
  ),

  'card-twice': refused(
    'Pas {value} stond er al, of is van een ander.',
    "Card {value} came before, or is somebody else's.",
  ),
  'patron-unknown': refused('Er is geen lener met pas {value}.', 'There is no patron with card {value}.'),
  'patron-expired': remark(
    'Het lidmaatschap liep af op {value}; de datums zijn bewaard.',
    'The membership ended on {value}; its dates are kept.',
  ),
  'patron-status-unknown': mended(
    'De status {value} is niet bekend; de lener is geblokkeerd tot iemand kijkt.',
    'The status {value} is not known; the patron is blocked until somebody looks.',
  ),
  'email-unreadable': mended(
    '{value} is geen e-mailadres en is weggelaten.',
    '{value} is no e-mail address and was left out.',
  ),

  'already-ended': refused(
    'Al teruggebracht, opgehaald of geannuleerd: geschiedenis wordt niet overgenomen.',
    'Already returned, collected or cancelled: history is not imported.',
  ),
  'item-not-taken': refused(
    'Het exemplaar {value} is zelf niet overgenomen.',
    'The item {value} was itself not taken.',
  ),
  'item-unlisted': remark(
    'Exemplaar {value} staat niet in items.csv; de lening is van een onbekend exemplaar.',
    'Item {value} is not in items.csv; the loan is of an unlisted item.',
  ),
  'patron-is-guest': remark(
    'Lener {value} is van een andere bibliotheek en is hier gast.',
    "Patron {value} is another library's and is a guest here.",
  ),
  'loan-superseded': refused(
    'Het exemplaar {value} is later uitgeleend, of staat er dubbel.',
    'The item {value} was lent later, or stands here twice.',
  ),
  'loan-branch-elsewhere': mended(
    'Uitgeleend bij {value}, geen vestiging van de eigenaar; genomen is {instead}.',
    'Lent at {value}, no branch of the owner; {instead} was taken.',
  ),
  'loan-without-dates': refused(
    'Geen datum van uitlenen en geen uiterste datum.',
    'No date of lending and no due date.',
  ),
  'since-missing': mended(
    'Geen datum van uitlenen; 21 dagen voor de uiterste datum genomen.',
    'No date of lending; 21 days before the due date was taken.',
  ),
  'since-in-future': remark(
    'De datum van uitlenen ligt in de toekomst.',
    'The date of lending is in the future.',
  ),
  'due-missing': mended(
    'Geen uiterste datum; 21 dagen na uitlenen genomen.',
    'No due date; 21 days after lending was taken.',
  ),
  'due-before-loan': remark(
    'De uiterste datum ligt voor het uitlenen; zo bewaard.',
    'The due date is before the lending; kept as it is.',
  ),

  'hold-kind-unknown': refused(
    '{value} is geen soort reservering (title of item).',
    '{value} is no kind of hold (title or item).',
  ),
  'hold-target-unknown': refused(
    '{value} staat niet in de export, dus er is niets om op te wachten.',
    '{value} is not in the export, so there is nothing to wait for.',
  ),
  'hold-on-lost-item': remark('Wacht op iets dat verloren is.', 'Waits for something that is lost.'),
  'hold-became-title': mended(
    'Exemplaar {value} is van een andere bibliotheek; de reservering wacht op titel {title}.',
    "Item {value} is another library's; the hold waits for title {title}.",
  ),
  'hold-twice': refused(
    'Deze lener wacht hier al op {value}.',
    'This patron is waiting for {value} already.',
  ),
  'placed-missing': mended(
    'Geen tijd van reserveren; achteraan in de rij.',
    'No time of placing; at the end of the queue.',
  ),
  'capture-without-item': mended(
    'Staat klaar, maar het exemplaar {value} is er niet; de reservering wacht weer.',
    'Captured, but the item {value} is not there; the hold waits again.',
  ),
} as const satisfies Record<string, Reason>;
