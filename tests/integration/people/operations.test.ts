/** Every operation x five roles x own team, other team, no team, other workspace: asked for at the gateway's door. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Gateway } from '@/lib/gateway/index';
import { operations } from '@/lib/vast/operations';
import { actorAs, closedDoor } from '@/tests/matrix/door';
import { makePlaces, type Places } from '@/tests/matrix/places';
import { holds, PLACES, type Place, ROLES, seesPlace } from '@/tests/matrix/table';
import { openFleet } from '@/tests/support/fleet';

type Name = keyof typeof operations;

/** The right each needs, said apart from the code that decides it, and something valid to ask. */
const TABLE: Record<Name, { needs: string; ask: object | ((id: number) => object) }> = {
  searchOffers: { needs: 'market.read', ask: { filters: {} } },
  rentOffer: { needs: 'instances.rent', ask: { id: 1, disk: 10, image: 'ubuntu' } },
  showInstance: { needs: 'instances.read', ask: (id) => ({ id }) },
  requestLogs: { needs: 'instances.read', ask: (id) => ({ id }) },
  listInstanceSshKeys: { needs: 'instances.read', ask: (id) => ({ id }) },
  manageInstance: { needs: 'instances.operate', ask: (id) => ({ id, label: 'x' }) },
  rebootInstance: { needs: 'instances.operate', ask: (id) => ({ id }) },
  attachSshKey: { needs: 'instances.operate', ask: (id) => ({ id, ssh_key: 'ssh-ed25519 AAAA me' }) },
  detachSshKey: { needs: 'instances.operate', ask: (id) => ({ id, ssh_key_id: 1 }) },
  recycleInstance: { needs: 'instances.destroy', ask: (id) => ({ id }) },
  destroyInstance: { needs: 'instances.destroy', ask: (id) => ({ id }) },
  changeBid: { needs: 'instances.rent', ask: (id) => ({ id, price: '0.5' }) },
  // An account's instances come whole, whichever team they are of.
  listInstances: { needs: 'instances.read, all of them', ask: { limit: 25 } },
  // Templates.
  listTemplates: { needs: 'accounts.read', ask: {} },
  createTemplate: { needs: 'accounts.manage', ask: { name: 'x', image: 'y' } },
  updateTemplate: { needs: 'accounts.manage', ask: { hash_id: '5915f1dc', name: 'x' } },
  deleteTemplate: { needs: 'accounts.manage', ask: { template_id: 1 } },
  // The account: its credit is for those who see balances, where people were for those who manage it.
  showUser: { needs: 'balance.read', ask: {} },
  listIpAddresses: { needs: 'accounts.manage', ask: {} },
  listSubaccounts: { needs: 'accounts.read', ask: {} },
  createSubaccount: {
    needs: 'accounts.manage',
    ask: { email: 'lab@example.com', username: 'lab', password: 'correct horse' },
  },
  updateUser: { needs: 'accounts.manage', ask: { username: 'lab' } },
  transferCredit: { needs: 'accounts.manage', ask: { recipient: 'lab@example.com', amount: '1' } },
  // Keys of the account, and its environment variables.
  listApiKeys: { needs: 'accounts.read', ask: {} },
  createApiKey: { needs: 'accounts.manage', ask: { name: 'x' } },
  deleteApiKey: { needs: 'accounts.manage', ask: { id: 1 } },
  listSshKeys: { needs: 'accounts.read', ask: {} },
  createSshKey: { needs: 'accounts.manage', ask: { ssh_key: 'ssh-ed25519 AAAA me' } },
  updateSshKey: { needs: 'accounts.manage', ask: { id: 1, ssh_key: 'ssh-ed25519 AAAA me' } },
  deleteSshKey: { needs: 'accounts.manage', ask: { id: 1 } },
  listSecrets: { needs: 'accounts.read', ask: {} },
  createSecret: { needs: 'accounts.manage', ask: { key: 'A', value: 'b' } },
  updateSecret: { needs: 'accounts.manage', ask: { key: 'A', value: 'b' } },
  deleteSecret: { needs: 'accounts.manage', ask: { key: 'A' } },
  // Teams at Vast.ai.
  createTeam: { needs: 'accounts.manage', ask: { team_name: 'x' } },
  deleteTeam: { needs: 'accounts.manage', ask: {} },
  listTeamRoles: { needs: 'accounts.read', ask: {} },
  showTeamRole: { needs: 'accounts.read', ask: { name: 'x' } },
  createTeamRole: { needs: 'accounts.manage', ask: { name: 'x', permissions: { api: {} } } },
  updateTeamRole: { needs: 'accounts.manage', ask: { id: 1, name: 'x', permissions: { api: {} } } },
  deleteTeamRole: { needs: 'accounts.manage', ask: { name: 'x' } },
  inviteTeamMember: { needs: 'accounts.manage', ask: { email: 'a@example.com', role: 'member' } },
  listTeamMembers: { needs: 'accounts.read', ask: {} },
  removeTeamMember: { needs: 'accounts.manage', ask: { id: 1 } },
  // Volumes belong to the account as a whole.
  listVolumes: { needs: 'instances.read, all of them', ask: {} },
  searchVolumes: { needs: 'market.read', ask: {} },
  rentVolume: { needs: 'instances.rent', ask: { id: 1, size: 10 } },
  deleteVolume: { needs: 'instances.destroy, all of them', ask: { id: 1 } },
  unlistVolume: { needs: 'hosting.manage', ask: { id: 1 } },
  searchNetworkVolumes: { needs: 'market.read', ask: {} },
  rentNetworkVolume: { needs: 'instances.rent', ask: { id: 1, size: 10 } },
  createNetworkDisk: { needs: 'hosting.manage', ask: { machines: [1], mount_point: '/mnt' } },
  listNetworkVolume: { needs: 'hosting.manage', ask: { disk_id: 1 } },
  unlistNetworkVolume: { needs: 'hosting.manage', ask: { id: 1 } },
  // Copies name their instances by text; clouds are the account's.
  copyData: {
    needs: 'instances.operate',
    ask: (id) => ({ src_id: `C.${id}`, src_path: '/a/', dst_id: 's3.1', dst_path: '/a/' }),
  },
  cancelCopy: { needs: 'instances.operate', ask: (id) => ({ dst_id: String(id) }) },
  syncCloud: {
    needs: 'instances.operate',
    ask: (id) => ({ instance_id: id, selected: 1, transfer: 'Cloud To Instance', src: '/a' }),
  },
  cancelSync: { needs: 'instances.operate', ask: (id) => ({ dst_id: id }) },
  listConnections: { needs: 'accounts.read', ask: {} },
  executeCommand: { needs: 'instances.destroy', ask: (id) => ({ id, command: 'rm -r /workspace/a' }) },
  prepayInstance: { needs: 'instances.rent', ask: (id) => ({ id, amount: '5' }) },
  showDeposit: { needs: 'instances.read', ask: (id) => ({ id }) },
  searchBenchmarks: { needs: 'market.read', ask: {} },
  listCharges: { needs: 'balance.read', ask: { from: 1, to: 2 } },
  listInvoices: { needs: 'balance.read', ask: { from: 1, to: 2 } },
  // Hosting, and what it earns.
  listMachines: { needs: 'hosting.read', ask: {} },
  listMachineReports: { needs: 'hosting.read', ask: { machine_id: 1 } },
  listMachineForRent: { needs: 'hosting.manage', ask: { machine: 1, price_gpu: '0.4' } },
  unlistMachine: { needs: 'hosting.manage', ask: { machine_id: 1 } },
  setMinimumBid: { needs: 'hosting.manage', ask: { machine_id: 1, price: '0.1' } },
  setDefaultJob: { needs: 'hosting.manage', ask: { machine: 1, price_gpu: '0.1', image: 'worker' } },
  removeDefaultJob: { needs: 'hosting.manage', ask: { machine_id: 1 } },
  scheduleMaintenance: { needs: 'hosting.manage', ask: { machine_id: 1, sdate: 1, duration: 1 } },
  cancelMaintenance: { needs: 'hosting.manage', ask: { machine_id: 1 } },
  cleanUpMachine: { needs: 'hosting.manage', ask: { machine_id: 1 } },
  showEarnings: { needs: 'balance.read', ask: { user_id: 'me' } },
  showGpuMetrics: { needs: 'hosting.read', ask: { verified: 'all', hosting_type: 'all', num_gpus: 'all' } },
  showGpuTrends: { needs: 'hosting.read', ask: { verified: 'all', hosting_type: 'all', num_gpus: 'all' } },
  showGpuLocations: { needs: 'hosting.read', ask: {} },
  // Serverless: endpoints come whole, and what they hold is instances.
  listEndpoints: { needs: 'instances.read, all of them', ask: {} },
  createEndpoint: { needs: 'instances.rent, all of them', ask: { endpoint_name: 'chat' } },
  updateEndpoint: { needs: 'instances.rent, all of them', ask: { id: 1, max_workers: 2 } },
  deleteEndpoint: { needs: 'instances.destroy, all of them', ask: { id: 1 } },
  listWorkergroups: { needs: 'instances.read, all of them', ask: {} },
  createWorkergroup: { needs: 'instances.rent, all of them', ask: { endpoint_id: 1 } },
  updateWorkergroup: { needs: 'instances.rent, all of them', ask: { id: 1, gpu_ram: 24 } },
  deleteWorkergroup: { needs: 'instances.destroy, all of them', ask: { id: 1 } },
  routeRequest: { needs: 'instances.rent, all of them', ask: { endpoint: 'chat', cost: 1 } },
  showEndpointLogs: { needs: 'instances.read, all of them', ask: { endpoint: 'chat' } },
  showWorkergroupLogs: { needs: 'instances.read, all of them', ask: { id: 1 } },
  listEndpointWorkers: { needs: 'instances.read, all of them', ask: { id: 1 } },
  listWorkergroupWorkers: { needs: 'instances.read, all of them', ask: { id: 1 } },
  listDeployments: { needs: 'instances.read, all of them', ask: {} },
  showDeployment: { needs: 'instances.read, all of them', ask: { id: 1 } },
  startDeployment: { needs: 'instances.rent, all of them', ask: { id: 1 } },
  stopDeployment: { needs: 'instances.operate, all of them', ask: { id: 1 } },
  // What Vast.ai tells the account.
  listNotificationTypes: { needs: 'accounts.read', ask: {} },
  showNotificationPreferences: { needs: 'accounts.read', ask: { user_id: 'me' } },
  changeNotificationPreferences: {
    needs: 'accounts.manage',
    ask: { user_id: 'me', notification_preferences: { client: { outbid: { email: false } } } },
  },
  listWebhooks: { needs: 'accounts.read', ask: {} },
  createWebhook: {
    needs: 'accounts.manage',
    ask: { webhook_url: 'https://example.com/', event_types: ['client:outbid'] },
  },
  updateWebhook: { needs: 'accounts.manage', ask: { id: 1, name: 'x' } },
  deleteWebhook: { needs: 'accounts.manage', ask: { id: 1 } },
  rotateWebhookSecret: { needs: 'accounts.manage', ask: { id: 1 } },
  testWebhook: { needs: 'accounts.manage', ask: { id: 1 } },
};

