/**
 * Replies that belong to no one part of the booth: a refusal, a bare count, the hub's health.
 */

/** How many were touched. */
export interface Count {
  count: number;
}

export interface Health {
  ok: boolean;
  version: string;
  seq: number;
}

/** A refusal (RFC 9457). */
export interface Problem {
  /** `urn:crema:problem:<word>` */
  type: string;
  title: string;
  status: number;
  /** A sentence for people, which says what to do. */
  detail: string;
}
