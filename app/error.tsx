'use client';

import { useRequestId } from '@/components/frame/use-request-id';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';

type ErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** Even the frame around the screens failed: most likely the database doesn't answer. */
export default function RootError({ error, reset }: ErrorProps) {
  const requestId = useRequestId();
  return (
    <main className="grid min-h-dvh place-items-center p-6">
      <div className="w-full max-w-xl rounded-lg border border-line bg-surface">
        <Failure
          what="Gantry could not answer."
          why="Its database may be restarting. Instances at Vast.ai run on whatever happens here."
          again
          reference={requestId ?? error.digest}
          action={<Button onClick={reset}>Try again</Button>}
        />
      </div>
    </main>
  );
}
