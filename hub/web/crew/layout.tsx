/** The crew page's frame: navigation at the left, the occasion and the store above every page. */

import type { FunctionComponent } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { language, t } from "../messages/messages";
import { link, loaded, store } from "../staff/live/live-model";
import { StoreChip } from "../staff/look/store-chip";
import { signOut } from "../staff/session/session";
import { LanguageSwitch } from "../staff/words/language-switch";
import { BrandingPage } from "./branding/branding-page";
import { EndPage } from "./day/end-page";
import { TodayPage } from "./day/today-page";
import { LeaveQuestion } from "./forms/leave-question";
import { leave } from "./forms/unsaved";
import { LogPage } from "./log/log-page";
import { MenuPage } from "./menu/menu-page";
import { OccasionPage } from "./occasion/occasion-page";
import { daysOf } from "./occasion/occasions";
import { PAGES, type Page, page } from "./pages";
import { PeoplePage } from "./people/people-page";
import { PrintersPage } from "./printers/printers-page";
import { LimitsPage } from "./settings/limits-page";
import { StorePage } from "./settings/store-page";

const VIEWS: Record<Page, FunctionComponent> = {
  today: TodayPage,
  store: StorePage,
  limits: LimitsPage,
  menu: MenuPage,
  occasion: OccasionPage,
  people: PeoplePage,
  printers: PrintersPage,
  branding: BrandingPage,
  end: EndPage,
  log: LogPage,
};

export function Layout() {
  if (!loaded.value) {
    return <p class="plain-word">{link.value === false ? t("today.linkTrouble") : t("app.connecting")}</p>;
  }
  const View = VIEWS[page.value];
  return (
    <div class="crew">
      <Navigation />
      <main class="page">
        <LeaveQuestion />
        <PageHead />
        {link.value === false && (
          <p class="trouble-line" role="alert">
            {t("today.linkTrouble")}
          </p>
        )}
        <View />
      </main>
    </div>
  );
}

/** The pages, then what leads away from them. */
function Navigation() {
  const bar = useRef<HTMLElement>(null);
  const here = page.value;
  // On a phone the bar is wider than the screen.
  useEffect(() => {
    bar.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [here]);
  return (
    <nav class="nav" ref={bar}>
      <p class="brand">
        <i />
        Crema
      </p>
      {PAGES.map((name) => (
        <a key={name} href={`/crew#${name}`} aria-current={here === name ? "page" : undefined}>
          {t(`nav.${name}`)}
        </a>
      ))}
      <span class="gap" />
      <a
        href="/barista"
        onClick={(event) => {
          event.preventDefault();
          leave(() => location.assign("/barista"));
        }}
      >
        {t("nav.tablet")}
      </a>
      <button type="button" onClick={() => leave(() => void signOut().catch(() => undefined))}>
        {t("me.signOut")}
      </button>
      <LanguageSwitch />
    </nav>
  );
}

function PageHead() {
  const view = store.value;
  if (view === undefined) return null;
  const today = page.value === "today";
  const { name } = view.occasion;
  const days = daysOf(view.occasion, language.value);
  return (
    <header class="page-head">
      <div>
        <h1>{today ? name : t(`nav.${page.value}`)}</h1>
        <p class="second">{today ? days : name}</p>
      </div>
      <StoreChip view={view} />
    </header>
  );
}
