'use client';

import { Pencil, Square, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { ActionBar, BarButton } from '@/components/ui/action-bar';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Dialog } from '@/components/ui/dialog';
import { Menu } from '@/components/ui/menu';
import type { MenuItem } from '@/components/ui/menu-items';
import { notify } from '@/components/ui/notice';
import { RowMenu, RowMenuButton } from '@/components/ui/row-menu';
import { Sheet } from '@/components/ui/sheet';
import { Tabs } from '@/components/ui/tabs';
import { TakeBack } from '@/components/ui/take-back';
import { type Example, example, NOW_MS, nothing } from './example';
import { Held, Opens } from './held';

const ITEMS: readonly MenuItem[] = [
  { label: 'Stop', icon: <Square aria-hidden="true" />, says: '$0.21 a day goes on', keys: 's' },
  { label: 'Label', icon: <Pencil aria-hidden="true" />, disabled: true },
  { label: 'Its page', href: '/instances' },
  'rule',
  { label: 'Destroy', icon: <Trash2 aria-hidden="true" />, tone: 'danger' },
];

export const over: readonly Example[] = [
  example('ui/dialog', {
    usual: () => (
      <Opens label="Open a dialog">
        {(open, set) => (
          <Dialog
            open={open}
            onOpenChange={set}
            title="Rename the account"
            description="Everybody in the workspace sees the name."
            footer={<Button onClick={() => set(false)}>Cancel</Button>}
          >
            What it asks stands here.
          </Dialog>
        )}
      </Opens>
    ),
    wide: () => (
      <Opens label="Open a wide dialog">
        {(open, set) => (
          <Dialog open={open} onOpenChange={set} title="Keys" wide>
            Two columns fit.
          </Dialog>
        )}
      </Opens>
    ),
  }),
  example('ui/confirm', {
    usual: () => (
      <Opens label="Ask">
        {(open, set) => (
          <Confirm
            open={open}
            onOpenChange={set}
            title="Stop llama-ft-12?"
            action="Stop 1"
            onConfirm={nothing}
          >
            Its disk goes on at $0.21 a day.
          </Confirm>
        )}
      </Opens>
    ),
    'to be typed, refused': () => (
      <Opens label="Ask before a loss">
        {(open, set) => (
          <Confirm
            open={open}
            onOpenChange={set}
            title="Destroy llama-ft-12?"
            action="Destroy 1"
            tone="danger-main"
            typed="llama-ft-12"
            error="Vast.ai refused it: try again in a moment."
            second={<Button>Stop instead</Button>}
            onConfirm={nothing}
          >
            Everything on its disk is lost.
          </Confirm>
        )}
      </Opens>
    ),
    pending: () => (
      <Opens label="Ask, under way">
        {(open, set) => (
          <Confirm open={open} onOpenChange={set} title="Stop 7?" action="Stop 7" pending onConfirm={nothing}>
            Their disks go on at $1.47 a day.
          </Confirm>
        )}
      </Opens>
    ),
  }),
  example('ui/sheet', {
    usual: () => (
      <Opens label="Open a sheet">
        {(open, set) => (
          <Sheet
            open={open}
            onOpenChange={set}
            title="Vision"
            sub="November"
            footer={<Button wide>Close</Button>}
          >
            More about one thing.
          </Sheet>
        )}
      </Opens>
    ),
    wide: () => (
      <Opens label="Open a wide sheet">
        {(open, set) => (
          <Sheet open={open} onOpenChange={set} title="Vision" wide>
            With room for lines.
          </Sheet>
        )}
      </Opens>
    ),
  }),
  example('ui/menu', {
    usual: () => <Menu items={ITEMS}>What can be done</Menu>,
    'an icon alone': () => (
      <Menu items={ITEMS} label="Edit" tone="quiet" size="small" align="start">
        <Pencil aria-hidden="true" />
      </Menu>
    ),
  }),
  example('ui/menu-items', { 'in a menu': () => <Menu items={ITEMS}>Every kind of item</Menu> }),
  example('ui/row-menu', {
    'at a row': () => <RowOfMenu />,
  }),
  example('ui/notice', {
    'every kind': () => (
      <>
        <Button onClick={() => notify({ tone: 'run', title: 'Stopped llama-ft-12' })}>Done</Button>
        <Button onClick={() => notify({ tone: 'bad', title: 'Not stopped', says: 'Vast.ai refused it.' })}>
          Failed
        </Button>
        <Button onClick={() => notify({ title: 'Hidden', undo: { label: 'Undo', run: nothing } })}>
          To be undone
        </Button>
      </>
    ),
  }),
  example('ui/take-back', {
    running: () => (
      <TakeBack untilMs={NOW_MS + 3_600_000} keys="z" onTakeBack={nothing}>
        Destroying <b>llama-ft-12</b>
      </TakeBack>
    ),
    'pending, over': () => (
      <>
        <TakeBack untilMs={NOW_MS + 3_600_000} pending onTakeBack={nothing}>
          Destroying <b>embed-7</b>
        </TakeBack>
        <TakeBack untilMs={NOW_MS - 1} onTakeBack={nothing}>
          Destroying <b>embed-8</b>
        </TakeBack>
      </>
    ),
  }),
  example('ui/action-bar', {
    'rows are chosen': () => (
      // It floats; here, in a window of its own.
      <div className="relative h-24 w-full [contain:layout]">
        <ActionBar chosen="2 chosen" says="6 GPUs, $0.75/h" onClear={nothing}>
          <BarButton onClick={nothing}>Stop</BarButton>
          <BarButton onClick={nothing} disabled>
            Start
          </BarButton>
        </ActionBar>
      </div>
    ),
  }),
  example('ui/tabs', {
    usual: () => (
      <Held initial="log">
        {(value, set) => (
          <div className="w-full">
            <Tabs
              label="Views"
              value={value}
              onChange={set}
              right="live"
              tabs={[
                { value: 'log', label: 'Log', panel: <p className="p-4">Lines.</p> },
                { value: 'cost', label: 'Cost', panel: <p className="p-4">Dollars.</p> },
              ]}
            />
          </div>
        )}
      </Held>
    ),
  }),
];

/** Hears for its row, as a table does for all of them. */
function RowOfMenu() {
  const row = useRef<HTMLDivElement>(null);
  const [anchor, setAnchor] = useState<Element>();
  useEffect(() => {
    const around = row.current;
    const hear = ({ target }: Event) => {
      if (target instanceof Element) setAnchor(target.closest('[data-row-menu]') ?? undefined);
    };
    around?.addEventListener('click', hear);
    return () => around?.removeEventListener('click', hear);
  }, []);
  return (
    <div ref={row}>
      <RowMenuButton name="llama-ft-12" />
      <RowMenu anchor={anchor} onClose={() => setAnchor(undefined)} items={ITEMS} />
    </div>
  );
}
