'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { getJson } from '@/components/frame/get-json';
import type { CostLines, CostSource, CostSources } from '@/lib/queries/costs';
import type { CostsView } from '@/lib/queries/costs-view';

type Asked = Pick<CostsView, 'range' | 'group' | 'accountIds'>;

function params({ range, group, accountIds }: Asked, key: string, offset: number): URLSearchParams {
  const asked = new URLSearchParams({ from: range.from, to: range.to, group, key, offset: String(offset) });
  for (const id of accountIds) asked.append('account', id);
  return asked;
}

/** Pages of something counted: the next begins where the known ones end. */
const nextOffset = (known: number, count: number) => (known < count ? known : undefined);

/** The contracts a group is made of. */
export const useSources = (asked: Asked, key: string) =>
  useInfiniteQuery({
    queryKey: ['cost-sources', asked.range, asked.group, asked.accountIds, key],
    queryFn: ({ pageParam, signal }) =>
      getJson<CostSources>(`/api/costs/sources?${params(asked, key, pageParam)}`, signal),
    initialPageParam: 0,
    getNextPageParam: (last, pages) =>
      nextOffset(
        pages.reduce((n, page) => n + page.sources.length, 0),
        last.count,
      ),
  });

/** The lines of one of them. */
export const useLines = (asked: Asked, key: string, { accountId, source }: CostSource) =>
  useInfiniteQuery({
    queryKey: ['cost-lines', asked.range, asked.group, asked.accountIds, key, accountId, source],
    queryFn: ({ pageParam, signal }) => {
      const wanted = params(asked, key, pageParam);
      wanted.set('source_account', accountId);
      wanted.set('source', source);
      return getJson<CostLines>(`/api/costs/lines?${wanted}`, signal);
    },
    initialPageParam: 0,
    getNextPageParam: (last, pages) =>
      nextOffset(
        pages.reduce((n, page) => n + page.lines.length, 0),
        last.count,
      ),
  });
