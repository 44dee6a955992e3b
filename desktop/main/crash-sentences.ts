type Language = 'nl' | 'en';
interface Sentence {
  readonly title: string;
  readonly detail: string;
}

/** What a person reads when there is no screen to say it. `{seconds}` and `{message}` are filled in. */
const sentences: Readonly<Record<Language, Readonly<Record<string, Sentence>>>> = {
  nl: {
    'not-enrolled': {
      title: 'Deze balie is nog niet aangemeld.',
      detail: 'Laat de beheerder hem aanmelden en start Balie opnieuw.\n\n{message}',
    },
    'wrong-setting': { title: 'Een instelling van deze balie klopt niet.', detail: '{message}' },
    'no-key': {
      title: 'De sleutel van deze balie is weg.',
      detail: 'Laat de beheerder de balie opnieuw aanmelden.\n\n{message}',
    },
    'folder-in-use': {
      title: 'Deze balie staat al open.',
      detail: 'Sluit het andere venster en start Balie opnieuw.\n\n{message}',
    },
    'no-machines': { title: 'Er zijn geen apparaten ingesteld.', detail: '{message}' },
    'sip2-port': { title: 'De apparaten kunnen deze balie niet bereiken.', detail: '{message}' },
    'disk-full': {
      title: 'De schijf van deze computer is vol.',
      detail: 'Maak ruimte vrij. Wat al gedaan is staat veilig. Nieuwe poging over {seconds} seconden.',
    },
    'disk-read-only': {
      title: 'Balie mag niet op de schijf schrijven.',
      detail: 'Waarschuw de beheerder. Wat al gedaan is staat veilig. Nieuwe poging over {seconds} seconden.',
    },
    'disk-failing': {
      title: 'De schijf van deze computer werkt niet goed.',
      detail: 'Waarschuw de beheerder. Nieuwe poging over {seconds} seconden.',
    },
    'screen-gone': {
      title: 'Het scherm van Balie stopt steeds.',
      detail: 'Wat al gedaan is staat veilig. Sluit Balie en start het opnieuw.',
    },
    'core-fault': {
      title: 'Balie stopt steeds.',
      detail:
        'Wat al gedaan is staat veilig. Nieuwe poging over {seconds} seconden; blijft dit komen, waarschuw dan de beheerder.',
    },
  },
  en: {
    'not-enrolled': {
      title: 'This desk has not been enrolled yet.',
      detail: 'Ask IT to enrol it, then start Balie again.\n\n{message}',
    },
    'wrong-setting': { title: 'A setting of this desk is wrong.', detail: '{message}' },
    'no-key': {
      title: 'The key of this desk is gone.',
      detail: 'Ask IT to enrol the desk again.\n\n{message}',
    },
    'folder-in-use': {
      title: 'This desk is open already.',
      detail: 'Close the other window and start Balie again.\n\n{message}',
    },
    'no-machines': { title: 'No machines have been set up.', detail: '{message}' },
    'sip2-port': { title: 'Machines cannot reach this desk.', detail: '{message}' },
    'disk-full': {
      title: 'The disk of this computer is full.',
      detail: 'Make room. What was done is safe. Trying again in {seconds} seconds.',
    },
    'disk-read-only': {
      title: 'Balie may not write to the disk.',
      detail: 'Tell IT. What was done is safe. Trying again in {seconds} seconds.',
    },
    'disk-failing': {
      title: 'The disk of this computer does not work well.',
      detail: 'Tell IT. Trying again in {seconds} seconds.',
    },
    'screen-gone': {
      title: "Balie's screen keeps stopping.",
      detail: 'What was done is safe. Close Balie and start it again.',
    },
    'core-fault': {
      title: 'Balie keeps stopping.',
      detail: 'What was done is safe. Trying again in {seconds} seconds; if this goes on, tell IT.',
    },
  },
};

/** The sentence of a failure; one that has none of its own is told as a fault. */
export function crashSentence(
  language: Language,
  code: string,
  filled: { readonly seconds?: number; readonly message?: string },
): Sentence {
  const { title, detail } = sentences[language][code] ?? sentences[language]['core-fault']!;
  return {
    title,
    detail: detail
      .replace('{seconds}', String(filled.seconds ?? 0))
      .replace('{message}', filled.message ?? '')
      .trim(),
  };
}

/** Codes that have a sentence, for a check that both languages have the same. */
export function crashCodes(language: Language): readonly string[] {
  return Object.keys(sentences[language]).sort();
}
