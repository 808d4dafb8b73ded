'use client';

import { type ComponentType, type ReactNode, useLayoutEffect, useRef, useState } from 'react';

type OnDemandProps<P> = {
  /** Fetches the real part; called once somebody comes near. */
  load: () => Promise<ComponentType<P>>;
  props: P;
  /** A button that looks like the part while it is closed, with these handlers. */
  children: (handlers: { onClick: () => void; onPointerEnter: () => void; onFocus: () => void }) => ReactNode;
};

/**
 * Something that opens, fetched when it is first about to: lists and menus weigh more than all that is on the screen
 * before anyone opens one. The press that asked for it opens it, and the focus stays where it was.
 */
export function OnDemand<P extends object>({ load, props, children }: OnDemandProps<P>) {
  const [part, setPart] = useState<{ Part: ComponentType<P> }>();
  const place = useRef<HTMLSpanElement>(null);
  const pressed = useRef(false);
  useLayoutEffect(() => {
    if (!part || !pressed.current) return;
    pressed.current = false;
    const button = place.current?.querySelector('button');
    button?.focus();
    button?.click();
  }, [part]);
  const near = () => void load();
  const press = async () => {
    pressed.current = true;
    const Part = await load();
    setPart({ Part });
  };
  return (
    <span ref={place} className="contents">
      {part ? (
        <part.Part {...props} />
      ) : (
        children({ onClick: () => void press(), onPointerEnter: near, onFocus: near })
      )}
    </span>
  );
}