let places: Places;
let gateway: Gateway;
beforeAll(async () => {
  const { store } = await openFleet();
  places = await makePlaces(store);
  gateway = closedDoor(places).gateway;
  return () => store.close();
});

describe.each(Object.entries(TABLE))('%s', (name, { needs, ask }) => {
  const op = operations[name as Name];
  const onInstance = typeof ask === 'function';

  it.each(ROLES)('is allowed to and refused a %s as the table says', async (role) => {
    for (const place of onInstance ? PLACES : (['own', 'elsewhere'] as const)) {
      const { accountId, contractId } = places.targets[place];
      const given = onInstance ? ask(contractId) : ask;
      const outcome = await gateway.run(op, accountId, given as never, actorAs(role, places));
      const code = outcome.kind === 'refused' ? outcome.problem.code : outcome.kind;
      expect(`${place}: ${code}`).toBe(`${place}: ${expected(role, place, needs, onInstance)}`);
    }
  });
});

function expected(role: (typeof ROLES)[number], place: Place, needs: string, onInstance: boolean): string {
  const [right, whole] = needs.split(', ');
  const seesAll = role !== 'engineer' && role !== 'viewer';
  if (!holds(role, right as never) || (whole && !seesAll)) return 'gateway.not_permitted';
  // Whoever sees all is stopped by the account: an unknown number at an account of theirs is Vast.ai's to refuse.
  if (place === 'elsewhere')
    return onInstance && !seesAll ? 'gateway.instance_not_found' : 'gateway.account_not_found';
  return onInstance && !seesPlace(role, place) ? 'gateway.instance_not_found' : 'gateway.key_unreadable';
}
