import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { TeamSelect } from '@/components/frame/team-select';

const teams = [
  { id: 'r', name: 'Research' },
  { id: 's', name: 'Search' },
];
const options = (value: string, noTeam: boolean) =>
  [
    ...renderToStaticMarkup(
      <TeamSelect id="t" value={value} onChange={() => {}} teams={teams} noTeam={noTeam} />,
    ).matchAll(/<option[^>]*>([^<]*)/g),
  ].map(([, name]) => name);

it('offers no team to whoever sees everything, and to nobody else', () => {
  expect(options('', true)).toEqual(['No team', 'Research', 'Search']);
  expect(options('r', true)).toEqual(['No team', 'Research', 'Search']);
  expect(options('r', false)).toEqual(['Research', 'Search']);
  // A team that is gone isn't kept by silence.
  expect(options('archived', false)).toEqual(['Choose a team', 'Research', 'Search']);
});
