'use client';

import { type CSSProperties, type ReactNode, useLayoutEffect, useRef, useState } from 'react';

type MarketFrameProps = { title: ReactNode; children: ReactNode };

/** Before the browser has measured: below the top bar and a title of one line. */
const USUAL = 'calc(100dvh - 8.25rem)';
const LINE_PX = 1;

/** The title, and below it `--room`: what is left of the window, in which each column scrolls by itself. */
export function MarketFrame({ title, children }: MarketFrameProps) {
  const head = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(USUAL);
  useLayoutEffect(() => {
    const above = head.current;
    if (!above) return;
    // A bar that appears above, or a title that wraps, takes from it; so does the line over the columns.
    const measure = () =>
      setRoom(
        `calc(100dvh - ${Math.ceil(above.getBoundingClientRect().bottom + window.scrollY) + LINE_PX}px)`,
      );
    const watch = new ResizeObserver(measure);
    watch.observe(above);
    return () => watch.disconnect();
  }, []);
  return (
    <div className="min-w-0 pb-24 md:pb-0" style={{ '--room': room } as CSSProperties}>
      <div ref={head} className="flow-root px-4 pt-4 md:px-6 md:pt-[22px]">
        {title}
      </div>
      {children}
    </div>
  );
}
