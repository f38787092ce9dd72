import assert from "node:assert/strict";
import { test } from "node:test";
import { Refused, Unreachable } from "../../api/client";
import { WriteKey } from "./write-key";

/** Sends the content. Returns the key it went out under. */
async function sent(
  key: WriteKey,
  content: unknown,
  outcome: "answered" | Error = "answered",
): Promise<string> {
  let used = "";
  await key
    .send(content, (each) => {
      used = each;
      return outcome === "answered" ? Promise.resolve() : Promise.reject(outcome);
    })
    .catch(() => undefined);
  return used;
}

const LOST = new Unreachable();
const REFUSED = new Refused({ type: "urn:crema:problem:wrong-state", title: "", status: 409, detail: "" });

test("a write whose answer was lost goes out again under its key, until it is answered", async () => {
  const key = new WriteKey();
  const first = await sent(key, { name: "Rustfest" }, LOST);
  assert.equal(await sent(key, { name: "Rustfest" }, LOST), first);
  assert.equal(await sent(key, { name: "Rustfest" }), first);
  assert(first !== (await sent(key, { name: "Rustfest" })), "that one was done: this is another");
});

test("another content and a refusal ask for a new key", async () => {
  const key = new WriteKey();
  const first = await sent(key, { name: "Rustfest" }, LOST);
  const other = await sent(key, { name: "Rustfest 2" }, REFUSED);
  assert(first !== other);
  assert(other !== (await sent(key, { name: "Rustfest 2" })));
  const plain = await sent(key, undefined, LOST);
  assert.equal(await sent(key, undefined), plain);
});
