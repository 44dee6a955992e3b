import type {
  MisreadCode,
  PadStateCode,
  PadTroubleCode,
  PileTroubleCode,
  ScannerStateCode,
  ScanTestTroubleCode,
  TaggingTroubleCode,
  TagReadingCode,
} from '../../../contract/device-codes.ts';
import type { FailureCode, RefusalCode } from '../../../contract/failures.ts';

type Sentences<Code extends string> = Readonly<Record<Code, string>>;

/** The first sentence says what is wrong and stands alone in the state line; what follows says what to do. */
export const scannerStatesNl: Sentences<ScannerStateCode> = {
  starting: 'De scanner wordt gezocht. Dit duurt enkele tellen.',
  ready: 'Klaar om te scannen.',
  closed: 'De scanner is uitgeschakeld. Start het programma opnieuw.',
  refused:
    'De scanner kan niet worden geopend. Kijk of geen ander programma de scanner gebruikt; anders kan de beheerder de rechten nakijken.',
  unplugged: 'De scanner is losgekoppeld. Steek de stekker erin; scannen gaat dan vanzelf verder.',
  lost: 'De scanner is weggevallen. Kijk of de kabel vastzit; scannen gaat dan vanzelf verder.',
  'not-listed':
    'De scanner is niet gevonden. Kijk of de stekker erin zit; anders kan de beheerder nakijken wat in devices.json staat.',
  'not-hid-pos':
    'De scanner staat in de verkeerde stand. Scan de instelcode voor USB HID POS uit het boekje van de scanner.',
  'several-listed':
    'Er zijn {{count}} dezelfde scanners aangesloten. Trek de andere los, of laat de beheerder het serienummer in devices.json zetten.',
};

const padTroublesNl: Sentences<PadTroubleCode> = {
  'tag-gone': 'De tag is niet te lezen. Leg het exemplaar opnieuw midden op de plaat.',
  'tag-locked': 'De tag is vergrendeld en kan niet meer veranderen. Plak er een nieuwe tag in.',
  'tag-unsupported': 'De tag kan dit niet. Plak er een tag van de bibliotheek in.',
  'outside-memory': 'De tag heeft te weinig geheugen. Plak er een grotere tag in.',
  'read-failed': 'De tag werd maar half gelezen. Leg het exemplaar opnieuw midden op de plaat.',
  'write-failed':
    'De tag nam het niet aan. Leg het exemplaar opnieuw op de plaat; blijft dit, plak er een nieuwe tag in.',
  'pad-silent': 'De plaat antwoordt niet. Kijk of hij stroom heeft; hij komt dan vanzelf terug.',
  'pad-lost': 'De plaat is losgekoppeld. Kijk of de kabel vastzit; hij komt dan vanzelf terug.',
  'pad-refused':
    'De plaat is niet ingesteld voor een balie. Laat de beheerder de instellingen van de plaat nakijken.',
  'label-does-not-fit': 'Dit nummer past niet op de tag. Plak er een tag met meer geheugen in.',
  'label-not-sayable':
    'Dit nummer kan niet op deze soort tag staan. Geef het exemplaar een nummer zonder bijzondere tekens.',
  'unsupported-tag-model':
    'Deze soort tag kan hier niet worden beschreven. Plak er een tag van een andere soort in.',
};

export const padStatesNl: Sentences<PadStateCode> = {
  ...padTroublesNl,
  ready: 'Klaar om te lezen.',
  'not-found': 'De plaat is nog niet gevonden. Kijk of hij stroom heeft en of de kabel vastzit.',
};

export const misreadsNl: Sentences<MisreadCode> = {
  'cut-off': 'De code brak af. Scan opnieuw; blijft dit, kijk naar de kabel van de scanner.',
  unreadable:
    'De scanner stuurde tekens die in geen code voorkomen. Scan opnieuw; blijft dit, laat de beheerder de snelheid en pariteit van de scanner nakijken.',
  empty: 'De scanner stuurde een lege code. Scan opnieuw.',
  'prefix-missing':
    'Het begin van de code ontbreekt. Scan opnieuw; blijft dit, laat de beheerder het voorvoegsel in devices.json nakijken.',
  'suffix-missing':
    'Het einde van de code ontbreekt. Scan opnieuw; blijft dit, laat de beheerder het achtervoegsel in devices.json nakijken.',
  'too-long':
    'De code is te lang. Scan één code tegelijk; blijft dit, laat de beheerder instellen dat de scanner elke code met CR eindigt.',
  'report-damaged':
    'De scanner stuurde iets wat niet volgens de norm is. Scan opnieuw; blijft dit, laat de beheerder de scanner op serieel zetten.',
  'check-digit': 'Het controlecijfer klopt niet. Scan opnieuw, of typ het nummer over.',
  'check-impossible':
    'Aan deze code is geen controlecijfer uit te rekenen. Scan opnieuw, of typ het nummer over.',
  'no-pattern':
    'Deze code is niet van een boek of pas van deze bibliotheek. Scan een andere code, of typ het nummer over.',
};

export const scanTestsNl: Sentences<ScanTestTroubleCode> = {
  ...misreadsNl,
  'test-asked-again': 'De proef is opnieuw begonnen.',
  'nothing-came':
    'Er kwam in {{seconds}} tellen niets van deze scanner. Kijk of hij piept; piept hij wel, dan is een andere scanner gebruikt of staat hij in de toetsenbordstand.',
  'desk-closes': 'Het programma sluit. Probeer het straks opnieuw.',
};

export const tagReadingsNl: Sentences<TagReadingCode> = {
  label: 'van de bibliotheek',
  blank: 'leeg',
  unknown: 'niet van deze bibliotheek',
  'unsupported-tag-model': 'van een soort die hier niet kan worden gelezen',
  damaged: 'beschadigd',
  unreadable: 'niet te lezen',
};

export const taggingTroublesNl: Sentences<Exclude<TaggingTroubleCode, FailureCode>> = {
  ...padTroublesNl,
  'tag-labelled': 'Op deze tag staat al nummer {{number}}.',
};

export const pileTroublesNl: Sentences<Exclude<PileTroubleCode, RefusalCode>> = {
  'not-on-pad': 'Het ligt niet meer op de plaat. Leg het terug en probeer het opnieuw.',
  'not-an-item': 'Het nummer op de tag is niet van een exemplaar. Beschrijf de tag opnieuw bij Beheer.',
};
