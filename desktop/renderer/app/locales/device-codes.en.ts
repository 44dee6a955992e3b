import type {
  misreadsNl,
  padStatesNl,
  pileTroublesNl,
  scannerStatesNl,
  scanTestsNl,
  taggingTroublesNl,
  tagReadingsNl,
} from './device-codes.nl.ts';

export const scannerStatesEn: typeof scannerStatesNl = {
  starting: 'The scanner is being looked for. This takes a few seconds.',
  ready: 'Ready to scan.',
  closed: 'The scanner is switched off. Start the program again.',
  refused:
    'The scanner cannot be opened. See whether another program uses it; if not, IT can look at its permissions.',
  unplugged: 'The scanner is unplugged. Plug it in; scanning then goes on by itself.',
  lost: 'The scanner was lost. See whether its cable is in; scanning then goes on by itself.',
  'not-listed':
    'The scanner is not found. See whether it is plugged in; if it is, IT can look at what devices.json says of it.',
  'not-hid-pos':
    'The scanner is in the wrong mode. Scan the setup code for USB HID POS in the scanner’s manual.',
  'several-listed':
    'There are {{count}} such scanners. Unplug the others, or have IT put the serial number in devices.json.',
};

const padTroublesEn: Omit<typeof padStatesNl, 'ready' | 'not-found'> = {
  'tag-gone': 'The tag cannot be read. Put the item in the middle of the pad again.',
  'tag-locked': 'The tag is locked and cannot change any more. Put a new tag in the item.',
  'tag-unsupported': 'The tag cannot do this. Put a tag of the library in the item.',
  'outside-memory': 'The tag has too little memory. Put a larger tag in the item.',
  'read-failed': 'The tag was only half read. Put the item in the middle of the pad again.',
  'write-failed':
    'The tag did not take it. Put the item on the pad again; if it stays, put a new tag in the item.',
  'pad-silent': 'The pad does not answer. See whether it has power; it then comes back by itself.',
  'pad-lost': 'The pad is disconnected. See whether its cable is in; it then comes back by itself.',
  'pad-refused': 'The pad is not set up for a counter. Have IT look at the pad’s settings.',
  'label-does-not-fit': 'This number does not fit on the tag. Put a tag with more memory in the item.',
  'label-not-sayable':
    'This number cannot stand on this kind of tag. Give the item a number without special characters.',
  'unsupported-tag-model': 'This kind of tag cannot be written here. Put a tag of another kind in the item.',
};

export const padStatesEn: typeof padStatesNl = {
  ...padTroublesEn,
  ready: 'Ready to read.',
  'not-found': 'The pad is not found yet. See whether it has power and its cable is in.',
};

export const misreadsEn: typeof misreadsNl = {
  'cut-off': 'The code broke off. Scan again; if it stays, look at the scanner’s cable.',
  unreadable:
    'The scanner sent characters that no code has. Scan again; if it stays, have IT compare the scanner’s speed and parity.',
  empty: 'The scanner sent an empty code. Scan again.',
  'prefix-missing':
    'The beginning of the code is missing. Scan again; if it stays, have IT compare the prefix in devices.json.',
  'suffix-missing':
    'The end of the code is missing. Scan again; if it stays, have IT compare the suffix in devices.json.',
  'too-long':
    'The code is too long. Scan one code at a time; if it stays, have IT set the scanner to end each code with CR.',
  'report-damaged':
    'The scanner sent something that is not as the standard says. Scan again; if it stays, have IT set the scanner to serial.',
  'check-digit': 'The check digit is wrong. Scan again, or type the number.',
  'check-impossible': 'No check digit can be worked out for this code. Scan again, or type the number.',
  'no-pattern': 'This code is of no item or card of this library. Scan another code, or type the number.',
};

export const scanTestsEn: typeof scanTestsNl = {
  ...misreadsEn,
  'test-asked-again': 'The test began anew.',
  'nothing-came':
    'Nothing came from this scanner in {{seconds}} seconds. See whether it beeps; if it does, another scanner was used or it is in keyboard mode.',
  'desk-closes': 'The program is closing. Try again later.',
};

export const tagReadingsEn: typeof tagReadingsNl = {
  label: 'of the library',
  blank: 'empty',
  unknown: 'not of this library',
  'unsupported-tag-model': 'of a kind that cannot be read here',
  damaged: 'damaged',
  unreadable: 'cannot be read',
};

export const taggingTroublesEn: typeof taggingTroublesNl = {
  ...padTroublesEn,
  'tag-labelled': 'This tag already has number {{number}}.',
};

export const pileTroublesEn: typeof pileTroublesNl = {
  'not-on-pad': 'It does not lie on the pad any more. Put it back and try again.',
  'not-an-item': 'The number on the tag is not an item’s. Write the tag again under Settings.',
};
