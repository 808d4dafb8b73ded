'use client';

import { useState } from 'react';
import { CopyButton } from '@/components/ui/copy-text';
import { Panel, PanelHead } from '@/components/ui/panel';
import { Segmented } from '@/components/ui/segmented';
import { Textarea } from '@/components/ui/textarea';
import type { OperationFacts } from '@/lib/surfaces/operations/catalogue';
import { asCurl, asTypeScript } from './call';

const WAYS = [
  { value: 'curl', label: 'curl' },
  { value: 'typescript', label: 'TypeScript' },
] as const;
type Way = (typeof WAYS)[number]['value'];

type CallPanelProps = { op: OperationFacts; input: Record<string, unknown>; account: string | null };

/** What stands in the form, as a call that a program makes; secrets are left for it to fill in. */
export function CallPanel({ op, input, account }: CallPanelProps) {
  const [way, setWay] = useState<Way>('curl');
  const text = (way === 'curl' ? asCurl : asTypeScript)(op, input, account);
  return (
    <Panel>
      <PanelHead title="As a call" right={<CopyButton text={text} />}>
        <Segmented small label="Written for" name="call" options={WAYS} value={way} onChange={setWay} />
      </PanelHead>
      <div className="px-4 pb-3.5">
        <Textarea
          mono
          readOnly
          rows={Math.min(14, text.split('\n').length + 1)}
          aria-label="The call"
          value={text}
        />
      </div>
    </Panel>
  );
}
