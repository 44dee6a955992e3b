import { fill, type Language, type Params } from './import-error.ts';

/** `refused`: the row is not taken. `mended`: taken with something else than it says. `remark`: taken as it is, but worth telling. */
export type Outcome = 'refused' | 'mended' | 'remark';
export type ReasonCode = keyof typeof reasons;
type Reason = { outcome: Outcome; nl: string; en: string };

const refused = (nl: string, en: string) => ({ outcome: 'refused', nl, en }) as const satisfies Reason;
const mended = (nl: string, en: string) => ({ outcome: 'mended', nl, en }) as const satisfies Reason;
const remark = (nl: string, en: string) => ({ outcome: 'remark', nl, en }) as const satisfies Reason;

const reasons = {
  'file-not-read': remark(
    'Dit bestand hoort niet bij een export en is niet gelezen.',
    'This file is no part of an export and was not read.',
  ),
  'column-unknown': remark('De kolom {column} wordt niet gelezen.', 'The column {column} is not read.'),
  'column-missing': remark(
    'De kolom {column} ontbreekt; elke rij krijgt de standaardwaarde.',
    'The column {column} is missing; every row gets its default.',
  ),
  'no-final-line-break': remark(
    'Het bestand eindigt zonder regeleinde; kijk of de laatste rij heel is.',
    'The file ends without a line break; check that its last row is whole.',
  ),
  'row-ragged': refused(
    'De rij heeft {cells} cellen, de kop {columns}.',
    'The row has {cells} cells, the header {columns}.',
  ),
  'row-twice': refused('Dezelfde rij stond er al.', 'The same row came before.'),
  'key-empty': refused(
    'De kolom {column} is leeg; zonder deze waarde zegt de rij niets.',
    'The column {column} is empty; without it the row means nothing.',
  ),
  'key-too-long': refused(
    '{value} is langer dan {longest} tekens.',
    '{value} is longer than {longest} characters.',
  ),
  'text-too-long': mended(
    'De tekst is na {longest} tekens afgekapt.',
    'The text was cut after {longest} characters.',
  ),
  'flag-unreadable': mended(
    '{value} is geen ja of nee; de standaardwaarde is genomen.',
    '{value} is no yes or no; the default was taken.',
  ),
  'number-unreadable': mended(
    '{value} is geen aantal; genomen als niet bekend.',
    '{value} is no number; taken as not known.',
  ),
  'money-other-form': mended(
    'Het bedrag {value} is in een andere vorm gelezen.',
    'The amount {value} was read from another form.',
  ),
  'money-unreadable': mended(
    '{value} is geen bedrag; genomen als niet bekend.',
    '{value} is no amount; taken as not known.',
  ),
  'date-other-form': mended(
    'De datum {value} is gelezen als dag-maand-jaar.',
    'The date {value} was read as day-month-year.',
  ),
  'date-unreadable': mended(
    '{value} is geen datum; genomen als niet bekend.',
    '{value} is no date; taken as not known.',
  ),
  'time-without-offset': mended(
    '{value} noemt geen tijdzone; gelezen als plaatselijke tijd.',
    '{value} names no offset; read as local time.',
  ),
  'time-is-a-day': mended(
    '{value} is een dag zonder tijd; uitgeleend telt vanaf het begin, de uiterste dag tot het einde.',
    '{value} is a day without a time; a beginning counts from its first second, a due day to its last.',
  ),
  'time-unreadable': mended(
    '{value} is geen tijdstip; genomen als niet bekend.',
    '{value} is no time; taken as not known.',
  ),
  'name-empty': mended(
    'De naam is leeg; {instead} staat ervoor in de plaats.',
    'The name is empty; {instead} stands in for it.',
  ),

  'library-not-named': refused(
    'Hoort bij een bibliotheek die bij deze import niet is genoemd.',
    'Belongs to a library that this import does not name.',
  ),
  'branch-unknown': refused(
    'De vestiging {value} staat niet in branches.csv.',
    'The branch {value} is not in branches.csv.',
  ),
  'branch-empty': refused(
    'Er staat geen vestiging, dus de bibliotheek is niet te bepalen.',
    'There is no branch, so the library cannot be told.',
  ),
  'branch-made': mended(
    'De vestiging {value} stond niet in branches.csv en is gemaakt.',
    'The branch {value} was not in branches.csv and was made.',
  ),
  'branch-assumed': mended(
    'Er staat geen vestiging; genomen is {branch}.',
    'There is no branch; {branch} was taken.',
  ),
  'branch-twice': refused('De code {value} stond er al.', 'The code {value} came before.'),
  'branch-kind-unknown': mended(
    'De soort {value} is niet bekend; genomen als vestiging.',
    'The kind {value} is not known; taken as a branch.',
  ),
  'parent-unknown': mended(
    'De code {value} erboven bestaat niet; de vestiging staat op zichzelf.',
    'The parent {value} does not exist; the branch stands by itself.',
  ),

  'weekday-unknown': refused(
    '{value} is geen weekdag van 0 (maandag) tot 6 (zondag).',
    '{value} is no weekday from 0 (Monday) to 6 (Sunday).',
  ),
  'clock-unreadable': refused('{value} is geen kloktijd.', '{value} is no clock time.'),
  'hours-close-before-open': mended(
    'Sluit ({value}) voor het opengaat ({opens}); die dag geldt als open vanaf {opens}, met onbekende sluiting.',
    'Closes ({value}) before it opens ({opens}); that day counts as open from {opens}, until an unknown time.',
  ),
  'closed-day-unreadable': refused('{value} is geen dag.', '{value} is no day.'),
  'closed-days-turned': mended(
    'De laatste dag {value} ligt voor de eerste; omgedraaid.',
    'The last day {value} is before the first; turned round.',
  ),
  'closed-ends-at-midnight': mended(
    'Eindigt om middernacht; de dag ervoor is de laatste gesloten dag.',
    'Ends at midnight; the day before is the last closed day.',
  ),
  'closed-part-of-day': mended(
    'Sluit een deel van de dag; de hele dag geldt als gesloten.',
    'Closes for part of a day; the whole day counts as closed.',
  ),

  'marc-8-record': refused(
    'Record met controlenummer {value} is in MARC-8 of een andere codering dan UTF-8.',
    'The record with control number {value} is in MARC-8 or another encoding than UTF-8.',
  ),
  'marc-not-utf8': refused(
    'Record met controlenummer {value} zegt UTF-8 te zijn, maar is het niet.',
    'The record with control number {value} says that it is UTF-8, but it is not.',
  ),
  'marc-record-damaged': refused(
    'Record met controlenummer {value} is beschadigd: de velden kloppen niet.',
    'The record with control number {value} is damaged: its fields do not fit.',
  ),
  'marc-leader-lied': mended(
    'De leader zegt dat het record geen Unicode is, maar het is geldige UTF-8 en zo gelezen.',
    'The leader says that the record is not Unicode, but it is valid UTF-8 and was read as such.',
  ),
  'control-number-missing': mended(
    'Geen controlenummer (001); het record kreeg een naam uit zijn inhoud.',
    'No control number (001); the record got a name from its content.',
  ),
  'title-twice': refused('Controlenummer {value} stond er al.', 'Control number {value} came before.'),
  'title-missing': mended(
    'Geen titel (245); een andere titel of het nummer staat ervoor in de plaats.',
    'No title (245); another title or the number stands in for it.',
  ),
  'isbn-wrong': mended(
    '{value} is geen geldig ISBN en is weggelaten.',
    '{value} is no valid ISBN and was left out.',
  ),

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

export const REASON_CODES = Object.keys(reasons) as ReasonCode[];

export function outcomeOf(code: ReasonCode): Outcome {
  return reasons[code].outcome;
}

/** The sentence for a note; `params` are the note's own, with its `value` and `column`. */
export function reasonSentence(code: ReasonCode, params: Params, language: Language): string {
  return fill(reasons[code][language], params);
}
