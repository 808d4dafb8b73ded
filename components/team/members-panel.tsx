'use client';

import { Search } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Ago } from '@/components/ui/ago';
import { Chip } from '@/components/ui/chip';
import { Input } from '@/components/ui/input';
import { Panel, PanelHead } from '@/components/ui/panel';
import { PhoneRow, PhoneRows } from '@/components/ui/phone-rows';
import { type Role, roles } from '@/lib/policy/roles';
import type { Member, MemberTeam } from '@/lib/queries/members';
import { waysIn } from './words';

const LeaveDialog = dynamic(() => import('./leave-dialog').then((m) => m.LeaveDialog), { ssr: false });
const MemberSheet = dynamic(() => import('./member-sheet').then((m) => m.MemberSheet), { ssr: false });

type MembersPanelProps = {
  members: readonly Member[];
  /** Teams one can belong to. */
  teams: readonly MemberTeam[];
  mayManage: boolean;
  myRole: Role;
  mayLeave: boolean;
  passwords: boolean;
  /** The workspace's time zone. */
  zone: string;
};

/** More than fit a glance are searched. */
const MANY = 12;

/** Who belongs here; each opens beside the page. */
export function MembersPanel(props: MembersPanelProps) {
  const { members, teams, mayManage, myRole, mayLeave, passwords, zone } = props;
  const [openId, setOpenId] = useState<string>();
  // Kept by itself: once gone they are in the list no more, and what became of their keys is still to be read.
  const [leaving, setLeaving] = useState<Member>();
  const [wanted, setWanted] = useState('');
  const open = members.find(({ id }) => id === openId);
  const without = (id: string) => members.filter((member) => member.id !== id);
  const shown = members.filter(({ name, email }) =>
    `${name} ${email}`.toLowerCase().includes(wanted.trim().toLowerCase()),
  );
  return (
    <Panel className="overflow-hidden">
      <PanelHead
        title="Members"
        sub={wanted ? `${shown.length} of ${members.length}` : undefined}
        right={
          members.length > MANY && (
            <Input
              icon={<Search aria-hidden="true" />}
              aria-label="Find somebody"
              placeholder="Find somebody"
              value={wanted}
              onChange={({ target }) => setWanted(target.value)}
              className="max-w-52"
            />
          )
        }
      />
      <div className="md:hidden">
        <PhoneRows label="Members">
          {shown.map((member) => (
            <PhoneRow
              key={member.id}
              onOpen={() => setOpenId(member.id)}
              title={
                <>
                  <b>{member.name}</b> {member.isMe && <span className="text-ink-3">you</span>}
                </>
              }
              figure={<span className="font-[550]">{roles[member.role].title}</span>}
              says={<TeamsOf member={member} />}
              aside={member.lastSeenAt && <Ago plain atMs={Date.parse(member.lastSeenAt)} />}
            />
          ))}
        </PhoneRows>
      </div>
      <table className="data max-md:hidden" data-opens>
        <caption className="sr-only">Members</caption>
        <colgroup>
          <col />
          <col className="w-[13%]" />
          <col className="w-[18%]" />
          {/* "Password, Single sign-on" and "59 min ago" whole, however narrow the rest becomes. */}
          <col className="w-44" />
          <col className="w-24" />
        </colgroup>
        <thead>
          <tr>
            {['Name', 'Role', 'Teams', 'Signs in with', 'Last seen'].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((member) => (
            // The button in it does the same for the keyboard.
            <tr key={member.id} data-id={member.id} onClick={() => setOpenId(member.id)}>
              <th scope="row" className="py-2 leading-[1.35]">
                <button type="button" className="font-semibold hover:underline">
                  {member.name}
                </button>{' '}
                {member.isMe && <Chip>you</Chip>}
                <span className="block truncate text-ink-3">{member.email}</span>
              </th>
              <td>
                {roles[member.role].title}
                {member.byGroups && <span className="text-ink-3"> by groups</span>}
              </td>
              <td>
                <TeamsOf member={member} />
              </td>
              <td className="text-ink-2">{waysIn(member)}</td>
              <td className="text-ink-2">
                {member.lastSeenAt ? <Ago plain atMs={Date.parse(member.lastSeenAt)} /> : 'not lately'}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {shown.length === 0 && <p className="px-4 py-3 text-ink-3">Nobody here is called “{wanted}”.</p>}
      {open && (
        <MemberSheet
          key={open.id}
          member={open}
          teams={teams}
          mayManage={mayManage && (open.role !== 'owner' || myRole === 'owner')}
          mayMakeOwners={myRole === 'owner'}
          mayLeave={mayLeave}
          passwords={passwords}
          zone={zone}
          onClose={() => setOpenId(undefined)}
          onLeave={() => {
            setOpenId(undefined);
            setLeaving(open);
          }}
        />
      )}
      {leaving && (
        <LeaveDialog member={leaving} others={without(leaving.id)} onClose={() => setLeaving(undefined)} />
      )}
    </Panel>
  );
}

/** Their teams; where those decide what somebody sees, none is said in colour. */
function TeamsOf({ member: { role, teams } }: { member: Member }) {
  if (teams.length > 0) return <span className="text-ink-2">{teams.map(({ name }) => name).join(', ')}</span>;
  return roles[role].sees === 'teams' ? (
    <Chip tone="warn">no team, sees nothing</Chip>
  ) : (
    <span className="text-ink-3">sees everything</span>
  );
}
