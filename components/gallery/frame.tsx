'use client';

import { DemoBar } from '@/components/shell/demo-bar';
import { FindButton } from '@/components/shell/find-button';
import { Meter } from '@/components/shell/meter';
import { mainNav } from '@/components/shell/nav';
import { NavLinks } from '@/components/shell/nav-links';
import { PersonFoot } from '@/components/shell/person-foot';
import { TeamlessBar } from '@/components/shell/teamless-bar';
import { WorkspaceSwitch } from '@/components/shell/workspace-switch';
import { type Example, example, NOW_MS, nothing } from './example';

const NORTHWIND = { id: 'a', name: 'Northwind AI' };
const DEMO = { id: 'b', name: 'Northwind AI', demo: true };
const FIGURES = { burnPerHour: '6.684', gpus: 9, credit: '182.4' };

export const frame: readonly Example[] = [
  example('shell/meter', {
    fine: () => <Meter data={{ ...FIGURES, secondsLeft: 98_000 * 9 }} />,
    'soon empty': () => <Meter data={{ ...FIGURES, secondsLeft: 3_600 }} />,
    'nothing burns': () => <Meter data={{ burnPerHour: '0', gpus: 0, credit: '182.4', secondsLeft: null }} />,
    'nothing known': () => (
      <Meter data={{ burnPerHour: undefined, gpus: undefined, credit: undefined, secondsLeft: undefined }} />
    ),
    old: () => <Meter data={{ ...FIGURES, secondsLeft: 98_000, staleSinceMs: NOW_MS - 600_000 }} />,
  }),
  example('shell/nav-links', {
    'with a count': () => (
      <div className="w-full max-w-52">
        <NavLinks nav={mainNav({ '/instances': 9 })} />
      </div>
    ),
  }),
  example('shell/find-button', { usual: () => <FindButton /> }),
  example('shell/person-foot', {
    usual: () => (
      <div className="w-full max-w-52">
        <PersonFoot person={{ name: 'Ada Northwind', role: 'Owner' }} signOut={nothing} />
      </div>
    ),
  }),
  example('shell/workspace-switch', {
    one: () => <WorkspaceSwitch workspace={NORTHWIND} workspaces={[NORTHWIND]} />,
    several: () => (
      <WorkspaceSwitch
        workspace={NORTHWIND}
        workspaces={[NORTHWIND, DEMO]}
        action={nothing}
        newHref="/workspaces/new"
      />
    ),
  }),
  example('shell/demo-bar', {
    usual: () => (
      <div className="w-full">
        <DemoBar />
      </div>
    ),
  }),
  example('shell/teamless-bar', {
    usual: () => (
      <div className="w-full">
        <TeamlessBar />
      </div>
    ),
  }),
];
