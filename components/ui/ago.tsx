'use client';

import { useState } from 'react';
import { useNow } from './clock';
import { fromNow, here, utc } from './time';

type AgoProps = {
  /** Epoch milliseconds. */
  atMs: number;
  /** In long tables: no button, the moment is in the title only. */
  plain?: boolean;
};

/** How long ago or how soon; a press (or pointing) gives the moment itself, in UTC and on this machine's clock. */
export function Ago({ atMs, plain = false }: AgoProps) {
  const now = useNow();
  const [exactly, setExactly] = useState(false);
  const moment = utc(atMs);
  const title = now === undefined ? moment : `${moment}, ${here(atMs)}`;
  const time = (
    <time dateTime={new Date(atMs).toISOString()} title={title}>
      {exactly || now === undefined ? moment : fromNow(atMs, now)}
    </time>
  );
  if (plain) return time;
  return (
    <button
      type="button"
      aria-pressed={exactly}
      onClick={() => setExactly(!exactly)}
      className="inline rounded-xs decoration-dotted underline-offset-3 hover:underline"
    >
      {time}
    </button>
  );
}
