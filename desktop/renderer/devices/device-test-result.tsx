import { useTranslation } from 'react-i18next';
import type { DeviceTest, DeviceTested } from '../../contract/devices.ts';
import type { FailureCode } from '../../contract/failures.ts';
import { useWording } from '../app/screens.tsx';
import { Sign, type SignName } from '../app/sign.tsx';
import { inFours } from '../app/wording.ts';
import { troubleOf } from './device-sentences.ts';
import css from './settings.module.css';
import devicesCss from './devices.module.css';

/** How a test of a device stands. */
export type TestState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly what: DeviceTest['what'] }
  | { readonly kind: 'ended'; readonly what: DeviceTest['what']; readonly tested: DeviceTested }
  | { readonly kind: 'refused'; readonly code: FailureCode };

/** What came of a test, or what to do for it to end. */
export function DeviceTestResult({ test }: { readonly test: Exclude<TestState, { kind: 'none' }> }) {
  const { t } = useTranslation();
  const wording = useWording();
  if (test.kind === 'running') return test.what === 'scan' ? <p>{t('devices.scanNow')}</p> : null;
  if (test.kind === 'refused') return said('stop', wording.refusal({ code: test.code, params: {} }));
  const { tested, what } = test;
  switch (tested.kind) {
    case 'scan': {
      const { symbology } = tested;
      const code = inFours(tested.code);
      return said(
        'done',
        symbology === null ? t('devices.scanned', { code }) : t('devices.scannedAs', { code, symbology }),
      );
    }
    case 'no-scan':
      return said('stop', wording.filled(`device.scanTest.${tested.code}`, tested.params) ?? '');
    case 'sent':
      return said('done', what === 'drawer' ? t('devices.drawerSent') : t('devices.printSent'));
    case 'no-drawer': {
      const why = troubleOf({ name: '', kind: 'printer', state: tested.state }, wording);
      return said('stop', why ?? t('printing.noDrawer'));
    }
    case 'tags':
      return tested.tags.length > 0 ? <Tags tags={tested.tags} /> : said('look', t('devices.noTags'));
  }
}

function said(sign: SignName, text: string) {
  return (
    <p className={css['signed']} data-sign={sign}>
      <Sign name={sign} />
      {text}
    </p>
  );
}

function Tags({ tags }: Pick<Extract<DeviceTested, { kind: 'tags' }>, 'tags'>) {
  const { t } = useTranslation();
  return (
    <table className={devicesCss['tags']}>
      <thead>
        <tr>
          <th scope="col">{t('devices.uid')}</th>
          <th scope="col">{t('devices.afi')}</th>
          <th scope="col">{t('devices.holds')}</th>
        </tr>
      </thead>
      <tbody>
        {tags.map(({ uid, afi, number, reading }) => (
          <tr key={uid}>
            <td className={css['code']}>{uid}</td>
            <td className={css['code']}>{afi === null ? t('devices.noAfi') : hex(afi)}</td>
            <td>{number === null ? t(`device.tagReading.${reading}`) : inFours(number)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0');
}
