import type { Explained } from '@balie/hardware/codecs/diagnosis/explain-bytes.ts';
import type { ExplainedFrame } from '@balie/hardware/codecs/diagnosis/explain-frame.ts';
import type { ExplainedTag } from '@balie/hardware/codecs/diagnosis/explain-tag.ts';
import type { DeviceList } from './list-devices.ts';

const crcs: Readonly<Record<ExplainedTag['crc'], string>> = {
  right: 'checksum right',
  wrong: 'checksum WRONG: what follows is what it seems to say',
  none: 'no checksum in this model',
};

const quirkNames: Readonly<Record<ExplainedTag['quirks'][number], string>> = {
  'blocks-reversed': 'each block of 4 bytes stands the other way round',
  'usage-high': 'usage stands in the high nibble of the first byte and version in the low',
  'extensions-broken': 'extension blocks end in bytes that are no block',
};

/** What `rfid decode` found, for people. */
export function explainedText(explained: Exclude<Explained, { what: 'nothing' }>): string {
  switch (explained.what) {
    case 'blank':
      return 'A tag that was never written: all bytes are 00.';
    case 'tag':
      return tagLines(explained).join('\n');
    case 'frame':
      return frameLines(explained).join('\n');
    case 'frames': {
      const { frames, between } = explained;
      const others = between ? `, and ${between} bytes that belong to none` : '';
      return [`${frames.length} frame(s)${others}`, ...frames.flatMap(frameLines)].join('\n');
    }
  }
}

/** Fields a line each; what is a list or a group follows indented. */
export function fieldLines(fields: Readonly<Record<string, unknown>>, indent = '  '): readonly string[] {
  return Object.entries(fields).flatMap(([name, value]): readonly string[] => {
    if (Array.isArray(value) && value.length === 0) return [];
    if (typeof value !== 'object' || value === null)
      return [`${indent}${name}: ${value === null ? '-' : String(value)}`];
    if (!Array.isArray(value))
      return [`${indent}${name}:`, ...fieldLines(value as Record<string, unknown>, `${indent}  `)];
    return value.flatMap((one: unknown) =>
      typeof one === 'object' && one !== null
        ? [`${indent}${name}:`, ...fieldLines(one as Record<string, unknown>, `${indent}  `)]
        : [`${indent}${name}: ${String(one)}`],
    );
  });
}

/** What `device list` found, for people. */
export function listText({ profile, connected, devices, proposals, problems }: DeviceList): string {
  const { serial, hid } = connected;
  return [
    'Serial lines:',
    ...orNone(serial.map(({ path, manufacturer }) => (manufacturer ? `${path}  ${manufacturer}` : path))),
    'HID devices:',
    ...orNone(
      hid.map(({ path, vendorId, productId, serialNumber, manufacturer, product, hidPosScanner }) =>
        [
          `${vendorId}:${productId}`,
          hidPosScanner ? 'HID POS scanner' : 'no HID POS scanner',
          ...[manufacturer, product, serialNumber && `serial ${serialNumber}`, path].filter(Boolean),
        ].join('  '),
      ),
    ),
    'Looks like:',
    ...orNone(
      proposals.map(
        ({ looksLike, maker, link }) => `${looksLike} of ${maker}: "link": ${JSON.stringify(link)}`,
      ),
    ),
    `${profile}:`,
    ...orNone(devices.map(({ name, kind, link, sentence }) => `${name}  ${kind}, ${link}. ${sentence}`)),
    ...(problems.length > 0 ? ['Problems:', ...problems.map((problem) => `  ${problem}`)] : []),
  ].join('\n');
}

function tagLines({ model, crc, quirks, fields }: ExplainedTag): readonly string[] {
  return [
    `${model}, ${crcs[crc]}`,
    ...quirks.map((quirk) => `  quirk: ${quirkNames[quirk]} (${quirk})`),
    ...(fields ? fieldLines({ ...fields }) : ['  nothing of it can be read']),
  ];
}

function frameLines({ protocol, way, crc, meaning, fields, tag }: ExplainedFrame): readonly string[] {
  const pad = protocol === 'feig' ? 'FEIG reader' : '3M pad';
  const what = way === 'request' ? `question to a ${pad}` : `answer of a ${pad}`;
  const held = tag === null ? [] : tag.what === 'blank' ? ['a blank tag'] : tagLines(tag);
  return [
    `${what}: ${meaning}, ${crc === 'right' ? 'checksum right' : 'checksum WRONG'}`,
    ...fieldLines(fields),
    ...held.map((line) => `  ${line}`),
  ];
}

function orNone(lines: readonly string[]): readonly string[] {
  return (lines.length > 0 ? lines : ['none']).map((line) => `  ${line}`);
}
