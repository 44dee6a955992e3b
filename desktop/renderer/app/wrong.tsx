import type { RefusalCode } from '../../contract/failures.ts';
import { useWording } from './screens.tsx';
import css from './shell.module.css';
import { Sign } from './sign.tsx';

/** Why what was asked in a dialog was not done, and what to do. */
export function Wrong({ code }: { readonly code: RefusalCode }) {
  const wording = useWording();
  return (
    <p className={css['wrong']} role="alert">
      <Sign name="stop" />
      {wording.refusal({ code, params: {} })}
    </p>
  );
}
