import type { profileTexts } from '../../../../hardware/codecs/profile/profile-problem.ts';

/** What is wrong in `devices.json`. Behind `given` or `missing` stands what it has to be. The English is `profileTexts`, which tools say too. */
export const profileTextsNl: typeof profileTexts = {
  at: '{{file}}, regel {{line}}: ',
  given: '{{place}} is {{given}}; ',
  missing: '{{place}} ontbreekt; ',
  'the-file': 'het bestand',
  'not-text': 'het moet een tekst tussen aanhalingstekens zijn.',
  'not-number': 'het moet een heel getal zijn.',
  'not-boolean': 'het moet true of false zijn.',
  'not-list': 'het moet een lijst tussen [ ] zijn.',
  'not-object': 'het moeten instellingen tussen { } zijn.',
  'not-one-of': 'het moet een van deze zijn: {{values}}.',
  'too-small': 'het moet minstens {{least}} zijn.',
  'too-big': 'het mag hoogstens {{most}} zijn.',
  'too-short': 'het moet minstens {{least}} tekens lang zijn.',
  'too-long': 'het mag hoogstens {{most}} tekens lang zijn.',
  'too-few': 'er moet minstens {{least}} in staan.',
  'not-name':
    'het moet een naam zijn van letters, cijfers, spaties, ".", "_" of "-", van hoogstens 40 tekens.',
  'not-hex': 'het moeten vier hexadecimale cijfers tussen aanhalingstekens zijn, zoals "0C2E".',
  'no-setting': '{{place}} is geen instelling; zoek in docs/DEVICES.md hoe die heet, of haal het weg.',
  'not-pattern': '{{place}} moet een reguliere expressie zijn, zoals "2\\\\d{13}".',
  'divide-not-longer':
    '{{place}} moet langer zijn dan "quick": een pauze die scheidt is geen pauze in een code.',
  'drawer-not-here':
    '{{place}} moet false zijn: alleen een bonprinter opent een lade, via "tcp", "serial" of "file".',
  'second-printer': '{{place}} is er een te veel: een balie drukt af op één printer.',
  'name-taken': '{{place}} is ook de naam van {{other}}; geef elk apparaat een eigen naam.',
  'second-keyboard':
    '{{place}} hoeft er niet bij: alle scanners die typen zijn samen één toetsenbord, dat van {{other}}.',
  'same-serial': '{{place}} is dezelfde seriële lijn als die van {{other}}.',
  'same-file': '{{place}} is hetzelfde apparaatbestand als dat van {{other}}.',
  'same-address': '{{place}} heeft dezelfde host en poort als {{other}}.',
  'same-hid':
    '{{place}} heeft een serialNumber nodig, of een path als de scanner geen nummer heeft: het kan dezelfde scanner zijn als {{other}}.',
  'json-end': 'dit is geen JSON; op positie {{column}} mag niets meer staan.',
  'json-nesting': 'dit is geen JSON met instellingen; op positie {{column}} staat te veel in elkaar.',
  'json-value':
    'dit is geen JSON; op positie {{column}} moet een waarde staan: een tekst tussen aanhalingstekens, een getal, true, false, { } of [ ].',
  'json-name': 'dit is geen JSON; op positie {{column}} moet een naam tussen aanhalingstekens staan.',
  'json-name-twice': '{{twice}} staat hier twee keer, op positie {{column}}; haal er een weg.',
  'json-sign': 'dit is geen JSON; op positie {{column}} moet {{signs}} staan.',
  'file-unreadable': '{{file}} kan niet worden gelezen: {{detail}}. Mag de gebruiker van de balie het lezen?',
  'drivers-missing':
    'Er is geen scanner of plaat geopend, want een deel van dit programma kon niet worden geladen: {{detail}}.',
};
