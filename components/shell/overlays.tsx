'use client';

import dynamic from 'next/dynamic';
import { usePathname, useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { content, recoverFocus } from '../ui/lost-focus';
import type { NavItem } from './nav';
import { openPalette, setOverlay, useOverlay } from './palette-state';
import { useShortcuts } from './shortcuts';
import type { FormAction, Person, Workspace } from './types';

export type OverlaysProps = {
  nav: readonly NavItem[];
  person: Person;
  workspace: Workspace;
  workspaces: readonly Workspace[];
  switchWorkspace?: FormAction;
  newWorkspaceHref?: string;
  signOut?: FormAction;
  /** GET, answers `FindAnswer`; asked with `?q=`. */
  findUrl?: string;
};

// Loaded when first asked for: most visits never open them.
const Palette = dynamic(() => import('./palette').then((m) => m.Palette), { ssr: false });
const ShortcutHelp = dynamic(() => import('./shortcut-help').then((m) => m.ShortcutHelp), { ssr: false });
const MoreSheet = dynamic(() => import('./more-sheet').then((m) => m.MoreSheet), { ssr: false });

/** The shell's keys and what they open. */
export function Overlays(props: OverlaysProps) {
  const open = useOverlay();
  const router = useRouter();
  const path = usePathname();
  // The link or row that led to another screen went away with the one before.
  useEffect(() => {
    if (path) recoverFocus(content());
  }, [path]);
  useShortcuts([
    { keys: 'mod+k', label: 'Find or go anywhere', group: 'Everywhere', run: openPalette },
    { keys: '?', label: 'These keys', group: 'Everywhere', run: () => setOverlay('help') },
    ...props.nav.flatMap(({ key, label, href }) =>
      key
        ? [
            {
              keys: `g ${key}`,
              label: `Go to ${label.toLowerCase()}`,
              group: 'Go',
              run: () => router.push(href),
            },
          ]
        : [],
    ),
  ]);
  if (open === 'palette') return <Palette nav={props.nav} findUrl={props.findUrl} />;
  if (open === 'help') return <ShortcutHelp />;
  if (open === 'more') return <MoreSheet {...props} />;
  return null;
}
