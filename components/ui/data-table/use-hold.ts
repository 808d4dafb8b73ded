'use client';

import { type PointerEvent, useState } from 'react';

/** True while a mouse is over the rows: then their order is held. A finger doesn't hover, so it holds nothing. */
export function useHold(enabled: boolean) {
  const [over, setOver] = useState(false);
  const handlers = {
    onPointerEnter: (event: PointerEvent) => {
      if (event.pointerType === 'mouse') setOver(true);
    },
    onPointerLeave: () => setOver(false),
  };
  return { held: enabled && over, handlers: enabled ? handlers : {} };
}
