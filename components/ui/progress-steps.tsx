import type { ReactNode } from 'react';
import { cx } from './cx';

export type Step = { label: string; state: 'done' | 'now' | 'later' | 'failed'; says?: ReactNode };

const SHAPE: Record<Step['state'], string> = {
  done: 'rounded-full bg-run border-run',
  now: 'rounded-full border-wait border-2',
  later: 'rounded-full border-line-strong',
  failed: 'bg-bad border-bad rounded-[1px]',
};
const WORD: Record<Step['state'], string> = {
  done: 'done',
  now: 'under way',
  later: 'to come',
  failed: 'failed',
};

/** A long action as the steps it takes: created, pulling, starting, ports, answering. */
export function ProgressSteps({ steps, label }: { steps: readonly Step[]; label: string }) {
  return (
    <ol aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step.label}
          aria-current={step.state === 'now' ? 'step' : undefined}
          className="grid grid-cols-[18px_1fr_auto] gap-x-2"
        >
          <span aria-hidden="true" className="grid grid-rows-[20px_1fr] justify-items-center">
            <i className={cx('mt-[6px] size-2 border', SHAPE[step.state])} />
            {index < steps.length - 1 && (
              <i className={cx('min-h-2.5 w-px', step.state === 'done' ? 'bg-run' : 'bg-line-strong')} />
            )}
          </span>
          <span
            className={cx(
              'pb-1.5',
              step.state === 'later' && 'text-ink-3',
              step.state === 'now' && 'font-medium',
              step.state === 'failed' && 'text-bad',
            )}
          >
            {step.label}
            <span className="sr-only">, {WORD[step.state]}</span>
          </span>
          <span className="text-ink-3">{step.says}</span>
        </li>
      ))}
    </ol>
  );
}
