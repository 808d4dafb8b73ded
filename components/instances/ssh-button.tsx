'use client';

import { notify } from '@/components/ui/notice';

/** Copies and says so; without the permission the line is shown to be copied by hand. */
export async function copySsh(line: string, name: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(line);
    notify({ id: 'ssh', title: `Copied the SSH line of ${name}`, says: line });
  } catch {
    notify({ id: 'ssh', title: `The SSH line of ${name}`, says: line, seconds: 20 });
  }
}

export function SshButton({ line, name }: { line: string; name: string }) {
  return (
    <button
      type="button"
      title={line}
      aria-label={`Copy the SSH line of ${name}`}
      onClick={() => void copySsh(line, name)}
      className="hit rounded-sm px-2 py-[3px] font-mono text-sm text-ink-2 hover:bg-sunken hover:text-ink"
    >
      ssh
    </button>
  );
}
