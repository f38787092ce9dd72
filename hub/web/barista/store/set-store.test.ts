import assert from "node:assert/strict";
import { test } from "node:test";
import type { SessionView } from "../../api/types";
import { me } from "../../staff/session/session";
import { latest, withHub } from "../../test/fake-hub";
import { setStore, storeRefusal } from "./set-store";

const SESSION: SessionView = { sessionId: "mia", role: "barista", name: "Mia" } as SessionView;

test("a tablet that is no longer paired signs in, and the store has refused nothing", () =>
  withHub(async () => {
    me.value = SESSION;
    void setStore({ state: "open" });
    await latest().refuse("not-signed-in", 401);
    assert.deepEqual([me.value, storeRefusal.value], [null, undefined]);
    void setStore({ state: "open" });
    await latest().refuse("not-allowed", 403);
    assert.equal(storeRefusal.value, "No: not-allowed.");
  }));
