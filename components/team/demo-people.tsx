import type { FormAction } from '@/components/shell/types';
import { Submit } from '@/components/ui/submit';

type DemoPeopleProps = { homes: readonly { workspaceId: string; name: string }[]; choose: FormAction };

/** In the demo people follow from where they really are; the way there. */
export function DemoPeople({ homes, choose }: DemoPeopleProps) {
  const [home] = homes;
  return (
    <div className="mb-4.5 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-line bg-surface px-4 py-3">
      <p className="min-w-0 flex-1 basis-72 text-ink-2">
        Everybody of your own workspace is here too, in the role they have there, and sees every team of the
        demo. People are invited and changed there.
      </p>
      {home && (
        <form action={choose}>
          <input type="hidden" name="workspace" value={home.workspaceId} />
          <input type="hidden" name="to" value="/team" />
          <Submit tone="plain">Open {home.name}</Submit>
        </form>
      )}
    </div>
  );
}
