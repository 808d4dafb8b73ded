import type { ReactNode } from 'react';
import { FindButton } from './find-button';

/** Find at the left, the meter at the right; on a phone the meter alone. */
export function TopBar({ meter }: { meter: ReactNode }) {
  return (
    <div className="sticky top-0 z-20 flex h-12 items-center gap-3.5 border-b border-line bg-paper px-[7px] md:h-[52px] md:pr-[10px] md:pl-6">
      <FindButton />
      {meter}
    </div>
  );
}
