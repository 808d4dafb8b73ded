'use client';

import { useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { costsUrl } from './url';

/** The screen's state is its address; changing it reads the screen anew, and says so while it does. */
export function useCostsUrl() {
  const [reading, startTransition] = useTransition();
  const [url, setUrl] = useQueryStates(costsUrl, { shallow: false, history: 'push', startTransition });
  return { url, setUrl, reading };
}
