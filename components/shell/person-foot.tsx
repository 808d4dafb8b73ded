import { LogOut } from 'lucide-react';
import type { FormAction, Person } from './types';

/** Who one is, in which role, and the way out. */
export function PersonFoot({ person, signOut }: { person: Person; signOut?: FormAction }) {
  return (
    <div className="flex items-center gap-[9px] border-t border-line px-2 pt-2 pb-1 max-lg:flex-col max-lg:px-0">
      <span
        aria-hidden="true"
        className="grid size-[26px] shrink-0 place-items-center rounded-full bg-ink text-xs font-semibold text-on-ink"
      >
        {initials(person.name)}
      </span>
      <p className="min-w-0 flex-1 leading-tight max-lg:sr-only">
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

const initials = (name: string) =>
  name
    .split(/[\s@._-]+/)
    .slice(0, 2)
    .map((part) => part.charAt(0).toUpperCase())
    .join('');
