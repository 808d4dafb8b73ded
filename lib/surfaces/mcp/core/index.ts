/** The core: twenty tools at most, each a task, in the order in which they are needed. */
import type { Tool } from '../tool';
import { destroy, instanceAction } from './acts';
import { getApproval, listApprovals } from './approvals';
import { getContext } from './context';
import { getEvents } from './events';
import { getInstance, listInstances, readMetrics } from './instances';
import { readLogs, runCommand } from './logs';
import { quoteRental, searchOffers } from './market';
import { describeOperation, listOperations, runOperation } from './operations';
import { rent } from './rent';
import { explainCost, getSpend } from './spend';

export const coreTools: readonly Tool[] = [
  getContext,
  searchOffers,
  quoteRental,
  rent,
  listInstances,
  getInstance,
  instanceAction,
  readLogs,
  readMetrics,
  runCommand,
  destroy,
  getSpend,
  explainCost,
  listApprovals,
  getApproval,
  getEvents,
  listOperations,
  describeOperation,
  runOperation,
];
