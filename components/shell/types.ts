export type Person = {
  name: string;
  /** Role and team as words: "Owner", "Engineer · NLP". */
  role: string;
};

export type Workspace = { id: string; name: string; demo?: boolean };

/** What the meter says. Amounts are exact text; unknown is undefined, never zero. */
export type MeterData = {
  burnPerHour: string | undefined;
  gpus: number | undefined;
  credit: string | undefined;
  /** Until credit is used up at this burn; null: it lasts, nothing burns. */
  secondsLeft: number | null | undefined;
  /** Set while what it says is old: since when. */
  staleSinceMs?: number;
};

/** A server action (or any form action) that gets the workspace's id as `workspace`. */
export type FormAction = (form: FormData) => void | Promise<void>;
