/** The crew page's entry: signs the crew in and shows the page that the address names. */

import { effect } from "@preact/signals";
import { render } from "preact";
import { language, t } from "../messages/messages";
import { start, stop } from "../staff/live";
import { me, recall } from "../staff/session";
import { SignIn } from "../staff/sign-in";
import { followEvents } from "./events";
import { Shell } from "./shell";

function App() {
  const session = me.value;
  if (session === undefined) return <p class="plain-word">{t("app.connecting")}</p>;
  if (session?.role === "crew") return <Shell />;
  // A barista's tablet stays paired until the crew PIN is typed.
  const notice = session === null ? undefined : t("signin.notCrew");
  return <SignIn title={t("signin.crewTitle")} intro={t("signin.crewIntro")} notice={notice} />;
}

document.documentElement.lang = language.value;
let following: string | undefined;
effect(() => {
  const session = me.value?.role === "crew" ? me.value.sessionId : undefined;
  if (session === following) return;
  following = session;
  if (session === undefined) stop();
  else void start();
});
followEvents();
void recall();
const root = document.getElementById("app");
if (root !== null) render(<App />, root);
