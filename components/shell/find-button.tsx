'use client';

import { Search } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { Kbd } from '../ui/kbd';
import { openPalette } from './palette-state';

const never = () => () => undefined;
const isMac = () => /mac|iphone|ipad/i.test(navigator.platform);

/** Looks like a field, opens the palette. */
export function FindButton() {
  const mac = useSyncExternalStore(never, isMac, () => false);
  return (
    <button
      type="button"
      onClick={() => openPalette()}
      aria-keyshortcuts="Control+K Meta+K"
      className="flex w-[264px] min-w-0 items-center gap-2 rounded-sm border border-line bg-surface px-[9px] py-1.5 text-left text-ink-3 transition-colors hover:border-line-strong hover:text-ink-2 max-md:hidden"
    >
      <Search className="size-3.5 shrink-0" aria-hidden="true" />
      <span className="truncate">Find or go anywhere</span>
      <span className="ml-auto shrink-0">
        <Kbd>{mac ? '⌘ K' : 'Ctrl K'}</Kbd>
      </span>
    </button>
  );
}
