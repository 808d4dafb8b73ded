import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import {
  complaints,
  draftOf,
  inputOf,
  keyOf,
  type LimitDraft,
  overNow,
  subjectOptions,
} from '@/components/limits/limit-draft';
import { LimitsList, LimitsTable } from '@/components/limits/limits-table';
import { ruleWords } from '@/components/limits/words';
import { ClockProvider } from '@/components/ui/clock';
import type { Limit } from '@/lib/queries/limits';

const NOW = Date.parse('2026-11-24T12:00:00Z');
const limit = (over: Partial<Limit> = {}): Limit => ({
  ...{ id: 'l', subject: 'team', subjectId: 't', whose: 'Research' },
  ...{ hourUsd: '5', dayUsd: null, gpus: null, countries: null, longestHours: null, endRequired: false },
  committed: { hourUsd: '3.2', dayUsd: '40' },
  ...{ over: null, changedAt: '2026-11-24T11:00:00Z', changedBy: 'Ada' },
  ...over,
});

describe('a limit as it is filled in', () => {
  const draft: LimitDraft = { ...draftOf(undefined), subject: 'team t', hour: '5' };

  it('comes back as it was', () => {
    const full = limit({ dayUsd: '12.5', gpus: ['A100'], countries: ['NO'], longestHours: 8 });
    const { hourUsd, dayUsd, gpus, countries, longestHours, endRequired } = full;
    expect(inputOf(draftOf(full))).toEqual({
      ...{ subject: 'team', subjectId: 't' },
      ...{ hourUsd, dayUsd, gpus, countries, longestHours, endRequired },
    });
    expect(inputOf({ ...draft, subject: 'workspace' })).toMatchObject({
      subject: 'workspace',
      subjectId: null,
    });
    expect(inputOf({ ...draft, subject: 'person p', hour: ' $2,50 ' })).toMatchObject({
      ...{ subject: 'person', subjectId: 'p', hourUsd: '2.5', dayUsd: null },
    });
  });

  it('says what is missing or wrong', () => {
    expect(complaints(draft)).toEqual({});
    expect(Object.keys(complaints({ ...draft, subject: '', hour: '' }))).toEqual(['subject', 'nothing']);
    expect(complaints({ ...draft, day: 'much' })).toEqual({ day: 'An amount, such as 12.50.' });
    expect(complaints({ ...draft, hour: '', endRequired: true })).toEqual({});
  });

  it('can be lower than what is committed, and says what that means', () => {
    const { committed } = limit();
    expect(overNow({ ...draft, hour: '3' }, committed)).toContain('$3.20 an hour is running already');
    expect(overNow({ ...draft, hour: '3.2' }, committed)).toBeNull();
    expect(overNow({ ...draft, hour: 'thr' }, committed)).toBeNull();
    expect(overNow({ ...draft, hour: '3' }, undefined)).toBeNull();
  });

  it('is for whoever has none yet', () => {
    const choices = {
      ...{ workspace: 'Northwind AI', gpus: [], countries: [] },
      teams: [
        { id: 't', name: 'Research' },
        { id: 's', name: 'Search' },
      ],
      people: [{ id: 'p', name: 'Mia', email: 'mia@example.test' }],
    };
    const labels = (limits: Limit[]) => subjectOptions(choices, limits).map(({ label }) => label);
    expect(labels([limit()])).toEqual(['Everybody in Northwind AI', 'Search, team', 'Mia, mia@example.test']);
    expect(keyOf({ subject: 'workspace', subjectId: null })).toBe(subjectOptions(choices, [])[0]?.value);
  });
});

describe('limits on screen', () => {
  const table = (one: Limit) =>
    renderToStaticMarkup(
      <ClockProvider nowMs={NOW}>
        <LimitsTable limits={[one]} onOpen={undefined} />
      </ClockProvider>,
    );
  const said = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

  it('show what is committed of which ceiling, how full it is, and what is free', () => {
    const html = table(limit());
    expect(said(html)).toContain('Research team $3.20 of $5.00 $40.00 no ceiling any anywhere free free');
    expect(html).toContain('width:64%');
    expect(said(html)).toContain('by Ada');
  });

  it('say beneath why nothing more can start', () => {
    const html = table(limit({ hourUsd: '3', over: '$3.20 an hour is running already.' }));
    expect(said(html)).toContain('$3.20 an hour is running already.');
    expect(html).toContain('width:100%');
  });

  it('need an end where there is a longest rent', () => {
    expect(said(table(limit({ longestHours: 72 })))).toContain('3 days needed');
    expect(said(table(limit({ longestHours: 12 })))).toContain('12 h needed');
  });

  it('open only for whoever may change them', () => {
    expect(table(limit())).not.toContain('<button');
    const list = renderToStaticMarkup(<LimitsList limits={[limit()]} onOpen={() => {}} />);
    expect(list).toContain('<button');
    expect(said(list)).toContain('$3.20 of $5.00');
  });

  it('are a line on a phone', () => {
    expect(ruleWords(limit())).toBe('any GPU, anywhere');
    expect(
      ruleWords(
        limit({
          dayUsd: '100',
          gpus: ['A100', 'H100', 'RTX 4090'],
          countries: ['NO', 'SE'],
          longestHours: 12,
        }),
      ),
    ).toBe('$40.00 of $100.00 today, 3 models, NO, SE, 12 h at most');
    expect(ruleWords(limit({ endRequired: true }))).toBe('an end is needed');
  });
});
