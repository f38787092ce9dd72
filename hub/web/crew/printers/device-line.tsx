/** One printer or board in a list, with its condition. */

import { t } from "../../messages/messages";
import type { Device } from "../../staff/live/devices";

export function DeviceLine({ device }: { device: Device }) {
  const well = device.condition === "ok";
  return (
    <li class={device.condition}>
      <span>
        <b>{device.name}</b>{" "}
        {device.condition === "gone" && <span class="second">{t(`gone.${device.kind}`)}</span>}
      </span>
      <span class={well ? "state well" : "state bad"}>
        {well ? "✓" : "!"} {t(`printer.${device.condition}`)}
      </span>
    </li>
  );
}
