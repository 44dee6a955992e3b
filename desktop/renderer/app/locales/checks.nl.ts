/** Each failing check (rule D2): `head` with its figures, `bare` when the figures are not known, `why` the second line. */
export const checksNl = {
  'card-inactive': {
    head: 'Pas is niet meer geldig',
    bare: 'Pas is niet meer geldig',
    why: 'vervangen of als verloren gemeld',
  },
  'subscription-ended': {
    head: 'Abonnement verlopen op {{date}}',
    bare: 'Abonnement verlopen',
    why: 'eerst verlengen',
  },
  'patron-blocked': { head: 'Klant is geblokkeerd', bare: 'Klant is geblokkeerd', why: '{{reasons}}' },
  'patron-inactive': { head: 'Inschrijving is beëindigd', bare: 'Inschrijving is beëindigd', why: '' },
  'owed-over-limit': {
    head: 'Te betalen {{owed}}, grens {{limit}}',
    bare: 'Te betalen boven de grens',
    why: '',
  },
  'too-many-loans': {
    head: 'Geleend {{count}}, grens {{limit}}',
    bare: 'Te veel geleend',
    why: 'met dit boek erbij boven de grens',
  },
  'too-many-of-group': {
    head: 'Van deze soort {{count}}, grens {{limit}}',
    bare: 'Te veel van deze soort',
    why: '',
  },
  'too-many-overdue': {
    head: '{{count}} te laat, grens {{limit}}',
    bare: 'Te veel te laat',
    why: 'eerst inleveren of verlengen',
  },
  'not-for-loan': {
    head: 'Dit exemplaar wordt niet uitgeleend',
    bare: 'Dit exemplaar wordt niet uitgeleend',
    why: '',
  },
  'item-marked': { head: 'Dit exemplaar is gemerkt', bare: 'Dit exemplaar is gemerkt', why: '{{mark}}' },
  'item-lost': { head: 'Als verloren gemeld', bare: 'Als verloren gemeld', why: 'neem het eerst in' },
  'on-loan-to-another': {
    head: 'Aan een ander uitgeleend, tot {{due}}',
    bare: 'Aan een ander uitgeleend',
    why: 'staat nog op naam van die lener',
  },
  'captured-for-another': {
    head: 'Klaargezet voor een ander',
    bare: 'Klaargezet voor een ander',
    why: 'afhaalkast {{place}}',
  },
  'in-transit': { head: 'Onderweg naar {{branch}}', bare: 'Onderweg naar een andere vestiging', why: '' },
  'renewals-used-up': {
    head: 'Al {{renewals}} keer verlengd',
    bare: 'Kan niet meer worden verlengd',
    why: 'meer keren kan niet',
  },
  'reserved-by-others': {
    head_one: '{{count}} ander wacht op deze titel',
    head_other: '{{count}} anderen wachten op deze titel',
    bare: 'Anderen wachten op deze titel',
    why: 'verlengen kan straks niet',
    whyBlocked: 'wie wacht, gaat voor',
  },
  'hold-ready-here': {
    head_one: '{{count}} reservering ligt hier klaar',
    head_other: '{{count}} reserveringen liggen hier klaar',
    bare: 'Reservering ligt hier klaar',
    why: '',
  },
  'patron-provisional': {
    head: 'Inschrijving is voorlopig',
    bare: 'Inschrijving is voorlopig',
    why: 'nog niet landelijk bevestigd',
  },
  'subscription-unpaid': {
    head: 'Abonnement nog niet betaald: {{owed}}',
    bare: 'Abonnement nog niet betaald',
    why: 'laat eerst betalen',
  },
  'registration-unverified': {
    head: 'Inschrijving is niet gecontroleerd',
    bare: 'Inschrijving is niet gecontroleerd',
    why: 'vraag een legitimatie en leg het vast',
  },
  'address-unknown': {
    head: 'Adres is niet bekend',
    bare: 'Adres is niet bekend',
    why: 'post komt terug, vraag het adres',
  },
  'credits-used-up': {
    head: 'Leentegoed is op',
    bare: 'Leentegoed is op',
    why: 'een extra lening kost leengeld of een nieuw tegoed',
  },
  'too-young': { head: 'Pas vanaf {{minimum}} jaar', bare: 'Te jong voor dit materiaal', why: '' },
  'guest-limit': {
    head: 'Meer kan een gast niet lenen',
    bare: 'Meer kan een gast niet lenen',
    why: 'de eigen bibliotheek heeft nog niet bevestigd',
  },
  'item-incomplete': {
    head: 'Er ontbreekt een onderdeel',
    bare: 'Er ontbreekt een onderdeel',
    why: 'zo was het al bekend',
  },
  'parts-missing': {
    head: 'Niet alle {{count}} onderdelen zijn er',
    bare: 'Er ontbreekt een onderdeel',
    why: '',
  },
  'confirm-parts': { head: 'Tel de onderdelen: {{count}}', bare: 'Tel de onderdelen', why: '' },
  'message-waiting': {
    head_one: '{{count}} bericht voor deze klant',
    head_other: '{{count}} berichten voor deze klant',
    bare: 'Bericht voor deze klant',
    why: '',
  },
  other: { head: 'Let op', bare: 'Let op', why: '' },
};

export const markWordsNl = {
  lost: 'verloren',
  missing: 'vermist',
  damaged: 'beschadigd',
  withdrawn: 'afgeschreven',
  'in-process': 'in bewerking',
  'on-order': 'in bestelling',
  unavailable: 'niet beschikbaar',
};
