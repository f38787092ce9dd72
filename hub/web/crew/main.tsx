/** The crew page's entry: signs the crew in and shows the page that the address names. */

import { render } from "preact";
import { language, t } from "../messages/messages";
import { followAs } from "../staff/live/following";
import { applyAccent } from "../staff/look/apply-accent";
import { loadSession, me } from "../staff/session/session";
import { SignIn } from "../staff/session/sign-in";
import { askBeforeClosing } from "./forms/unsaved";
import { Layout } from "./layout";
import { wholeLog } from "./log/event-feed";

function App() {
  const session = me.value;
  if (session === undefined) return <p class="plain-word">{t("app.connecting")}</p>;
  if (session?.role === "crew") return <Layout />;
  // A barista's tablet stays paired until the crew PIN is typed.
  const notice = session === null ? undefined : t("signin.notCrew");
  return <SignIn title={t("signin.crewTitle")} intro={t("signin.crewIntro")} notice={notice} />;
}

document.documentElement.lang = language.value;
followAs(() => (me.value?.role === "crew" ? me.value.sessionId : undefined));
applyAccent();
wholeLog.follow();
askBeforeClosing();
void loadSession();
const root = document.getElementById("app");
if (root !== null) render(<App />, root);
