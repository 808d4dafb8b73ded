/** The registry: every operation Gantry can do at Vast.ai, by the name that agents and REST know it by. */
import type { Operation } from '../operation';
import * as account from './account';
import { listCharges, listInvoices } from './billing';
import * as instances from './instances';
import { searchOffers } from './offers';
import { listTemplates } from './templates';

export const operations = {
  searchOffers,
  rentOffer: instances.rentOffer,
  listInstances: instances.listInstances,
  showInstance: instances.showInstance,
  manageInstance: instances.manageInstance,
  destroyInstance: instances.destroyInstance,
  rebootInstance: instances.rebootInstance,
  recycleInstance: instances.recycleInstance,
  changeBid: instances.changeBid,
  requestLogs: instances.requestLogs,
  showUser: account.showUser,
  listApiKeys: account.listApiKeys,
  listSshKeys: account.listSshKeys,
  createSshKey: account.createSshKey,
  deleteSshKey: account.deleteSshKey,
  listInstanceSshKeys: account.listInstanceSshKeys,
  attachSshKey: account.attachSshKey,
  detachSshKey: account.detachSshKey,
  listCharges,
  listInvoices,
  listTemplates,
} as const;

export const operationByName: ReadonlyMap<string, Operation> = new Map(
  Object.values(operations).map((op) => [op.name, op as unknown as Operation]),
);
