import { LogOut } from 'lucide-react';
import { cx } from '../ui/cx';
import type { FormAction, Person } from './types';

type PersonFootProps = {
  person: Person;
  signOut?: FormAction;
  /** In the rail it shrinks to its icons where the rail does. */
  shrinks?: boolean;
};

/** Who one is, in which role, and the way out. */
export function PersonFoot({ person, signOut, shrinks = false }: PersonFootProps) {
  return (
    <div
      className={cx(
        'flex items-center gap-2 border-t border-line pt-2 pb-1',
        shrinks && 'pl-2 max-lg:flex-col max-lg:pl-0',
      )}
    >
      <span
        aria-hidden="true"
        className="grid size-[26px] shrink-0 place-items-center rounded-full bg-ink text-xs font-semibold text-on-ink"
      >
        {initials(person.name)}
      </span>
      <p className={cx('min-w-0 flex-1 leading-tight', shrinks && 'max-lg:sr-only')}>
        <span className="block truncate font-[550]" title={person.name}>
          {person.name}
        </span>
        <span className="block truncate text-sm text-ink-3">{person.role}</span>
      </p>
      {signOut && (
        <form action={signOut}>
          <button
            type="submit"
            aria-label="Sign out"
            title="Sign out"
            className="hit grid size-7 place-items-center rounded-sm text-ink-3 transition-colors hover:bg-sunken hover:text-ink"
          >
            <LogOut className="size-4 stroke-[1.6]" aria-hidden="true" />
          </button>
        </form>
      )}
    </div>
  );
}

/** Of "Ada Lovelace" AL, of "engineer@example" EN. */
const initials = (name: string) => {
  const [first = '', second] = name.replace(/@.*/, '').split(/[\s._-]+/);
  return (second ? first.charAt(0) + second.charAt(0) : first.slice(0, 2)).toUpperCase();
};
