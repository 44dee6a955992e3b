import { labelTag } from '@balie/hardware/devices/rfid/label-tag.ts';
import { labelledTag, models } from '@balie/hardware/devices/rfid/pad-contract.ts';
import { usualSecurity } from '@balie/hardware/ports/security.ts';
import { MemoryPad } from '@balie/hardware/simulators/rfid/memory-pad.ts';
import { nationalDefault } from '@balie/shared/policy/national-default.ts';
import { POLICY_DOC } from '@balie/shared/protocol/document-ids.ts';
import { stateDocument } from '@balie/shared/protocol/state-document.ts';
import { factsOf, TestStream } from '@balie/shared/testing/make-entry.ts';
import { expect, test } from 'vitest';
import { MemoryIndex } from '../adapters/memory-index.ts';
import { B, TestDesk } from './testing-desk.ts';
import { noDevices } from './testing-ports.ts';

const { receipts, tags, ...before } = nationalDefault;

test.each([
  ['none of them', before],
  ['parts of them', { ...before, receipts: { head: receipts.head }, tags: { models: tags.models } }],
])(
  'a policy set before receipts and tags had parameters, with %s, prints and lends a pile',
  async (_, policy) => {
    const pad = new MemoryPad(models);
    const openPads = ({ security }: typeof tags) => [
      { name: 'plaat', pad, label: labelTag(pad, models, security) },
    ];
    const desk = await TestDesk.open(() => new MemoryIndex(), { ...noDevices, openPads });
    const owedLimitCents = nationalDefault.owedLimitCents + 1;
    const set = { kind: 'policy.set', body: { policy: { ...policy, owedLimitCents } } } as never;
    const facts = factsOf([new TestStream('centre.p').write(set, { at: 1 })]);
    await desk.pull(stateDocument(POLICY_DOC, { facts }));
    const patron = await desk.member();
    const tag = Object.assign(labelledTag(1, { item: B }), { afi: usualSecurity.inLibrary });
    pad.put(tag);
    const act = { mode: 'lend', patron, session: 'visit', items: [B] } as const;
    expect(await desk.call('pile.act', act)).toMatchObject({ lines: [{ number: B, kind: 'done' }] });
    await desk.told('pile.changed', () => tag.afi === usualSecurity.onLoan);
    expect(await desk.call('paper.get', { act: null })).toMatchObject({ kind: 'loans' });
  },
);
