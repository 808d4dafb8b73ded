import type { ReactNode } from 'react';
import { Status } from './status';

type FailureProps = {
  /** What did not work, in a sentence. */
  what: ReactNode;
  /** Why, and what can be done. Vast.ai's own words where there are some. */
  why?: ReactNode;
  /** Whether the same request may go better in a moment. */
  again?: boolean;
  /** The button that tries again, or repairs. */
  action?: ReactNode;
  /** What to quote to whoever looks into it. */
  reference?: string;
};

/** Something failed: what, why, whether trying again helps. */
export function Failure({ what, why, again, action, reference }: FailureProps) {
  return (
    <div role="alert" className="flex flex-wrap items-start gap-x-4 gap-y-2.5 px-4 py-3.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="font-medium">
          <Status tone="bad">Failed</Status> <span className="ml-1.5">{what}</span>
        </p>
        {why && <p className="mt-0.5 text-ink-2">{why}</p>}
        <p className="mt-0.5 text-sm text-ink-3">
          {again === true && 'Trying again may help. '}
          {again === false && 'Trying again will not change it. '}
          {reference && (
            <>
              Tell support: <code className="font-mono select-all">{reference}</code>
            </>
          )}
        </p>
      </div>
      {action}
    </div>
  );
}
