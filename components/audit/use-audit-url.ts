'use client';

import { debounce, useQueryStates } from 'nuqs';
import { useTransition } from 'react';
import { auditUrl } from './url';

const TYPING_MS = 300;
/** While somebody types, the audit is read once they rest, and the way back doesn't lead through every letter. */
export const TYPED = { limitUrlUpdates: debounce(TYPING_MS), history: 'replace' } as const;

/** The screen's state is its address; changing it reads the audit anew, and says so while it does. */
export function useAuditUrl() {
  const [reading, startTransition] = useTransition();
  const [url, setUrl] = useQueryStates(auditUrl, { shallow: false, history: 'push', startTransition });
  return { url, setUrl, reading };
}

export type AuditUrl = ReturnType<typeof useAuditUrl>;
