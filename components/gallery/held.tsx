'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '@/components/ui/button';

type HeldProps<T> = { initial: T; children: (value: T, set: (value: T) => void) => ReactNode };

/** Keeps what a control is set to, as its screen would. */
export function Held<T>({ initial, children }: HeldProps<T>) {
  const [value, setValue] = useState(initial);
  return children(value, setValue);
}

type OpensProps = {
  label: string;
  children: (open: boolean, onOpenChange: (open: boolean) => void) => ReactNode;
};

/** What stands over the page stands there when somebody asks for it. */
export function Opens({ label, children }: OpensProps) {
  return (
    <Held initial={false}>
      {(open, setOpen) => (
        <>
          <Button onClick={() => setOpen(true)}>{label}</Button>
          {children(open, setOpen)}
        </>
      )}
    </Held>
  );
}
