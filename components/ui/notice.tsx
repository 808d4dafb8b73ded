'use client';

import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { Button } from './button';
import { cx } from './cx';
import { floatLook } from './float';
import { Status, type Tone } from './status';

type NoticeData = { tone?: Tone; undo?: { label: string; run: () => void }; seconds?: number; href?: string };

const manager = Toast.createToastManager<NoticeData>();

type Notice = NoticeData & {
  title: string;
  says?: ReactNode;
  /** Repeating an id replaces what stands there: "Stopping 3" becomes "Stopped 3". */
  id?: string;
};

/**
 * Says what happened, from anywhere in the browser. With `undo` it stands until the seconds are over (8 by default)
 * and shows them running out; what went wrong stands until someone closes it.
 */
export function notify({ id, title, says, ...data }: Notice): string {
  const seconds = data.seconds ?? (data.tone === 'bad' ? 0 : data.undo ? 8 : 5);
  return manager.add({
    ...(id && { id }),
    title,
    description: says,
    timeout: seconds * 1000,
    priority: data.tone === 'bad' ? 'high' : 'low',
    data: { ...data, seconds },
  });
}

/** Where notices stand: bottom right, above the phone's tabs. Once per page, in `Providers`. */
export function Notices() {
  return (
    <Toast.Provider toastManager={manager} limit={4}>
      <Toast.Portal>
        <Toast.Viewport className="fixed right-4 bottom-20 left-4 z-50 mx-auto flex max-w-[380px] flex-col gap-2 md:right-6 md:bottom-6 md:left-auto md:w-[380px]">
          <List />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function List() {
  const { toasts } = Toast.useToastManager<NoticeData>();
  return toasts.map((toast) => {
    const { tone, undo, seconds = 0 } = toast.data ?? {};
    return (
      <Toast.Root
        key={toast.id}
        toast={toast}
        swipeDirection={['right', 'down']}
        className={cx(
          floatLook,
          'relative overflow-hidden data-limited:hidden data-starting-style:translate-y-2 data-ending-style:translate-x-2',
        )}
      >
        <Toast.Content className="flex items-start gap-2.5 py-2.5 pr-2 pl-3.5">
          <div className="min-w-0 flex-1">
            <Toast.Title className="font-medium">
              {tone ? <Status tone={tone}>{toast.title}</Status> : toast.title}
            </Toast.Title>
            <Toast.Description className="text-sm text-ink-2" />
          </div>
          {undo && (
            <Button
              size="small"
              onClick={() => {
                undo.run();
                manager.close(toast.id);
              }}
            >
              {undo.label}
            </Button>
          )}
          <Toast.Close
            aria-label="Close"
            className="hit grid size-6 shrink-0 place-items-center rounded-sm text-ink-3 hover:bg-sunken hover:text-ink"
          >
            <X className="size-3.5" />
          </Toast.Close>
        </Toast.Content>
        {undo && seconds > 0 && <Countdown seconds={seconds} />}
      </Toast.Root>
    );
  });
}

/** The time left to take it back, as a line that shrinks. It stops where the notice's own clock stops: while pointed at. */
function Countdown({ seconds }: { seconds: number }) {
  return (
    <i
      aria-hidden="true"
      className="absolute bottom-0 left-0 h-0.5 w-full origin-left [animation:shrink_var(--seconds)_linear_forwards] bg-ink-3 motion-reduce:hidden [[data-expanded]_&]:[animation-play-state:paused]"
      style={{ '--seconds': `${seconds}s` } as CSSProperties}
    />
  );
}
