/** *Live log*: events as they come, by an EventBridge pattern, and deliveries that became dead letters. */

import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { language, t } from "../../messages/messages";
import { Card } from "../forms/card";
import { DeadLettersCard } from "./dead-letters-card";
import { EventFeed, about, timeOf } from "./event-feed";
import { EXAMPLES, typedPattern } from "./event-pattern";

/** Events drawn at most: more is slower than it is useful. */
const SHOWN_MAX = 150;
/** Pause after the last letter before a pattern is tried, ms. */
const TYPING_MS = 500;

export function LogPage() {
  return (
    <div class="grid">
      <DeadLettersCard />
      <Log />
    </div>
  );
}

function Log() {
  const typed = useSignal("");
  const settled = useSignal("");
  useSignalEffect(() => {
    const text = typed.value;
    const timer = setTimeout(() => (settled.value = text), TYPING_MS);
    return () => clearTimeout(timer);
  });
  const meant = useComputed(() => typedPattern(settled.value));
  const feed = useSignal(new EventFeed());
  useSignalEffect(() => {
    if ("mistake" in meant.value) return;
    const next = new EventFeed(meant.value.pattern);
    feed.value = next;
    return next.follow();
  });
  const mistake =
    "mistake" in meant.value ? t("log.notJson", { why: meant.value.mistake }) : feed.value.mistake.value;
  const shown = feed.value.events.value.slice(-SHOWN_MAX).reverse();
  return (
    <Card title={t("nav.log")} span={4}>
      <label class={mistake === undefined ? "field" : "field wrong"}>
        <span>{t("log.pattern")}</span>
        <textarea
          class="code"
          rows={2}
          spellcheck={false}
          value={typed.value}
          placeholder={EXAMPLES[0]?.pattern}
          onInput={(event) => (typed.value = event.currentTarget.value)}
        />
        {mistake === undefined ? (
          <small>{t("log.patternHint")}</small>
        ) : (
          <small class="mistake" role="alert">
            {mistake}
          </small>
        )}
      </label>
      <div class="segments examples">
        <button type="button" onClick={() => (typed.value = settled.value = "")}>
          {t("pattern.all")}
        </button>
        {EXAMPLES.map(({ word, pattern }) => (
          <button type="button" key={word} onClick={() => (typed.value = settled.value = pattern)}>
            {t(word)}
          </button>
        ))}
      </div>
      <p class="second">{shown.length === 0 ? t("log.none") : t("log.shown", { n: shown.length })}</p>
      <div class="log-window" role="region" aria-label={t("nav.log")} tabIndex={0}>
        <ol class="log">
          {shown.map((event) => (
            <li key={event.seq}>
              <span class="seq">{event.seq}</span> <time>{timeOf(event, language.value)}</time>{" "}
              <b>{event["detail-type"]}</b> {about(event)}
            </li>
          ))}
        </ol>
      </div>
    </Card>
  );
}
