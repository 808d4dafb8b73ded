'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { cx } from './cx';
import { floatLook, scrim } from './float';

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, from the safe one to the one that acts. */
  footer?: ReactNode;
  /** What has the focus first: for anything that destroys, Cancel. */
  initialFocus?: RefObject<HTMLElement | null>;
  wide?: boolean;
};

/** A question over the page. Escape and the cross close it; the focus goes back to what opened it. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  initialFocus,
  wide,
}: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className={scrim} />
        <Base.Popup
          initialFocus={initialFocus}
          className={cx(
            floatLook,
            'fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] -translate-x-1/2 -translate-y-1/2 flex-col',
            'data-starting-style:translate-y-[calc(-50%+6px)] data-ending-style:translate-y-[calc(-50%+6px)]',
            wide ? 'max-w-[640px]' : 'max-w-[440px]',
          )}
        >
          <div className="flex items-start gap-3 px-5 pt-4">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-xl font-[620] tracking-[-0.01em] [overflow-wrap:anywhere]">
                {title}
              </Base.Title>
              {description && <Base.Description className="mt-1 text-ink-2">{description}</Base.Description>}
            </div>
            <CloseCross />
          </div>
          {children && <div className="min-h-0 overflow-y-auto px-5 pt-3.5">{children}</div>}
          {/* Three don't fit side by side on a phone: then each has a line, the one that acts under the thumb. */}
          <div className="flex flex-wrap justify-end gap-2 px-5 pt-4.5 pb-4.5 empty:pt-0 max-md:has-[>:nth-child(3)]:flex-col max-md:has-[>:nth-child(3)]:*:min-h-10">
            {footer}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** Closes the dialog or sheet it stands in. */
export function CloseCross() {
  return (
    <Base.Close
      aria-label="Close"
      className="hit -mt-1 -mr-2 grid size-7 shrink-0 place-items-center rounded-sm text-ink-3 transition-colors hover:bg-sunken hover:text-ink"
    >
      <X className="size-4" />
    </Base.Close>
  );
}
