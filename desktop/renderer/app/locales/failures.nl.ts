import type { FailureCode } from '../../../contract/failures.ts';

/** What went wrong beside the rules, and what to do. */
export const failuresNl: Readonly<Record<FailureCode, string>> = {
  'unknown-code': 'Dit nummer hoort bij geen boek en geen pas.',
  'no-patron': 'Er is geen klant open. Scan eerst een pas.',
  'nothing-to-renew': 'Dit boek is niet uitgeleend, er valt niets te verlengen.',
  'undo-nothing': 'Er is nog niets om ongedaan te maken.',
  'undo-not-done': 'Dit is niet doorgegaan; er valt niets ongedaan te maken.',
  'undo-unanswered': 'Er kwam geen antwoord. Kijk bij Vandaag of het ongedaan is gemaakt.',
  'no-paper': 'Bij deze handeling hoort geen bon of strook.',
  'print-queue-failed':
    'Dit kon niet worden klaargezet om af te drukken. Er is niets afgedrukt. Bel de beheerder.',
  'no-device': 'Dit apparaat is er niet of kan dit niet. Kijk bij de apparaten of het is aangesloten.',
  'inventory-running': 'Er loopt al een inventarisatie met deze balie. Stop die eerst.',
  'not-signed-in': 'Er is niemand aangemeld aan deze balie. Meld u onderaan aan en probeer het opnieuw.',
  'pins-differ': 'De twee pincodes zijn niet gelijk. Laat de klant beide opnieuw intoetsen.',
  'wrong-pin': 'Deze medewerker en pincode horen niet bij elkaar.',
  'journal-failed': 'Vastleggen lukt niet. Er is niets gedaan.',
  'desk-fault': 'Dit kon niet worden verwerkt. Probeer het opnieuw; lukt het dan niet, bel de beheerder.',
  'core-restarted': 'Het programma is even opnieuw gestart. Dit is nog niet verwerkt.',
  'core-silent': 'Er kwam geen antwoord. Kijk bij Vandaag of het is gedaan, of probeer het opnieuw.',
};
