import assert from "node:assert/strict";
import { test } from "node:test";
import { partLeft, timeLeft } from "./ticking";

test("a code's time runs down to 0:01, then to nothing, and never below", () => {
  assert.deepEqual(
    [timeLeft(300_000, 0), timeLeft(300_000, 299_001), timeLeft(300_000, 300_000)],
    ["5:00", "0:01", "0:00"],
  );
  assert.equal(timeLeft(300_000, 400_000), "0:00");
});

test("a ring is full before its start, empty after its end", () => {
  const span = { startMs: 100, endMs: 200 };
  assert.deepEqual(
    [0, 100, 150, 200, 300].map((now) => partLeft(span, now)),
    [1, 1, 0.5, 0, 0],
  );
  assert.equal(partLeft({ startMs: 5, endMs: 5 }, 5), 0);
});
