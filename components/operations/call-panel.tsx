'use client';

import { useState } from 'react';
import { CopyButton } from '@/components/ui/copy-text';
import { Panel, PanelHead } from '@/components/ui/panel';
import { Segmented } from '@/components/ui/segmented';
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
      <pre className="mx-4 mb-4 rounded-sm bg-sunken px-[9px] py-[7px] font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
        <code>{text}</code>
      </pre>
    </Panel>
  );
}
