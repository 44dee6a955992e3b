import type { DeskFileInput } from '@balie/desktop/adapters/desk-home.ts';

/** The self-check and the sorter of the demonstration desk (docs/SIP2.md); the passwords are in every copy of Balie, never for a real library. */
export const demoMachines: NonNullable<DeskFileInput['sip2']> = {
  machines: [
    {
      ...{ name: 'selfcheck', user: 'selfcheck', password: 'selfcheck' },
      ...{ characterSet: 'utf-8', language: 'en' },
      may: [
        ...(['checkout', 'checkin', 'renew', 'patron-information', 'item-information'] as const),
        ...(['hold', 'pay', 'block', 'enable', 'item-update'] as const),
      ],
      marks: { damaged: 'damaged', missing: 'missing', found: 'found' },
    },
    {
      ...{ name: 'sorter', user: 'sorter', password: 'sorter' },
      may: ['checkin', 'item-information'],
      bins: {
        ...{ shelf: '1', 'hold-shelf': '2', branch: '3', library: '4', tray: '9' },
        loanGroups: { jeugdboek: '5', dvd: '6' },
      },
    },
  ],
};
