import type { DeskProfile } from '@balie/hardware/codecs/profile/desk-profile.ts';
import { TagModels } from '@balie/hardware/codecs/rfid/tag-models.ts';
import { nodeHid } from '@balie/hardware/devices/node-hid-api.ts';
import { feigPad } from '@balie/hardware/devices/rfid/feig-pad.ts';
import { labelTag } from '@balie/hardware/devices/rfid/label-tag.ts';
import { pad3m } from '@balie/hardware/devices/rfid/pad-3m.ts';
import { scannerOf } from '@balie/hardware/devices/scanner-of-profile.ts';
import { serialLink } from '@balie/hardware/devices/serial-link.ts';
import { systemTimer } from '@balie/hardware/devices/system-timer.ts';
import { tcpLink } from '@balie/hardware/devices/tcp-link.ts';
import type { OpenLink } from '@balie/hardware/ports/byte-link.ts';
import type { Scanner } from '@balie/hardware/ports/scanner.ts';
import type { TagSettings } from '@balie/shared/policy/tags.ts';
import type { NamedPad } from '../core/devices/device-ports.ts';

/** Not started; without those that type. */
export function openScanners(profile: DeskProfile): readonly Scanner[] {
  const shared = { forms: profile, hid: nodeHid, timer: systemTimer };
  return profile.scanners.flatMap((scanner) => scannerOf(scanner, shared) ?? []);
}

export function openPads({ pads }: DeskProfile, tags: TagSettings): readonly NamedPad[] {
  const models = new TagModels(tags.models);
  return pads.map(({ name, protocol, link }) => {
    const settings = { open: linkOf(link), models, timer: systemTimer };
    const pad = protocol === 'feig' ? feigPad(settings) : pad3m(settings);
    return { name, pad, label: labelTag(pad, models, tags.security) };
  });
}

function linkOf(link: DeskProfile['pads'][number]['link']): OpenLink {
  return link.kind === 'tcp' ? tcpLink(link) : serialLink(link);
}
