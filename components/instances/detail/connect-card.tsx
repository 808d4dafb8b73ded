'use client';

import { CopyButton, CopyText } from '@/components/ui/copy-text';
import { Panel, PanelHead } from '@/components/ui/panel';
import type { InstanceDetail } from '@/lib/queries/instances-detail';

/** How to get in: the line that works first, then the way around, then its other ports. */
export function ConnectCard({ detail }: { detail: InstanceDetail }) {
  const { ssh, ports, publicAddress, row } = detail;
  const main = ssh.direct ?? ssh.proxy;
  const others = ports.filter((port) => port.inside !== '22/tcp');
  const up = row.word === 'running' || row.word === 'idle';
  return (
    <Panel>
      <PanelHead title="Connect" right={!up && <span className="text-ink-3">when it runs</span>} />
      {main ? (
        <div className="px-4 pb-3">
          <CopyText text={main} />
          {ssh.direct === null && (
            <p className="mt-1.5 text-sm text-ink-3">
              Through Vast.ai’s proxy; a direct port opens when it runs.
            </p>
          )}
        </div>
      ) : (
        <p className="px-4 pb-3 text-ink-2">Its container was made without SSH.</p>
      )}
      {ssh.direct && ssh.proxy && (
        <div className="flex items-center gap-3 border-t border-line px-4 py-2.5">
          <div className="min-w-0 flex-1">
            <p>Through Vast.ai’s proxy</p>
            <p className="truncate text-sm text-ink-3">slower, works behind any firewall</p>
          </div>
          <CopyButton text={ssh.proxy} quiet />
        </div>
      )}
      {others.map((port) => (
        <div key={port.inside} className="flex items-center gap-3 border-t border-line px-4 py-2.5">
          <div className="min-w-0 flex-1">
            <p>
              {port.inside === '8080/tcp' && row.ssh !== null
                ? 'Jupyter or port 8080'
                : `Port ${port.inside}`}
            </p>
            <p className="truncate font-mono text-sm text-ink-3">
              {publicAddress?.trim()}:{port.outside}
            </p>
          </div>
          <CopyButton text={`${publicAddress?.trim() ?? ''}:${port.outside}`} quiet />
        </div>
      ))}
    </Panel>
  );
}
