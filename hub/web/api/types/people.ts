/**
 * Who works at the booth: paired tablets, boards and devices, and how they get in.
 */

export type Role = "barista" | "crew" | "board" | "device";

/** A paired tablet, board or device. */
export interface SessionView {
  sessionId: string;
  role: Role;
  name: string | null;
  token?: string;
  openedBoothMs: number;
  /** Drinks that this tablet makes, by id; none is all of them. */
  station?: string[];
  /** Nothing was heard of it for a minute. */
  away?: boolean;
  /** A printer or a board that no longer gives signs of life. */
  gone?: boolean;
}

export interface Sessions {
  sessions: SessionView[];
  seq: number;
}

export interface Pins {
  pins: { role: Role; pin: string }[];
}

export interface PairingLink {
  /** `/pair/<secret>` */
  path: string;
}
