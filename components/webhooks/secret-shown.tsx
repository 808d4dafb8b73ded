import { CopyText } from '@/components/ui/copy-text';

/** A secret that is shown now and never again. */
export function SecretShown({ secret, says }: { secret: string; says: string }) {
  return (
    <div className="grid gap-2.5">
      <p className="text-ink-2">{says}</p>
      <CopyText text={secret} label="Copy secret" />
      <p className="text-sm text-ink-3">
        Shown once: nothing brings it back. A new one can be made at any time.
      </p>
    </div>
  );
}
