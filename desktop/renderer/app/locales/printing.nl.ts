/** The printer and what is on its way to it: by `PrintingView`'s codes. */
export const printingNl = {
  printing: {
    printer: {
      ready: 'Printer',
      'paper-near-end': 'Het papier van de printer is bijna op. Leg een nieuwe rol klaar.',
      'paper-out':
        'De printer heeft geen papier. Leg een nieuwe rol in; wat wacht wordt dan vanzelf afgedrukt.',
      'cover-open': 'De klep van de printer staat open. Doe de klep dicht.',
      offline: 'De printer staat op pauze. Druk op de knop van de printer.',
      error: {
        cutter: 'Het mes van de printer zit vast. Haal het papier los en zet de printer uit en aan.',
        unrecoverable:
          'De printer heeft een storing. Zet de printer uit en aan; blijft dit, bel de beheerder.',
        other: 'De printer drukt niet af. Kijk naar de printer; blijft dit, bel de beheerder.',
      },
      unknown: 'De printer antwoordt niet. Kijk of hij aanstaat.',
      lost: 'De printer is niet te bereiken. Kijk of de kabel vastzit en de printer aanstaat.',
    },
    job: {
      waiting: 'Wacht op de printer',
      sending: 'Wordt afgedrukt',
      asked: 'Misschien afgedrukt, misschien niet. Kijk bij de printer.',
    },
    answer: { again: 'Opnieuw afdrukken', printed: 'Ligt er al', drop: 'Niet nodig' },
    trouble: {
      'disk-full': 'De schijf is vol. Er wordt niets afgedrukt. Bel de beheerder.',
      other:
        'De wachtrij van de printer kan niet worden vastgelegd. Er wordt niets afgedrukt. Bel de beheerder.',
    },
    noDrawer: 'De kassalade ging niet open. Gebruik de sleutel.',
  },
};
