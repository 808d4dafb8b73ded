import type { FormAction } from '@/components/shell/types';
import { LinkButton } from '@/components/ui/button';
import { Empty } from '@/components/ui/empty';
import { Panel } from '@/components/ui/panel';
import { Figure, Strip } from '@/components/ui/strip';
import { Submit } from '@/components/ui/submit';

export interface DemoDoor {
  workspaceId: string;
  choose: FormAction;
}

type FirstStepProps = { mayLink: boolean; demo?: DemoDoor | undefined };

/** Before any account: the first step, over what the screen will look like; and the demo, where there is one. */
export function FirstStep({ mayLink, demo }: FirstStepProps) {
  return (
    <Panel>
      <Empty
        title="Link a Vast.ai account to begin"
        says={
          mayLink
            ? 'Paste an API key, and within a minute this screen shows what runs, what it costs an hour, how long the credit lasts, and what needs you.'
            : 'An owner of this workspace links Vast.ai accounts; then this screen shows what runs, what it costs and what needs somebody.'
        }
        action={
          <>
            {mayLink && (
              <LinkButton href="/accounts" tone="main">
                Link an account
              </LinkButton>
            )}
            {demo && (
              <form action={demo.choose}>
                <input type="hidden" name="workspace" value={demo.workspaceId} />
                <input type="hidden" name="to" value="/" />
                <Submit tone="plain">Look round in the demo</Submit>
              </form>
            )}
          </>
        }
        sketch={
          <div className="p-4">
            <Strip>
              <Figure label="Burn now" unit="/h" says="GPUs on instances, idle ones named">
                $0.00
              </Figure>
              <Figure label="Today, UTC" says="Beside what the weekday usually comes to">
                $0.00
              </Figure>
              <Figure label="This month" says="Against the month before">
                $0.00
              </Figure>
              <Figure label="Credit" says="And the hour in which it runs out">
                $0.00
              </Figure>
            </Strip>
            <div className="grid gap-4.5 md:grid-cols-[1.72fr_1fr]">
              <div className="h-40 rounded-lg border border-line" />
              <div className="h-40 rounded-lg border border-line" />
            </div>
          </div>
        }
      />
    </Panel>
  );
}
