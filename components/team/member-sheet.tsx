'use client';

import { type FormEvent, useState } from 'react';
import { Refusal } from '@/components/frame/refusal';
import { useAct } from '@/components/frame/use-act';
import { SessionList } from '@/components/settings/session-list';
import { dayName } from '@/components/time/zoned';
import { Ago } from '@/components/ui/ago';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Fact, Facts } from '@/components/ui/facts';
import { Sheet } from '@/components/ui/sheet';
import { roles } from '@/lib/policy/roles';
import type { Member, MemberTeam } from '@/lib/queries/members';
import { changeMember, endMemberSession } from '@/lib/surfaces/actions/team';
import { ResetLink } from './reset-link';
import { type RoleChoice, RoleFields } from './role-fields';
import { waysIn } from './words';

type MemberSheetProps = {
  member: Member;
  teams: readonly MemberTeam[];
  /** May change people here, and this one. */
  mayManage: boolean;
  mayMakeOwners: boolean;
  mayLeave: boolean;
  /** Passwords open this Gantry. */
  passwords: boolean;
  /** The workspace's time zone. */
  zone: string;
  onClose: () => void;
  /** They leave, or are removed: asked in a dialog of its own. */
  onLeave: () => void;
};

/** One member: what they are, how they come in, and the ways out. */
export function MemberSheet(props: MemberSheetProps) {
  const { member, teams, mayManage, mayMakeOwners, mayLeave, passwords, zone, onClose, onLeave } = props;
  return (
    <Sheet
      open
      onOpenChange={onClose}
      title={
        <>
          {member.name} {member.isMe && <Chip className="align-middle font-normal tracking-normal">you</Chip>}
        </>
      }
      sub={member.email}
      footer={
        (member.isMe ? mayLeave : mayManage) && (
          <Button tone="danger" onClick={onLeave}>
            {member.isMe ? 'Leave the workspace' : 'Remove from the workspace'}
          </Button>
        )
      }
    >
      <div className="grid gap-5">
        {mayManage ? (
          <RoleForm member={member} teams={teams} mayMakeOwners={mayMakeOwners} />
        ) : (
          <Facts inset={false}>
            <Fact name="Role">{roles[member.role].title}</Fact>
            <Fact name="Teams">{member.teams.map(({ name }) => name).join(', ') || 'none'}</Fact>
          </Facts>
        )}
        <Facts inset={false}>
          <Fact name="Signs in with">{waysIn(member)}</Fact>
          <Fact name="Last seen">
            {member.lastSeenAt ? <Ago atMs={Date.parse(member.lastSeenAt)} /> : 'not lately'}
          </Fact>
          <Fact name="Member since">{dayName(Date.parse(member.joinedAt), zone)}</Fact>
        </Facts>
        {mayManage && passwords && !member.isMe && member.hasPassword && <ResetLink member={member} />}
        {member.sessions.length > 0 && (
          <section aria-label="Sessions">
            <h3 className="pb-2">Signed in</h3>
            <SessionList
              label={`Sessions of ${member.name}`}
              sessions={member.sessions}
              end={
                mayManage ? (sessionId) => endMemberSession({ personId: member.id, sessionId }) : undefined
              }
              inset={false}
            />
          </section>
        )}
      </div>
    </Sheet>
  );
}

type RoleFormProps = Pick<MemberSheetProps, 'member' | 'teams' | 'mayMakeOwners'>;

function RoleForm({ member, teams, mayMakeOwners }: RoleFormProps) {
  const before: RoleChoice = { role: member.role, teamIds: member.teams.map(({ id }) => id) };
  const [choice, setChoice] = useState(before);
  const { run, pending, problem } = useAct();
  const changed =
    choice.role !== before.role || choice.teamIds.toSorted().join() !== before.teamIds.toSorted().join();
  // A team that was archived since they joined it is still theirs to lose.
  const offered = [...teams, ...member.teams.filter(({ id }) => !teams.some((team) => team.id === id))];
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    await run(() => changeMember({ personId: member.id, ...choice }), {
      say: 'Saved',
      says: `${member.name}: ${roles[choice.role].title.toLowerCase()} from now on.`,
    });
  };
  return (
    <form method="post" onSubmit={submit} className="grid gap-3.5">
      <Refusal problem={problem} />
      {member.byGroups && (
        <p className="text-sm text-ink-3">
          Given by your provider’s groups: what you change here lasts until they sign in again.
        </p>
      )}
      <RoleFields value={choice} onChange={setChoice} teams={offered} mayMakeOwners={mayMakeOwners} />
      <div className="flex gap-2">
        <Button type="submit" tone={changed ? 'main' : 'plain'} pending={pending} disabled={!changed}>
          Save
        </Button>
        {changed && (
          <Button tone="quiet" onClick={() => setChoice(before)}>
            Undo
          </Button>
        )}
      </div>
    </form>
  );
}
