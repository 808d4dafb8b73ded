'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getJson } from '@/components/frame/get-json';
import { useSettled } from '@/components/frame/use-settled';
import type { RulePreview } from '@/lib/queries/workspace';

/** What the rules as they stand in the form would catch; `known` is the server's answer for the saved ones. */
export function useRulePreview(patterns: readonly string[], known?: RulePreview): RulePreview | undefined {
  const asked = useSettled(patterns.map((pattern) => `p=${encodeURIComponent(pattern)}`).join('&'));
  const { data } = useQuery({
    queryKey: ['rule-preview', asked],
    queryFn: ({ signal }) => getJson<RulePreview>(`/api/rules/preview?${asked}`, signal),
    enabled: known === undefined,
    placeholderData: keepPreviousData,
  });
  return known ?? data;
}
