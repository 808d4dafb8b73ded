import { Check, Minus } from 'lucide-react';
import { Panel, PanelHead, PanelNote } from '@/components/ui/panel';
import { may, type Permission, permissions, type Role, roles } from '@/lib/policy/roles';
import { roleSays } from './words';

const names = Object.keys(roles) as Role[];
const everything = Object.entries(permissions) as [Permission, string][];

/** What each role may do, read from the table that the server itself asks. */
export function RolesPanel({ mine }: { mine: Role }) {
  return (
    <Panel className="overflow-hidden">
      <PanelHead title="Roles" sub="what each may do" />
      <div className="md:hidden">
        {names.map((role) => (
          <details key={role} className="border-t border-line px-4 py-2.5">
            <summary>
              <b>{roles[role].title}</b>
              {role === mine && <span className="text-ink-3"> you</span>}
              <span className="block text-sm text-ink-2">{roleSays[role]}</span>
            </summary>
            <ul className="mt-2 grid gap-1.5 text-ink-2">
              {everything.map(([permission, says]) => (
                <li key={permission} className="flex gap-2">
                  <Mark may={may(role, permission)} /> {says}
                </li>
              ))}
            </ul>
          </details>
        ))}
      </div>
      <div className="data-frame max-md:hidden">
        <table className="data min-w-[640px]" data-dense>
          <caption className="sr-only">What each role may do</caption>
          <colgroup>
            <col className="w-[50%]" />
          </colgroup>
          <thead>
            <tr>
              <th scope="col">It may</th>
              {names.map((role) => (
                <th key={role} scope="col" title={roleSays[role]}>
                  <span className={role === mine ? 'text-ink' : undefined}>{roles[role].title}</span>
                  {role === mine && <span className="block font-normal">you</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">What it sees</th>
              {names.map((role) => (
                <td key={role} className="text-sm text-ink-2">
                  {roles[role].sees === 'all' ? 'everything' : 'their teams'}
                </td>
              ))}
            </tr>
            {everything.map(([permission, says]) => (
              <tr key={permission}>
                <th scope="row" title={says}>
                  {says}
                </th>
                {names.map((role) => (
                  <td key={role}>
                    <Mark may={may(role, permission)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="border-t border-line pt-2.5">
        <PanelNote>Only an owner makes, changes or removes owners. A workspace keeps at least one.</PanelNote>
      </div>
    </Panel>
  );
}

function Mark({ may: yes }: { may: boolean }) {
  return yes ? (
    <span className="inline-flex shrink-0 text-run">
      <Check className="mt-0.5 size-4 stroke-[2.2]" aria-hidden="true" />
      <span className="sr-only">yes</span>
    </span>
  ) : (
    <span className="inline-flex shrink-0 text-ink-3">
      <Minus className="mt-0.5 size-4 opacity-55" aria-hidden="true" />
      <span className="sr-only">no</span>
    </span>
  );
}
