'use client';

import { Search } from 'lucide-react';
import Link from 'next/link';
import { Sheet } from '../ui/sheet';
import { ThemeSwitch } from '../ui/theme-switch';
import type { OverlaysProps } from './overlays';
import { openPalette, setOverlay } from './palette-state';
import { PersonFoot } from './person-foot';
import { WorkspaceSwitch } from './workspace-switch';

const row =
  'flex min-h-11 w-full items-center gap-3 text-left [&_svg]:size-[18px] [&_svg]:stroke-[1.6] [&_svg]:text-ink-3';

/** What the phone's tabs have no room for. */
export function MoreSheet({
  nav,
  person,
  workspace,
  workspaces,
  switchWorkspace,
  newWorkspaceHref,
  signOut,
}: OverlaysProps) {
  const close = () => setOverlay(undefined);
  return (
    <Sheet open onOpenChange={close} title="More">
      <div className="grid gap-4">
        <WorkspaceSwitch
          workspace={workspace}
          workspaces={workspaces}
          action={switchWorkspace}
          newHref={newWorkspaceHref}
        />
        <ul className="divide-y divide-line border-y border-line">
          <li>
            <button type="button" className={row} onClick={openPalette}>
              <Search aria-hidden="true" /> Find or go anywhere
            </button>
          </li>
          {nav
            .filter((item) => !item.onPhone)
            .map((item) => (
              <li key={item.href}>
                <Link href={item.href} className={row} onClick={close}>
                  {item.icon}
                  {item.label}
                  {item.count && <span className="ml-auto text-sm">{item.count}</span>}
                </Link>
              </li>
            ))}
        </ul>
        <div className="flex items-center justify-between">
          <span className="text-ink-2">Theme</span>
          <ThemeSwitch />
        </div>
        <PersonFoot person={person} signOut={signOut} />
      </div>
    </Sheet>
  );
}
