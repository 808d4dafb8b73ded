'use client';

import { useRequestId } from '@/components/frame/use-request-id';
import { Button } from '@/components/ui/button';
import { Failure } from '@/components/ui/failure';
import { Page } from '@/components/ui/page-head';
import { Panel } from '@/components/ui/panel';

type ErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** One screen broke; the rail, the meter and the other screens stand. The log knows it by the request. */
export default function ScreenError({ error, reset }: ErrorProps) {
  const requestId = useRequestId();
  return (
    <Page>
      <Panel>
        <Failure
          what="This screen could not be drawn."
          why="Nothing was changed by that. The other screens work on; what runs keeps running."
          again
          reference={requestId ?? error.digest}
          action={<Button onClick={reset}>Draw it again</Button>}
        />
      </Panel>
    </Page>
  );
}
