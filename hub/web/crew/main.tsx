/** The crew page's entry: signs the crew in and shows the page that the address names. */

import { render } from "preact";
import { language, t } from "../messages/messages";
import { followAs } from "../staff/following";
import { me, recall } from "../staff/session";
import { SignIn } from "../staff/sign-in";
import { wearAccent } from "../staff/wear-accent";
import { wholeLog } from "./events";
import { Shell } from "./shell";
import { askBeforeClosing } from "./unsaved";

function App() {
  const session = me.value;
  if (session === undefined) return <p class="plain-word">{t("app.connecting")}</p>;
  if (session?.role === "crew") return <Shell />;
  // A barista's tablet stays paired until the crew PIN is typed.
  const notice = session === null ? undefined : t("signin.notCrew");
  return <SignIn title={t("signin.crewTitle")} intro={t("signin.crewIntro")} notice={notice} />;
}

document.documentElement.lang = language.value;
followAs(() => (me.value?.role === "crew" ? me.value.sessionId : undefined));
wearAccent();
wholeLog.follow();
askBeforeClosing();
void recall();
const root = document.getElementById("app");
if (root !== null) render(<App />, root);
