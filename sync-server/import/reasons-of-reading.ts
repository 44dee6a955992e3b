import { mended, refused, remark, type Reason } from './reason.ts';

/** Files and cells, branches and their calendar, MARC records. */
export const READING_REASONS = {
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
  'marc-indicators-wrong': mended(
    'Een veld heeft niet twee indicatoren; er zijn er twee van gemaakt.',
    'A field has not two indicators; they were made two.',
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
} as const satisfies Record<string, Reason>;
