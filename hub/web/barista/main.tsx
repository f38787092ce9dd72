/** The tablet's entry: asks who it belongs to, pairs it, and shows the columns. */

import { render } from "preact";
import { language, t } from "../messages/messages";
import { followAs } from "../staff/live/following";
import { tellsOfGivenUp } from "../staff/live/given-up";
import { listen } from "../staff/live/live-model";
import { applyAccent } from "../staff/look/apply-accent";
import { guardSecondTouches } from "../staff/press/second-touch";
import { loadSession, me } from "../staff/session/session";
import { SignIn } from "../staff/session/sign-in";
import { givenUpSound, newOrderSound } from "./shift/shift";
import { Tablet } from "./tablet";

function App() {
  if (me.value === undefined) return <p class="plain-word">{t("app.connecting")}</p>;
  if (me.value === null) return <SignIn title={t("signin.title")} intro={t("signin.intro")} />;
  return <Tablet me={me.value} />;
}

document.documentElement.lang = language.value;
guardSecondTouches(document.body);
applyAccent();
listen((message) => {
  if (message.type === "OrderManager.WaitingCompletion") newOrderSound();
  if (tellsOfGivenUp(message)) givenUpSound();
});
followAs(() => me.value?.sessionId);
void loadSession();
const root = document.getElementById("app");
if (root !== null) render(<App />, root);
