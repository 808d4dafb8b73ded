import type { ReactNode } from 'react';
import { cx } from './cx';

/** run: dot · wait: ring · warn: diamond · bad: square · off: hollow dot. The word comes from whoever knows the state. */
export type Tone = 'run' | 'wait' | 'warn' | 'bad' | 'off';

const LOOK: Record<Tone, { text: string; shape: string }> = {
  run: { text: 'text-run', shape: 'rounded-full bg-current' },
  wait: { text: 'text-wait', shape: 'rounded-full border-2 border-current' },
  warn: { text: 'text-warn', shape: 'rotate-45 rounded-[1px] bg-current' },
  bad: { text: 'text-bad', shape: 'rounded-[1px] bg-current' },
  off: { text: 'text-off', shape: 'rounded-full border-[1.5px] border-current' },
};

type StatusProps = { tone: Tone; children: ReactNode /** "since Sun 14:38", in grey. */; since?: ReactNode };

/** A state as a word, then a shape, then a colour: it survives greyscale and a screen reader. */
export function Status({ tone, children, since }: StatusProps) {
  const { text, shape } = LOOK[tone];
  return (
    <span
      className={cx('inline-flex items-center gap-1.5 font-medium whitespace-nowrap', text)}
      data-tone={tone}
    >
      <i aria-hidden="true" className={cx('size-[7px] shrink-0', tone === 'wait' && 'size-2', shape)} />
      {children}
      {since && <span className="font-normal text-ink-3">{since}</span>}
    </span>
  );
}
