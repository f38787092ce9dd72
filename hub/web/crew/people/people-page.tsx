/** *People and tablets*: PINs, who is paired, and pairing a board or a device. */

import { PairCard } from "./pair-card";
import { PairedCard } from "./paired-card";
import { PinsCard } from "./pins-card";

export function PeoplePage() {
  return (
    <div class="grid">
      <PinsCard />
      <PairCard />
      <PairedCard />
    </div>
  );
}
