import assert from "node:assert/strict";
import { test } from "node:test";
import type { SessionView } from "../../api/types";
import { asked, latest, pass, withHub } from "../../test/fake-hub";
import { loadSession, me } from "./session";

const signedInAs = (): string | undefined => me.value?.sessionId;
const SESSION: SessionView = { sessionId: "mia", role: "barista", name: "Mia" } as SessionView;

test("only a hub that says so signs the tablet out; any other answer is asked for again", () =>
  withHub(async () => {
    me.value = undefined;
    void loadSession();
    await latest().refuse("storage", 503);
    assert.equal(me.value, undefined);
    await pass(1_500);
    await latest().answer(SESSION);
    assert.deepEqual([asked.length, signedInAs()], [2, "mia"]);
    void loadSession();
    await latest().refuse("not-signed-in", 401);
    assert.equal(me.value, null);
  }));
