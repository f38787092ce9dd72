/**
 * Requests to the hub. A request ends in one of three ways, which callers must keep apart: an
 * answer, a refusal with a sentence for people ({@link Refused}), or no answer
 * ({@link Unreachable}), after which the same write may be sent again with the same key.
 */

import type { Problem } from "./types";

const API = "/api/v1/";
/** A single try is given up after this long: a tablet on weak Wi-Fi should try again, ms. */
const TRY_MS_MAX = 4_000;

/** The hub said no, and why. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }

  /** The stable word of the refusal, such as `claimed-by-another`. */
  get word(): string {
    return this.problem.type.split(":").at(-1) ?? "";
  }
}

/** No answer came: not sent, lost on the way, or the answer was lost. */
export class Unreachable extends Error {}

export interface RequestOptions {
  body?: unknown;
  /** Idempotency key of a write. */
  key?: string;
  /** Ends the try early. */
  signal?: AbortSignal;
}

/**
 * An idempotency key. Not `crypto.randomUUID`: booths speak plain http, where browsers leave it
 * out.
 */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Sends one request under `/api/v1/`. Returns its answer as `T`. */
export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  const { body, key, signal } = options;
  if (body === undefined) return exchange(method, path, { key, signal });
  return exchange(method, path, { key, signal, text: JSON.stringify(body), type: "application/json" });
}

/** Sends a file's text under `/api/v1/`. */
export function sendText<T>(method: string, path: string, text: string, type: string): Promise<T> {
  return exchange(method, path, { text, type });
}

interface Sent {
  text?: string;
  /** The text's media type. */
  type?: string;
  key?: string | undefined;
  signal?: AbortSignal | undefined;
}

async function exchange<T>(method: string, path: string, sent: Sent): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (sent.type !== undefined) headers["Content-Type"] = sent.type;
  if (method !== "GET") headers["Idempotency-Key"] = sent.key ?? newKey();
  const response = await fetchAnswer(API + path, {
    method,
    headers,
    credentials: "same-origin",
    ...(sent.text === undefined ? {} : { body: sent.text }),
    signal: withTimeout(sent.signal),
  });
  if (!response.ok) throw new Refused(await problemOf(response));
  if (response.status === 204) return undefined as T;
  try {
    return (await response.json()) as T;
  } catch {
    throw new Unreachable("the answer was cut off");
  }
}

export const get = <T>(path: string): Promise<T> => request<T>("GET", path);

async function fetchAnswer(path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(path, init);
  } catch (cause) {
    throw new Unreachable("no answer", { cause });
  }
}

/** `AbortSignal.any` and `.timeout` are younger than the tablets that booths have. */
function withTimeout(outer?: AbortSignal): AbortSignal {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), TRY_MS_MAX);
  controller.signal.addEventListener("abort", () => clearTimeout(timer));
  if (outer?.aborted) controller.abort();
  outer?.addEventListener("abort", () => controller.abort(), { once: true });
  return controller.signal;
}

async function problemOf(response: Response): Promise<Problem> {
  try {
    const problem = (await response.json()) as Partial<Problem>;
    if (typeof problem.detail === "string" && typeof problem.type === "string") {
      return { title: "", status: response.status, ...problem } as Problem;
    }
  } catch {
    // Not one of the hub's own answers; the sentence below has to do.
  }
  return {
    type: "urn:crema:problem:unknown",
    title: response.statusText,
    status: response.status,
    detail: `The booth answered ${response.status}. Please try again.`,
  };
}
