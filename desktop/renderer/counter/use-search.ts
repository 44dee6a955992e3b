import { useEffect, useState } from 'react';
import type { Reply } from '../../contract/contract.ts';
import type { FailureCode } from '../../contract/failures.ts';
import type { SearchHits } from '../../contract/views.ts';
import { isNumber } from '../../../hardware/codecs/keyboard-wedge.ts';
import { useScreens } from '../app/screens.tsx';

const restMilliseconds = 120;
const shortest = 2;

export interface Search {
  /** Hits of the text as it stands; null while they are looked for. */
  readonly hits: SearchHits | null;
  /** Why nothing could be looked for. */
  readonly failed: FailureCode | null;
  readonly open: boolean;
  /** Does not wait for a rest in the typing. */
  readonly now: () => void;
}

/** People and titles together, as one types. Digits are looked up by Enter, so they search nothing. */
export function useSearch(text: string): Search {
  const { bridge } = useScreens();
  const [found, setFound] = useState<{ readonly text: string; readonly reply: Reply<SearchHits> } | null>(
    null,
  );
  const [hurried, setHurried] = useState('');
  const wanted = text.trim();
  const searches = wanted.length >= shortest && !isNumber(wanted) && !/^\d+$/.test(wanted);
  const hurry = hurried === wanted;

  useEffect(() => {
    if (!searches) return;
    let left = false;
    const timer = setTimeout(
      () => {
        void bridge.call('search', { text: wanted }).then((reply) => {
          if (!left) setFound({ text: wanted, reply });
        });
      },
      hurry ? 0 : restMilliseconds,
    );
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [bridge, wanted, searches, hurry]);

  useEffect(() => {
    if (!wanted) setFound(null);
  }, [wanted]);

  const reply = searches && found?.text === wanted ? found.reply : null;
  return {
    hits: reply?.ok ? reply.result : null,
    failed: reply && !reply.ok ? reply.error.code : null,
    open: searches,
    now: () => setHurried(wanted),
  };
}
