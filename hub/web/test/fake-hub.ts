/** A hub for the tests: every request waits until the test answers it. */

import assert from "node:assert/strict";
import { mock } from "node:test";
import { fakeTimers } from "./fake-timers";

export interface Asked {
  method: string;
  /** Under `/api/v1/`. */
  path: string;
  key: string | undefined;
  body: unknown;
  answer(json: unknown): Promise<void>;
  refuse(word: string, status?: number): Promise<void>;
  /** The network is gone. */
  fail(): Promise<void>;
}

/** The requests, oldest first. */
export let asked: Asked[] = [];

/** The last request. */
export function latest(): Asked {
  const found = asked.at(-1);
  assert(found !== undefined, "nothing was asked");
  return found;
}

/** Runs `body` with this hub in the place of the network, and timers that the test moves on. */
export async function withHub(body: () => Promise<void>): Promise<void> {
  const before = globalThis.fetch;
  asked = [];
  fakeTimers();
  globalThis.fetch = hear as typeof fetch;
  try {
    await body();
  } finally {
    globalThis.fetch = before;
    mock.timers.reset();
  }
}

/** Lets pending promises resolve. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
}

/** Lets time pass, then pending promises resolve. */
export async function pass(ms: number): Promise<void> {
  mock.timers.tick(ms);
  await settle();
}

function hear(path: string, init: { method: string; headers: Record<string, string>; body?: string }) {
  return new Promise((resolve, reject) => {
    const say = (status: number, json: unknown): Promise<void> => {
      resolve({ ok: status < 400, status, statusText: "", json: () => Promise.resolve(json) });
      return settle();
    };
    asked.push({
      method: init.method,
      path: path.replace("/api/v1/", ""),
      key: init.headers["Idempotency-Key"],
      body: init.body === undefined ? undefined : JSON.parse(init.body),
      answer: (json) => say(200, json),
      refuse: (word, status = 409) =>
        say(status, { type: `urn:crema:problem:${word}`, title: "", status, detail: `No: ${word}.` }),
      fail: () => {
        reject(new TypeError("away"));
        return settle();
      },
    });
  });
}
