/**
 * What Vast.ai tells its users about: the lists of docs guides/reference/notifications.mdx and host/notifications.mdx.
 * Keys are documented where its pages or its users' programs name them, else made in their style.
 */
export interface NoticeType {
  /** With its context: `client:outbid`. */
  readonly key: string;
  readonly context: 'client' | 'host';
  readonly slug: string;
  readonly topic: string;
  readonly title: string;
  /** Its mail can't be turned off. */
  readonly mandatory: boolean;
}

// context | topic | slug | title | mandatory
const TABLE = `
client | account  | email_verification    | Email verification                | yes
client | account  | password_reset        | Password reset                    | yes
client | account  | email_change          | Email change                      | yes
client | account  | team_invite           | Team invitation                   | yes
client | billing  | low_credit            | Low balance                       |
client | billing  | payment_receipt       | Payment receipt                   |
client | billing  | credit_received       | Received a credit transfer        |
client | billing  | billing_failed        | Billing failure                   | yes
client | instance | instance_created      | Instance was created              |
client | instance | instance_started      | Instance started                  |
client | instance | instance_stopped      | Instance has been stopped         |
client | instance | instance_resumed      | Instance resumed after scheduling |
client | instance | instance_deleted      | Instance deleted                  |
client | instance | outbid                | Instance has been outbid          |
client | instance | machine_maintenance   | Scheduled maintenance for instance |
client | instance | upcoming_downtime     | Upcoming instance downtime        |
client | instance | instance_offline      | Instance is offline               |
client | instance | instance_online       | Instance is back online           |
client | instance | error_msgs            | There were some problems with your instance |
client | instance | low_disk_space        | Low available disk space for instance |
client | instance | storage_full          | Instance storage is full          |
client | instance | gpu_idle              | Instance GPU is idle              |
client | instance | instance_expires      | Instance expires                  | yes
client | instance | contract_extended     | Instance contract has been extended |
host   | host     | machine_offline       | Hosted machine is offline         |
host   | host     | verification_failed   | Machine verification failed       |
host   | host     | machine_error         | Issue detected on hosted machine  |
host   | host     | machine_report        | New report regarding hosted machine |
host   | host     | low_disk_space        | Low disk space for machine        |
host   | host     | offer_expires         | Machine offer nearing end date    |
host   | host     | maintenance_scheduled | Downtime confirmation             |`;

export const NOTICE_TYPES: readonly NoticeType[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [where = '', topic = '', slug = '', title = '', mandatory = ''] = line
      .split('|')
      .map((cell) => cell.trim());
    const context = where === 'host' ? 'host' : 'client';
    return { key: `${context}:${slug}`, context, slug, topic, title, mandatory: mandatory === 'yes' };
  });

const BY_KEY = new Map(NOTICE_TYPES.map((one) => [one.key, one]));

export const noticeType = (key: string): NoticeType | undefined => BY_KEY.get(key);
