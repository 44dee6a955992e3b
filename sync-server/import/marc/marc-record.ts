/** A MARC 21 record as text; every string is Unicode in normal form C. */
export type MarcRecord = { leader: string; control: ControlField[]; data: DataField[] };
type ControlField = { tag: string; value: string };
export type DataField = { tag: string; ind1: string; ind2: string; subfields: Subfield[] };
type Subfield = { code: string; value: string };

/** One record of a file, in its order from 1: read (and perhaps mended), or refused by name, with reasons of `reasons.ts`. */
export type MarcReading =
  | { kind: 'record'; number: number; record: MarcRecord; mends: MarcMend[] }
  | { kind: 'refused'; number: number; controlNumber: string; reason: MarcRefusal };
export type MarcMend = 'marc-leader-lied' | 'marc-indicators-wrong';
type MarcRefusal = 'marc-8-record' | 'marc-not-utf8' | 'marc-record-damaged';

export function controlField(record: MarcRecord, tag: string): string {
  return record.control.find((field) => field.tag === tag)?.value.trim() ?? '';
}

export function fieldsOf(record: MarcRecord, ...tags: string[]): DataField[] {
  return record.data.filter((field) => tags.includes(field.tag));
}

/** The non-empty values of the subfields `codes`, in the record's own order. */
export function valuesOf(field: DataField, codes: string): string[] {
  return field.subfields
    .filter((subfield) => codes.includes(subfield.code))
    .map((subfield) => subfield.value.trim())
    .filter((value) => value !== '');
}

export function firstValue(field: DataField | undefined, code: string): string {
  return field ? (valuesOf(field, code)[0] ?? '') : '';
}
