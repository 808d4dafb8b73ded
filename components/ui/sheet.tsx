'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import type { ReactNode } from 'react';
import { cx } from './cx';
import { CloseCross } from './dialog';
import { scrim } from './float';

type SheetProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  sub?: ReactNode;
  children: ReactNode;
  /** Stays in view while the rest scrolls: the price and its button. */
  footer?: ReactNode;
  wide?: boolean;
};

/** More about one thing, beside the page: from the right, and on a phone from below. */
export function Sheet({ open, onOpenChange, title, sub, children, footer, wide }: SheetProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={scrim} />
        <Base.Popup
          className={cx(
            'fixed z-50 flex flex-col border-line bg-surface text-ink shadow-float outline-none transition-transform duration-160 ease-out',
            'max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[88dvh] max-md:rounded-t-lg max-md:border-t max-md:data-starting-style:translate-y-full max-md:data-ending-style:translate-y-full',
            'md:inset-y-0 md:right-0 md:border-l md:data-starting-style:translate-x-full md:data-ending-style:translate-x-full',
            wide ? 'md:w-[640px]' : 'md:w-[380px]',
            'md:max-w-[calc(100vw-3rem)]',
          )}
        >
          <div className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-xl font-[620] tracking-[-0.01em] [overflow-wrap:anywhere]">
                {title}
              </Base.Title>
              {sub && <Base.Description className="mt-0.5 text-ink-3">{sub}</Base.Description>}
            </div>
            <CloseCross />
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-5 pb-5">{children}</div>
          {footer && (
            <div className="border-t border-line px-5 py-3.5 pb-[max(0.875rem,env(safe-area-inset-bottom))]">
              {footer}
            </div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
