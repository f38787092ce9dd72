import assert from "node:assert/strict";
import { test } from "node:test";
import { bestHour, byDay, byDrink, byHour, firstAndLast, minutes } from "./figures";

test("hours without a drink are shown between those with one, and only the last twelve", () => {
  const counts = { made: 9, "hour:2026-11-24T09": 4, "hour:2026-11-24T11": 5, "drink:latte": 9 };
  const hour = (ms: number): string => String(new Date(ms).getUTCHours());
  assert.deepEqual(byHour(counts, hour), [
    { label: "9", value: 4 },
    { label: "10", value: 0 },
    { label: "11", value: 5 },
  ]);
  const twoDays = byHour({ ...counts, "hour:2026-11-23T09": 1 }, hour);
  assert.equal(twoDays.length, 12);
  assert.equal(twoDays.at(-1)?.value, 5);
  assert.deepEqual(byHour({ made: 9 }, hour), []);
  assert.equal(bestHour(counts), 5);
  assert.equal(bestHour({}), 0);
});

test("the hours of an occasion are listed day by day, by this device's clock", () => {
  const counts = { "hour:2026-11-24T21": 3, "hour:2026-11-24T23": 1, "hour:2026-11-25T09": 5 };
  const hour = (ms: number): string => String(new Date(ms).getUTCHours());
  assert.deepEqual(
    byDay(counts, (ms) => new Date(ms).toISOString().slice(0, 10), hour),
    [
      {
        day: "2026-11-24",
        bars: [
          { label: "21", value: 3 },
          { label: "22", value: 0 },
          { label: "23", value: 1 },
        ],
      },
      { day: "2026-11-25", bars: [{ label: "9", value: 5 }] },
    ],
  );
  assert.deepEqual(firstAndLast(counts), [Date.parse("2026-11-24T21:00Z"), Date.parse("2026-11-25T09:00Z")]);
  assert.equal(firstAndLast({ made: 0 }), undefined);
});

test("drinks are named and sorted with the most first", () => {
  const counts = { "drink:latte": 2, "drink:mocha": 7 };
  assert.deepEqual(
    byDrink(counts, (id) => ({ label: id.toUpperCase() })),
    [
      { label: "MOCHA", value: 7 },
      { label: "LATTE", value: 2 },
    ],
  );
  assert.deepEqual([minutes(260), minutes(59), minutes(0)], ["4:20", "0:59", "0:00"]);
});
