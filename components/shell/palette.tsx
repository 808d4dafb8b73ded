'use client';

import { Dialog as Base } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useId, useState } from 'react';
import { cx } from '../ui/cx';
import { floatLook, scrim } from '../ui/float';
import type { NavItem } from './nav';
import { setOverlay } from './palette-state';
import { useFind } from './use-find';

/** One thing that can be found: an instance by label or id, a machine, an account. */
export type Found = { href: string; label: string; says?: string; kind: string };
export type FindAnswer = { items: Found[] };

/** Go to a screen or find a thing by its name or number. Arrows choose, Enter goes. */
export function Palette({ nav, findUrl }: { nav: readonly NavItem[]; findUrl?: string }) {
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const router = useRouter();
  const list = useId();
  const { items: things, state } = useFind(findUrl, query);
  const wanted = query.trim().toLowerCase();
  const screens = nav
    .filter((item) => item.label.toLowerCase().includes(wanted))
    .map((item): Found => ({ href: item.href, label: item.label, kind: 'Screens' }));
  const found = [...screens, ...things];
  const here = Math.min(at, found.length - 1);
  const go = (item: Found | undefined) => {
    if (!item) return;
    setOverlay(undefined);
    router.push(item.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setAt((here + step + found.length) % Math.max(1, found.length));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      go(found[here]);
    }
  };
  return (
    <Base.Root open onOpenChange={() => setOverlay(undefined)}>
      <Base.Portal>
        <Base.Backdrop className={scrim} />
        <Base.Popup
          aria-label="Find or go anywhere"
          className={cx(
            floatLook,
            'fixed top-[12dvh] left-1/2 z-50 w-[calc(100vw-2rem)] max-w-[560px] -translate-x-1/2 overflow-hidden',
          )}
        >
          <div className="flex items-center gap-2.5 border-b border-line px-4">
            <Search className="size-4 shrink-0 text-ink-3" aria-hidden="true" />
            <input
              role="combobox"
              aria-expanded={found.length > 0}
              aria-controls={list}
              aria-activedescendant={found.length > 0 ? `${list}-${here}` : undefined}
              aria-autocomplete="list"
              aria-label="Find or go anywhere"
              placeholder="A screen, a label, an instance’s number"
              value={query}
              onChange={(event) => {
                setQuery(event.target.value);
                setAt(0);
              }}
              onKeyDown={onKeyDown}
              className="h-12 min-w-0 flex-1 bg-transparent text-lg outline-none"
            />
          </div>
          <div id={list} role="listbox" aria-label="Found" className="max-h-[50dvh] overflow-y-auto p-1.5">
            {found.map((item, index) => (
              <div key={`${item.kind} ${item.href}`}>
                {item.kind !== found[index - 1]?.kind && (
                  <p aria-hidden="true" className="px-2.5 pt-2 pb-1 text-xs font-medium text-ink-3">
                    {item.kind}
                  </p>
                )}
                {/* The input keeps the focus and the keys; the pointer is the other way in. */}
                <button
                  type="button"
                  id={`${list}-${index}`}
                  role="option"
                  aria-selected={index === here}
                  tabIndex={-1}
                  onPointerMove={() => setAt(index)}
                  onClick={() => go(item)}
                  className={cx(
                    'flex min-h-8 w-full items-center gap-3 rounded-sm px-2.5 py-1 text-left',
                    index === here && 'bg-sunken',
                  )}
                >
                  <span className="truncate">{item.label}</span>
                  {item.says && <span className="ml-auto shrink-0 text-sm text-ink-3">{item.says}</span>}
                </button>
              </div>
            ))}
          </div>
          <p role="status" className="px-4 pb-3 text-ink-3 empty:hidden">
            {state === 'failed'
              ? 'Instances can’t be searched right now; screens can.'
              : state === 'asking'
                ? 'Looking…'
                : found.length === 0
                  ? `Nothing is called “${query.trim()}”.`
                  : ''}
          </p>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
