/** An answer as the protocol carries it: one object for programs, few words for a model. */
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { beingLookedUp } from '@/lib/gateway/problems';
import { newRequestId, requestId } from '@/lib/log/context';
import { capped } from './caps';
import { mistakeOf } from './mistakes';
import { nextStep, planShown } from './plan-shown';
import { compact } from './table';
import type { Answer, Json } from './tool';
import { clean, marked } from './untrusted';

export function replyOf(answer: Answer, url: string): CallToolResult {
  const request_id = requestId() ?? newRequestId();
  switch (answer.kind) {
    case 'done':
      return doneReply(answer, request_id);
    case 'plan':
    case 'needs_approval': {
      const plan = clean(planShown(answer.plan, url)) as Json;
      const { plan_id, approval_id, approve_url } = plan;
      const next_step = nextStep(answer.plan, url);
      const ids = { plan_id, ...(approve_url === undefined ? {} : { approval_id, approve_url }) };
      return told(`${answer.kind}. ${next_step}\n${marked(compact(plan))}`, {
        ...{ status: answer.kind, ...ids, plan, next_step, request_id },
      });
    }
    case 'unknown': {
      const says = beingLookedUp().say;
      const fix =
        'Don’t repeat it under another plan. Call again with the same plan_id later, or look at the list.';
      return told(`unknown: ${says} ${fix}`, {
        status: 'unknown',
        message: says,
        fix,
        outcome_id: answer.intentId,
        request_id,
      });
    }
    case 'refused': {
      const mistake = mistakeOf(answer.problem, answer);
      return {
        ...told(`${mistake.code}: ${mistake.message} ${mistake.fix}`, { ...mistake, request_id }),
        isError: true,
      };
    }
  }
}

const told = (text: string, structuredContent: Json): CallToolResult => ({
  content: [{ type: 'text', text }],
  structuredContent,
});

function doneReply(answer: Extract<Answer, { kind: 'done' }>, request_id: string): CallToolResult {
  // Amounts become text with every digit, moments ISO text.
  const { result, cut } = capped(clean(JSON.parse(JSON.stringify(answer.result ?? null))));
  const next = cut ? (answer.nextAfter?.(cut.kept) ?? null) : (answer.next ?? null);
  const total = answer.total ?? cut?.total;
  const truncated = cut || next ? { ...cut, ...(total === undefined ? {} : { total }), next } : null;
  const once = answer.alreadyShown;
  const says = [
    'done.',
    ...(truncated ? [`Truncated: ${JSON.stringify(truncated)}`] : []),
    ...(once ? [`${once.join(', ')} was shown before and isn’t again.`] : []),
  ];
  return told(`${says.join(' ')}\n${marked(compact(result))}`, {
    status: 'done',
    result,
    ...(truncated ? { truncated } : {}),
    ...(once ? { already_shown: once } : {}),
    // Names, labels, logs and words of hosts are somebody's text: data, never an order.
    untrusted: ['result'],
    request_id,
  });
}
