'use client';

import { useState } from 'react';
import { CopyButton, CopyText } from '@/components/ui/copy-text';
import { Segmented } from '@/components/ui/segmented';
import { asCommand, asCurl, asJson } from './words';

type Way = 'command' | 'json' | 'curl';

const WAYS = [
  { value: 'command', label: 'Claude Code' },
  { value: 'json', label: 'JSON' },
  { value: 'curl', label: 'curl' },
] as const satisfies readonly { value: Way; label: string }[];

type ConnectProps = {
  origin: string;
  /** Undefined: it was shown once, and a blank stands for it. */
  token: string | undefined;
  agentOnly: boolean;
};

/** How something connects with it. */
export function Connect({ origin, token = 'gantry_…', agentOnly }: ConnectProps) {
  const [way, setWay] = useState<Way>('command');
  const url = `${origin}/api/mcp`;
  const text = { command: asCommand(url, token), json: asJson(url, token), curl: asCurl(origin, token) }[way];
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Segmented
          small
          label="Connect by"
          name="connect"
          options={WAYS.filter(({ value }) => value !== 'curl' || !agentOnly)}
          value={way}
          onChange={setWay}
        />
        <CopyButton text={text} />
      </div>
      <pre className="max-h-56 overflow-y-auto rounded-sm bg-sunken px-[9px] py-[7px] font-mono text-sm whitespace-pre-wrap [overflow-wrap:anywhere]">
        <code>{text}</code>
      </pre>
    </div>
  );
}

/** The text of a token, now and never again. */
export function TokenShown({ origin, token, agentOnly }: ConnectProps & { token: string }) {
  return (
    <div className="grid gap-3.5">
      <div className="grid gap-2">
        <CopyText text={token} label="Copy token" />
        <p className="rounded-sm bg-warn-bg px-2.5 py-2">
          <b className="text-warn">Shown this once.</b> Gantry keeps a hash of it; nothing brings the text
          back. Whoever has it acts with it.
        </p>
      </div>
      <div className="grid gap-1.5">
        <h3 className="text-sm text-ink-2">Connect with it</h3>
        <Connect origin={origin} token={token} agentOnly={agentOnly} />
      </div>
    </div>
  );
}
