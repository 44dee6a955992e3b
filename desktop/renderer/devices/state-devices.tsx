import { useTranslation } from 'react-i18next';
import type { DeviceView } from '../../contract/devices.ts';
import { useDevices, useScreens, useWording } from '../app/screens.tsx';
import shellCss from '../app/shell.module.css';
import { Sign } from '../app/sign.tsx';
import { firstSentence, problemSentence, signOfDevice, troubleOf } from './device-sentences.ts';

const kinds = ['scanner', 'pad', 'printer'] as const;

/** The devices in the state line: in order a tick and a name, else what is wrong; what to do is one press away. */
export function StateDevices() {
  const { t } = useTranslation();
  const wording = useWording();
  const view = useDevices((state) => state.devices);
  const asked = useDevices(
    (state) => state.printing?.jobs.filter((job) => job.state === 'asked').length ?? 0,
  );
  if (!view) return null;
  const troubled = kinds.filter((kind) =>
    view.devices.some((device) => device.kind === kind && signOfDevice(device) !== 'tick'),
  );
  return (
    <>
      {view.problems.length > 0 ? (
        <Trouble
          sign="stop"
          text={t('state.wrongProfile')}
          whole={view.problems.map((problem) => problemSentence(problem, wording)).join(' ')}
        />
      ) : null}
      {kinds.map((kind) => {
        const devices = view.devices.filter((device) => device.kind === kind);
        return devices.length > 0 ? (
          <Kind key={kind} kind={kind} devices={devices} brief={troubled.length > 1} />
        ) : null;
      })}
      {asked > 0 ? <Trouble sign="look" text={t('state.askedPrints', { count: asked })} /> : null}
    </>
  );
}

interface KindProps {
  readonly kind: DeviceView['kind'];
  readonly devices: readonly DeviceView[];
  /** More than one kind has something to say: signs and names alone, for there is no room for sentences. */
  readonly brief: boolean;
}

/** All devices of a kind are one entry; the worst of them speaks. */
function Kind({ kind, devices, brief }: KindProps) {
  const { t } = useTranslation();
  const wording = useWording();
  const worst =
    devices.find((device) => signOfDevice(device) === 'stop') ??
    devices.find((device) => signOfDevice(device) === 'look');
  const trouble = worst && troubleOf(worst, wording);
  if (!worst || !trouble) {
    return (
      <div data-testid={`state-${kind}`} data-state="ready">
        <Sign name="tick" size={16} />
        {t(`state.device.${kind}`)}
      </div>
    );
  }
  const sign = signOfDevice(worst) === 'stop' ? 'stop' : 'look';
  const text = brief ? t(`state.device.${kind}`) : firstSentence(trouble);
  return <Trouble sign={sign} text={text} whole={trouble} kind={kind} />;
}

interface TroubleProps {
  readonly sign: 'look' | 'stop';
  readonly text: string;
  readonly whole?: string;
  readonly kind?: DeviceView['kind'];
}

function Trouble({ sign, text, whole, kind }: TroubleProps) {
  const { shell } = useScreens();
  return (
    <div className={shellCss['device']} data-testid={kind && `state-${kind}`} data-state={sign}>
      <button
        type="button"
        data-sign={sign}
        title={whole}
        aria-label={whole}
        onClick={() => shell.setState({ screen: 'settings', page: 'devices' })}
      >
        <Sign name={sign} size={16} />
        <span>{text}</span>
      </button>
    </div>
  );
}
