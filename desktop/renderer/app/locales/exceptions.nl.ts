import type { exceptions } from '@balie/shared/exceptions/registry.ts';

type Exceptions = typeof exceptions;

/** Of each kind: its name, what happened, what was done by itself, and a verb for each answer that is offered (E4). */
export type ExceptionWords = {
  readonly [K in keyof Exceptions]: {
    readonly name: string;
    readonly happened: string;
    readonly done: string;
    readonly answers: Readonly<Record<keyof Exceptions[K]['answers'], string>>;
  };
};

export const exceptionsNl = {
  'captured-twice': {
    name: 'Dubbel klaargezet',
    happened:
      'Twee vestigingen zonder contact zetten ieder een exemplaar klaar voor dezelfde reservering: {{first}} en {{item}}.',
    done: 'Het eerste, {{first}}, blijft klaarstaan.',
    answers: { 'scan-again': 'Opnieuw innemen', 'leave-it': 'Laten' },
  },
  reshelve: {
    name: 'Terug naar de kast',
    happened: 'Exemplaar {{item}} staat in de afhaalkast voor een reservering die niet meer loopt.',
    done: 'De reservering is beëindigd. Het exemplaar is nog voor niemand.',
    answers: { 'scan-again': 'Opnieuw innemen', reshelved: 'Teruggezet' },
  },
  'seen-on-loan': {
    name: 'Uitgeleend, en toch gezien',
    happened: 'Een boek dat is uitgeleend, is in de bibliotheek gezien.',
    done: 'Het blijft uitgeleend tot het is ingenomen.',
    answers: { 'take-back': 'Innemen', 'lend-again': 'Opnieuw uitlenen' },
  },
  'before-horizon': {
    name: 'Te laat binnengekomen',
    happened:
      'Een balie was zo lang zonder contact dat een handeling van toen pas kwam toen die tijd was afgesloten.',
    done: 'De handeling is bewaard en telt niet mee.',
    answers: {
      'scan-again': 'Opnieuw innemen',
      'lend-again': 'Opnieuw uitlenen',
      'pay-again': 'Opnieuw boeken',
      'leave-it': 'Laten',
    },
  },
  'subscription-doubled': {
    name: 'Abonnement dubbel',
    happened: 'Abonnement {{subscription}} vanaf {{from}} is aan twee balies verkocht.',
    done: 'Beide staan en worden gevraagd.',
    answers: { 'end-one': 'Een opzeggen', 'give-back': 'Terugbetalen', 'leave-it': 'Laten' },
  },
  'undo-refused': {
    name: 'Niet ongedaan gemaakt',
    happened:
      'Een handeling is ongedaan gemaakt, maar er bleek daarna nog iets met hetzelfde te zijn gedaan.',
    done: 'De handeling blijft staan.',
    answers: { 'undo-later-first': 'Eerst het latere ongedaan maken', 'leave-it': 'Laten' },
  },
  'paid-for-presumed-returned': {
    name: 'Betaald, en toch terug',
    happened: 'Voor een boek was betaald; daarna is het aan een ander uitgeleend.',
    done: 'De lening is beëindigd. Wat is betaald, is tegoed.',
    answers: {
      'give-back': 'Terugbetalen',
      'charge-stays': 'De kosten blijven',
      'leave-as-credit': 'Als tegoed laten',
    },
  },
  'claim-open-closed': {
    name: 'Gezocht, en toch terug',
    happened: 'Een boek dat volgens de klant was ingeleverd of verloren, is aan een ander uitgeleend.',
    done: 'De lening is beëindigd, zonder telaatgeld.',
    answers: { 'tell-the-patron': 'De klant is ingelicht', 'charge-stays': 'De kosten blijven' },
  },
  'parts-missing': {
    name: 'Onderdeel ontbreekt',
    happened: 'Een boek kwam terug zonder alle onderdelen.',
    done: 'De lening is beëindigd en het exemplaar is gemerkt.',
    answers: { found: 'Gevonden', 'charge-patron': 'Klant laten betalen', withdraw: 'Afschrijven' },
  },
  damaged: {
    name: 'Beschadigd',
    happened: 'Een boek kwam beschadigd terug.',
    done: 'De lening is beëindigd en het exemplaar is gemerkt.',
    answers: { mended: 'Hersteld', 'charge-patron': 'Klant laten betalen', withdraw: 'Afschrijven' },
  },
  'paid-twice': {
    name: 'Dubbel betaald',
    happened: 'Dezelfde post is aan twee balies betaald, {{amount}} te veel.',
    done: 'De tweede betaling is tegoed.',
    answers: { 'give-back': 'Terugbetalen', 'leave-as-credit': 'Als tegoed laten' },
  },
  'refund-over-credit': {
    name: 'Te veel terugbetaald',
    happened: 'Er is {{amount}} meer terugbetaald dan er tegoed was.',
    done: 'De klant is dat verschil schuldig.',
    answers: { 'charge-patron': 'Klant laten betalen', 'write-off': 'Afboeken' },
  },
  'pin-outcome-unknown': {
    name: 'Pin onzeker',
    happened: 'Automaat {{terminal}} zei niet of {{amount}} is betaald.',
    done: 'De post is niet betaald en wordt niet gevraagd.',
    answers: { approved: 'Wel betaald', declined: 'Niet betaald' },
  },
  'pin-outcome-repeated': {
    name: 'Pin tegengesproken',
    happened: 'Over dezelfde pinbetaling is eerst vastgelegd: {{before}}, en later: {{now}}.',
    done: 'Het eerste telt.',
    answers: {
      'first-counts': 'Het eerste klopt',
      'give-back': 'Terugbetalen',
      'charge-patron': 'Klant laten betalen',
    },
  },
  'pin-undone': {
    name: 'Pin ongedaan gemaakt',
    happened: 'Een pinbetaling van {{amount}} is ongedaan gemaakt.',
    done: 'Ze telt niet meer, maar de automaat heeft het geld.',
    answers: { 'give-back': 'Terugbetalen', 'terminal-reversed': 'De automaat gaf het terug' },
  },
  'till-unopened': {
    name: 'Kas niet geopend',
    happened: 'Er ging geld in een kas die niemand had geopend.',
    done: 'De kas loopt, zonder naam.',
    answers: { count: 'Tellen', close: 'Sluiten' },
  },
  'debit-reversed': {
    name: 'Incasso teruggeboekt',
    happened: 'De bank boekte een incasso van {{amount}} terug, met code {{code}}.',
    done: 'De post staat weer open.',
    answers: {
      'offer-again': 'Opnieuw incasseren',
      'ask-at-counter': 'Aan de balie vragen',
      'block-patron': 'Klant blokkeren',
    },
  },
  'ill-move-unfit': {
    name: 'IBL-stap past niet',
    happened: 'Een stap tussen bibliotheken ({{move}}) past niet bij een aanvraag die al is: {{status}}.',
    done: 'De aanvraag blijft zoals ze was; de stap is bewaard.',
    answers: { 'make-the-move': 'De stap alsnog doen', 'leave-it': 'Laten' },
  },
  'ill-extension-refused': {
    name: 'IBL-verlenging geweigerd',
    happened: 'Verlengd tot {{due}}, verder dan de leverende bibliotheek toestaat.',
    done: 'De oude datum blijft staan.',
    answers: {
      'ask-the-supplier': 'Bij de leverancier gevraagd',
      'tell-the-patron': 'De klant is ingelicht',
    },
  },
} satisfies ExceptionWords;
