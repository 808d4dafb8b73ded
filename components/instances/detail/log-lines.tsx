'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { buttonLook } from '@/components/ui/button';
import { cx } from '@/components/ui/cx';
import type { KnownLog } from './log-follow';

type Props = {
  log: KnownLog & { fresh: number };
  /** Indexes of the lines that were looked for. */
  hits: readonly number[];
  wrap: boolean;
  follow: boolean;
  large: boolean;
};

const LINE_PX = 21;
/** Ten lines at least, whatever stands around it. */
const HEIGHT = 'min-h-[226px] max-h-[max(226px,min(52dvh,520px))]';

/** The lines; new ones are announced, never jumped to while somebody reads further up. */
export function LogLines({ log, hits, wrap, follow, large }: Props) {
  const frame = useRef<HTMLElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const [unseen, setUnseen] = useState(0);
  const { lines, firstNumber } = log;
  const found = useMemo(() => new Set(hits), [hits]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => frame.current,
    estimateSize: () => LINE_PX,
    overscan: 30,
    initialOffset: lines.length * LINE_PX,
  });
  const toEnd = () => {
    frame.current?.scrollTo({ top: frame.current.scrollHeight });
    setUnseen(0);
  };

  const seen = useRef<KnownLog>(undefined);
  useEffect(() => {
    if (seen.current === log) return;
    const first = seen.current === undefined;
    seen.current = log;
    const linked =
      first && firstNumber !== null ? lineOf(location.hash, firstNumber, lines.length) : undefined;
    if (linked !== undefined) virtual.scrollToIndex(linked, { align: 'center' });
    else if (first || (follow && atEnd)) frame.current?.scrollTo({ top: frame.current.scrollHeight });
    else setUnseen((before) => before + log.fresh);
  }, [log, firstNumber, lines.length, follow, atEnd, virtual]);

  const firstHit = hits[0];
  useEffect(() => {
    if (firstHit !== undefined) virtual.scrollToIndex(firstHit, { align: 'center' });
  }, [firstHit, virtual]);

  const digits = String((firstNumber ?? 1) + lines.length).length;
  return (
    <div className={cx('relative', large && 'min-h-0 flex-1')}>
      <section
        ref={frame}
        aria-label="Log"
        className={cx('overflow-auto overscroll-contain font-mono text-sm', large ? 'h-full' : HEIGHT)}
        onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
          const end = scrollHeight - scrollTop - clientHeight < 2 * LINE_PX;
          setAtEnd(end);
          if (end) setUnseen(0);
        }}
      >
        <div
          className={cx('relative', wrap ? 'w-full' : 'w-max min-w-full')}
          style={{ height: virtual.getTotalSize() }}
        >
          {virtual.getVirtualItems().map((item) => {
            const number = firstNumber === null ? undefined : firstNumber + item.index;
            return (
              <div
                key={item.key}
                data-index={item.index}
                ref={wrap ? virtual.measureElement : undefined}
                className={cx(
                  'absolute top-0 left-0 flex w-full gap-3 px-4',
                  found.has(item.index) && 'bg-warn-bg',
                )}
                style={{ transform: `translateY(${item.start}px)`, lineHeight: `${LINE_PX}px` }}
              >
                {number !== undefined && (
                  <a
                    href={`#L${number}`}
                    tabIndex={-1}
                    className="shrink-0 text-right text-ink-3 select-none hover:underline"
                    style={{ width: `${digits}ch` }}
                  >
                    {number}
                  </a>
                )}
                <span
                  className={cx(
                    'text-ink-2',
                    wrap ? 'whitespace-pre-wrap [overflow-wrap:anywhere]' : 'whitespace-pre',
                  )}
                >
                  {lines[item.index] || ' '}
                </span>
              </div>
            );
          })}
        </div>
        {/* Inside what scrolls, so that a keyboard gets there; from here the arrows move the lines. */}
        <button
          type="button"
          onClick={toEnd}
          className={cx(
            buttonLook({ size: 'small', tone: unseen > 0 ? 'main' : 'plain' }),
            'sticky bottom-3 left-full mr-4 shadow-float',
            atEnd && unseen === 0 && 'not-focus:sr-only',
          )}
        >
          <ArrowDown aria-hidden="true" />
          {unseen > 0
            ? `${unseen.toLocaleString('en-US')} new ${unseen === 1 ? 'line' : 'lines'}`
            : 'To the end'}
        </button>
      </section>
    </div>
  );
}

/** The line that a link of the form `#L120` names, if it is here. */
function lineOf(hash: string, firstNumber: number, count: number): number | undefined {
  const wanted = Number(/^#L(\d+)$/.exec(hash)?.[1]) - firstNumber;
  return wanted >= 0 && wanted < count ? wanted : undefined;
}
