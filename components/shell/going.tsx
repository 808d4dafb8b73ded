'use client';

import { useLinkStatus } from 'next/link';
import { Spinner } from '../ui/spinner';

/**
 * Inside a link: turns while the screen it leads to is being read. The screen before stays until then; what comes
 * within a blink shows nothing.
 */
export function Going({ label }: { label: string }) {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span role="status" className="appear-late ml-auto">
      <Spinner />
      <span className="sr-only">Opening {label}</span>
    </span>
  );
}
