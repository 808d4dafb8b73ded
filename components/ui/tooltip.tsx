'use client';

import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { cx } from './cx';
import { grows } from './float';

/** Explains what is already named: nothing lives only here, for a finger never hovers. */
export function Tooltip({ text, children }: { text: ReactNode; children: ReactElement }) {
  return (
    <Base.Root>
      <Base.Trigger render={children} delay={350} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} collisionPadding={8} className="z-50">
          <Base.Popup
            className={cx(
              grows,
              'max-w-72 rounded-sm bg-ink px-2 py-1 text-sm text-on-ink shadow-float transition-[opacity,transform] duration-[120ms] data-starting-style:opacity-0 data-ending-style:opacity-0 data-instant:duration-0',
            )}
          >
            {text}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
