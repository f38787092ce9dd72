/** The tablet's entry: asks who it belongs to, pairs it, and shows the columns. */

import { render } from "preact";
import { language, t } from "../messages/messages";
import { followAs } from "../staff/following";
import { tellsOfGivenUp } from "../staff/given-up";
import { listen } from "../staff/live";
import { guardSecondTouches } from "../staff/second-touch";
import { me, recall } from "../staff/session";
import { SignIn } from "../staff/sign-in";
import { wearAccent } from "../staff/wear-accent";
import { givenUpSound, newOrderSound } from "./shift";
import { Tablet } from "./tablet";

function App() {
  if (me.value === undefined) return <p class="plain-word">{t("app.connecting")}</p>;
  if (me.value === null) return <SignIn title={t("signin.title")} intro={t("signin.intro")} />;
  return <Tablet me={me.value} />;
}

document.documentElement.lang = language.value;
guardSecondTouches(document.body);
wearAccent();
listen((message) => {
  if (message.type === "OrderManager.WaitingCompletion") newOrderSound();
  if (tellsOfGivenUp(message)) givenUpSound();
});
followAs(() => me.value?.sessionId);
void recall();
const root = document.getElementById("app");
if (root !== null) render(<App />, root);
