import { SaxesParser, type SaxesTagNS } from 'saxes';
import { failed, done, type Result } from '../import-error.ts';
import { checkedUtf8 } from '../utf8.ts';
import type { DataField, MarcReading, MarcRecord } from './marc-record.ts';

const NAMESPACE = 'http://www.loc.gov/MARC21/slim';
const CHUNK = 1 << 16;

/**
 * Reads MARCXML (a collection, a single record, or records inside another envelope such as OAI-PMH), record by record.
 * Anything that is not UTF-8, not well-formed, cut or not MARCXML is one error with its line, and ends it.
 */
export function* readMarcXml(file: string, bytes: Uint8Array): Generator<Result<MarcReading>, void> {
  const checked = checkedUtf8(file, bytes);
  if (!checked.ok) return yield checked;
  const collector = new RecordCollector();
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  const total = checked.value.length;
  for (let at = 0; at < total; at += CHUNK) {
    collector.write(decoder.decode(checked.value.subarray(at, at + CHUNK), { stream: at + CHUNK < total }));
    const problem = collector.problem;
    if (problem) return yield failed('xml-broken', { file, ...problem });
    if (collector.foreignEncoding)
      return yield failed('xml-encoding', { file, encoding: collector.foreignEncoding });
    for (const reading of collector.take()) yield done(reading);
  }
  const line = collector.line;
  collector.close();
  if (collector.problem) return yield failed('file-cut', { file, line });
  if (!collector.sawMarc) return yield failed('xml-not-marc', { file });
}

class RecordCollector {
  problem: { line: number; cause: string } | null = null;
  foreignEncoding: string | null = null;
  sawMarc = false;
  private readonly parser = new SaxesParser({ xmlns: true, position: true });
  private finished: MarcReading[] = [];
  private number = 0;
  private record: MarcRecord | null = null;
  private field: DataField | null = null;
  private damaged = false;
  private tag = '';
  private text = '';

  constructor() {
    this.parser.on('error', (error) => {
      this.problem ??= { line: this.parser.line, cause: error.message.replace(/^\d+:\d+: /, '') };
    });
    this.parser.on('xmldecl', ({ encoding }) => {
      if (encoding && !/^(utf-?8|us-ascii)$/i.test(encoding)) this.foreignEncoding = encoding;
    });
    this.parser.on('opentag', (tag) => this.open(tag));
    this.parser.on('closetag', (tag) => this.closeTag(tag));
    this.parser.on('text', (text) => (this.text += text));
    this.parser.on('cdata', (text) => (this.text += text));
  }

  get line(): number {
    return this.parser.line;
  }

  write(chunk: string): void {
    this.parser.write(chunk);
  }

  close(): void {
    this.parser.close();
  }

  take(): MarcReading[] {
    const taken = this.finished;
    this.finished = [];
    return taken;
  }

  private open(tag: SaxesTagNS): void {
    if (tag.uri !== NAMESPACE && tag.uri !== '') return;
    const attribute = (name: string) => tag.attributes[name]?.value ?? '';
    this.text = '';
    if (tag.local === 'collection') this.sawMarc = true;
    else if (tag.local === 'record') {
      this.sawMarc = true;
      this.record = { leader: '', control: [], data: [] };
      this.damaged = false;
    } else if (tag.local === 'controlfield' || tag.local === 'subfield') {
      this.tag = attribute(tag.local === 'subfield' ? 'code' : 'tag');
      if (this.tag === '') this.damaged = true;
    } else if (tag.local === 'datafield') {
      this.field = {
        tag: attribute('tag'),
        ind1: attribute('ind1') || ' ',
        ind2: attribute('ind2') || ' ',
        subfields: [],
      };
      if (!/^[0-9A-Za-z]{3}$/.test(this.field.tag)) this.damaged = true;
    }
  }

  private closeTag(tag: SaxesTagNS): void {
    if (tag.uri !== NAMESPACE && tag.uri !== '') return;
    const value = this.text.normalize('NFC');
    if (tag.local === 'leader' && this.record) this.record.leader = value;
    else if (tag.local === 'controlfield') this.record?.control.push({ tag: this.tag, value });
    else if (tag.local === 'subfield') this.field?.subfields.push({ code: this.tag, value });
    else if (tag.local === 'datafield' && this.field) {
      this.record?.data.push(this.field);
      this.field = null;
    } else if (tag.local === 'record' && this.record) this.finish(this.record);
    this.text = '';
  }

  private finish(record: MarcRecord): void {
    const number = ++this.number;
    this.record = null;
    const controlNumber = record.control.find((field) => field.tag === '001')?.value.trim() ?? '';
    this.finished.push(
      this.damaged
        ? { kind: 'refused', number, controlNumber, reason: 'marc-record-damaged' }
        : { kind: 'record', number, record, mends: [] },
    );
  }
}
