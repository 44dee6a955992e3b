/**
 * What is wrong with a value, whether one stands there or none; the text says what it has to be. `values` are JSON; `least` and `most` are of
 * a number, or of the length of a text or a list.
 */
const valueFaults = [
  ...(['not-text', 'not-number', 'not-boolean', 'not-list', 'not-object', 'not-one-of'] as const),
  ...(['too-small', 'too-big', 'too-short', 'too-long', 'too-few', 'not-name', 'not-hex'] as const),
] as const;
type ValueFault = (typeof valueFaults)[number];

/** What is wrong at a place, whatever stands there. `other` is the earlier device that it meets. */
type PlaceFault =
  | 'no-setting'
  | 'not-pattern'
  | 'divide-not-longer'
  | 'drawer-not-here'
  | 'second-printer'
  | 'name-taken'
  | 'second-keyboard'
  | 'same-serial'
  | 'same-file'
  | 'same-address'
  | 'same-hid';

/** What would have to stand at line and `column` of a text that is no JSON. */
export type JsonFault =
  'json-end' | 'json-nesting' | 'json-value' | 'json-name' | 'json-name-twice' | 'json-sign';

/** Nothing of the profile is used; `detail` is the system's reason. */
type OpeningFault = 'file-unreadable' | 'drivers-missing';

export type ProfileProblemCode = ValueFault | PlaceFault | JsonFault | OpeningFault;

/** The message of a schema's own check: a code, which `profileSentence` has the text for. */
export function fault(code: ProfileProblemCode): ProfileProblemCode {
  return code;
}

type Params = Readonly<Record<string, string | number>>;

/** One thing that is wrong in a profile. */
export interface ProfileProblem {
  readonly code: ProfileProblemCode;
  /** Null where it is the file itself. */
  readonly line: number | null;
  /** `scanners[0].link.baudRate`; empty for all that stands in the file. */
  readonly place: string;
  /** `given` is the JSON text of the value that stands there, shortened; a missing value has none. */
  readonly params: Params;
}

/** The texts of a language: one for each code, and what these are put together with. */
export type ProfileTextKey = ProfileProblemCode | 'at' | 'given' | 'missing' | 'the-file';

/** In English, as tools say it. What a `ValueFault` says stands behind `given` or `missing`. */
export const profileTexts: Readonly<Record<ProfileTextKey, string>> = {
  at: '{{file}}, line {{line}}: ',
  given: '{{place}} is {{given}}; ',
  missing: '{{place}} is missing; ',
  'the-file': 'the file',
  'not-text': 'it has to be a text in quotes.',
  'not-number': 'it has to be a whole number.',
  'not-boolean': 'it has to be true or false.',
  'not-list': 'it has to be a list in [ ].',
  'not-object': 'it has to be settings in { }.',
  'not-one-of': 'it has to be one of {{values}}.',
  'too-small': 'it has to be at least {{least}}.',
  'too-big': 'it has to be at most {{most}}.',
  'too-short': 'it has to be at least {{least}} characters long.',
  'too-long': 'it has to be at most {{most}} characters long.',
  'too-few': 'it has to have at least {{least}} in it.',
  'not-name': 'it has to be a name of letters, digits, spaces, ".", "_" or "-", at most 40.',
  'not-hex': 'it has to be four hexadecimal digits in quotes, like "0C2E".',
  'no-setting': '{{place}} is no setting; look for its right name in docs/DEVICES.md, or take it away.',
  'not-pattern': '{{place}} has to be a regular expression, like "2\\\\d{13}".',
  'divide-not-longer':
    '{{place}} has to be longer than "quick": a pause that divides is no pause inside a code.',
  'drawer-not-here':
    '{{place}} has to be false: only a receipt printer opens a drawer, over "tcp", "serial" or "file".',
  'second-printer': '{{place}} is one too many: a desk prints on one printer.',
  'name-taken': '{{place}} is the name of {{other}} too; give each device its own.',
  'second-keyboard':
    '{{place}} needs no entry of its own: all scanners that type are one keyboard, the same as {{other}}.',
  'same-serial': '{{place}} is the same serial line as {{other}}.',
  'same-file': '{{place}} is the same device file as {{other}}.',
  'same-address': '{{place}} has the same host and port as {{other}}.',
  'same-hid':
    '{{place}} needs a serialNumber, or where the scanner has none a path, for it may be the same scanner as {{other}}.',
  'json-end': 'this is not JSON; at column {{column}} has to stand nothing more.',
  'json-nesting': 'this is not JSON for settings; at column {{column}} it is nested too deep.',
  'json-value':
    'this is not JSON; at column {{column}} has to stand a value: a text in quotes, a number, true, false, { } or [ ].',
  'json-name': 'this is not JSON; at column {{column}} has to stand a name in quotes.',
  'json-name-twice': '{{twice}} stands here twice, at column {{column}}; take one of them away.',
  'json-sign': 'this is not JSON; at column {{column}} has to stand {{signs}}.',
  'file-unreadable': '{{file}} cannot be read: {{detail}}. May the desk’s user read it?',
  'drivers-missing':
    'No scanner or pad was opened, for a part of this program could not be loaded: {{detail}}.',
};

/** The whole sentence, with file and line in front; `fill` has the texts of a language. */
export function profileSentence(
  { code, line, place, params }: ProfileProblem,
  file: string,
  fill: (key: ProfileTextKey, params: Params) => string = fillEnglish,
): string {
  const all = { ...params, file, place: place || fill('the-file', {}) };
  const lead = line === null ? '' : fill('at', { ...all, line });
  const found = isValueFault(code) ? fill('given' in params ? 'given' : 'missing', all) : '';
  return lead + found + fill(code, all);
}

function isValueFault(code: ProfileProblemCode): code is ValueFault {
  return valueFaults.some((one) => one === code);
}

function fillEnglish(key: ProfileTextKey, params: Params): string {
  return profileTexts[key].replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(params[name]));
}
