/** *Printers*: their condition, and the last tickets as pictures. */

import { useSignal, useSignalEffect } from "@preact/signals";
import { get } from "../../api/client";
import type { TicketView, Tickets } from "../../api/types";
import { t } from "../../messages/messages";
import { devices } from "../../staff/live/devices";
import { listen, store } from "../../staff/live/live-model";
import { Card } from "../forms/card";
import { DeviceLine } from "./device-line";

/** Tickets shown: each is a picture that the hub draws again. */
const SHOWN_MAX = 12;

export function PrintersPage() {
  const tickets = useSignal<TicketView[]>([]);
  const load = (): void => {
    get<Tickets>("tickets").then(
      (answer) => (tickets.value = answer.tickets.slice(0, SHOWN_MAX)),
      () => undefined,
    );
  };
  useSignalEffect(() => {
    load();
    return listen((message) => {
      if (message.type === "OrderManager.TicketWanted" || message.type.startsWith("Printer.Ticket")) load();
    });
  });
  const shown = store.value === undefined ? [] : devices(store.value);
  return (
    <div class="grid">
      <Card title={t("printers.title")} span={4}>
        {shown.length === 0 && <p class="second">{t("printers.none")}</p>}
        <ul class="lines">
          {shown.map((device, index) => (
            <DeviceLine key={`${device.kind} ${device.name} ${index}`} device={device} />
          ))}
        </ul>
      </Card>
      <Card title={t("printers.tickets")} span={4}>
        {tickets.value.length === 0 && <p class="second">{t("printers.noTickets")}</p>}
        <ul class="tickets">
          {tickets.value.map(({ seq, label, copy, fate }) => (
            <li key={seq}>
              <p>
                <b>{label}</b> {copy && <span class="second">{t("printers.copy")}</span>}{" "}
                <span class={fate === "printed" ? "well" : "second"}>
                  {t(`printers.fate.${fate ?? "waiting"}`)}
                </span>
              </p>
              <img src={`/api/v1/tickets/${seq}.png`} alt={label} loading="lazy" />
            </li>
          ))}
        </ul>
      </Card>
    </div>
  );
}
