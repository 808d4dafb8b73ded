'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { buttonLook } from './button';
import { cx } from './cx';

const SAID_MS = 1600; // long enough to read one word

/** Copies; says so for a moment. */
export function CopyButton({
  text,
  label = 'Copy',
  quiet = false,
}: {
  text: string;
  label?: string;
  quiet?: boolean;
}) {
  const [state, setState] = useState<'idle' | 'copied' | 'refused'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), SAID_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setState('copied'),
      // No permission, or no HTTPS: the text is on the screen to be marked by hand.
      () => setState('refused'),
    );
  return (
    <button
      type="button"
      onClick={copy}
      className={cx(buttonLook({ size: 'small', tone: quiet ? 'quiet' : 'plain' }))}
    >
      {state === 'copied' ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
      <span aria-live="polite">
        {state === 'copied' ? 'Copied' : state === 'refused' ? 'Copy by hand' : label}
      </span>
    </button>
  );
}

/** A line to copy: an SSH command, a key, an id. */
export function CopyText({ text, label }: { text: string; label?: string }) {
  return (
    <div className="flex min-w-0 items-center gap-3">
      <code className="min-w-0 flex-1 truncate rounded-sm bg-sunken px-[9px] py-[5px] font-mono text-sm select-all">
        {text}
      </code>
      <CopyButton text={text} label={label} />
    </div>
  );
}
