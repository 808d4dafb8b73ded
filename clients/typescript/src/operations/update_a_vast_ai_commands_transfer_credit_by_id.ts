// Made by `npm run docs` from the operations themselves.

/** Transfer credit. Sends credit of this account to another Vast.ai account, a team or a subaccount. It is gone at once and only its receiver can send it back; with too little left, running instances stop. */
export type Input = {
  /** The receiver’s e-mail address or account number. For example "lab@example.com". */
  recipient: string;
  /** US dollars, from 0.01, as decimal text. For example "25.00". */
  amount: string;
  /** Whose credit it is. Without it: "me". For example "me". */
  client_id?: "me";
  /** A key’s number, for Vast.ai’s own audit. For example "990123". */
  apikey_id?: string;
};

export type Output = Record<string, unknown>;

export const call = {
  "method": "PUT",
  "path": "commands/transfer_credit",
  "reads": false,
  "pages": false,
  "limit": "address"
} as const;
