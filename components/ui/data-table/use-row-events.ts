'use client';

import { type RefObject, useEffect, useRef } from 'react';

export type RowEvents = {
  /** A press somewhere in the row; `target` is what was hit. */
  onRow: (id: string, target: Element) => void;
  /** The row, or something in it, has the focus. */
  onFocus: (id: string) => void;
  /** A key on the row itself; true when it meant something. */
  onKey: (id: string, event: KeyboardEvent) => boolean;
};

const idOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('tr[data-id]')?.dataset.id : undefined;

/** One listener for all rows, their menus and their keys: no handler, hence no component, per cell. */
export function useRowEvents(body: RefObject<HTMLElement | null>, events: RowEvents) {
  const latest = useRef(events);
  useEffect(() => {
    latest.current = events;
  });
  useEffect(() => {
    const section = body.current;
    const click = (event: Event) => {
      const id = idOf(event.target);
      const marking = (getSelection()?.toString() ?? '') !== '';
      if (id !== undefined && event.target instanceof Element && !marking)
        latest.current.onRow(id, event.target);
    };
    const focus = (event: Event) => {
      const id = idOf(event.target);
      if (id !== undefined) latest.current.onFocus(id);
    };
    const key = (event: KeyboardEvent) => {
      const onRowItself = event.target instanceof HTMLTableRowElement;
      const id = idOf(event.target);
      if (onRowItself && id !== undefined && latest.current.onKey(id, event)) event.preventDefault();
    };
    section?.addEventListener('click', click);
    section?.addEventListener('focusin', focus);
    section?.addEventListener('keydown', key);
    return () => {
      section?.removeEventListener('click', click);
      section?.removeEventListener('focusin', focus);
      section?.removeEventListener('keydown', key);
    };
  }, [body]);
}
