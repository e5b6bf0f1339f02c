/** A promotion as a screenful: what is promoted and what it changes, before anybody is asked; and how it ended. */
import type { PlannedPromotion, Promotion } from "../promotion/promotion";
import { createPaint } from "./paint";
import { shortRoom, verificationText } from "./verifyText";

const short = (commit: string): string => commit.slice(0, 12);

export function planText(planned: PlannedPromotion): string {
  const { rehearsal, approval, rollbackTo, noRollback } = planned;
  const { verification, changes } = rehearsal;
  const counts = Object.entries(changes)
    .map(([name, count]) => `${name} ${count}`)
    .join("   ");
  const rows = [
    ["commit", short(planned.commit)],
    ["rehearsal", counts],
    ["roll back", rollbackTo === undefined ? `none: ${noRollback ?? ""}` : short(rollbackTo)],
    ["approval", approval === "required" ? "required" : "not required"],
    ["digest", planned.digest],
  ];
  return [
    `${where(planned)}: promote ${planned.project} from ${planned.from} to ${planned.to}`,
    ...(verification === undefined
      ? []
      : [verificationText(verification, createPaint(false), shortRoom)]),
    ...rows.map(([name = "", value = ""]) => `  ${name.padEnd(10)} ${value}`),
  ].join("\n");
}

const words: Readonly<Record<Promotion["result"], string>> = {
  deployed: "deployed",
  unchanged: "nothing to deploy: it is what it was",
  rolledBack: "failed, and rolled back",
  failed: "failed",
  awaitsApproval: "not deployed: it waits for approval",
};

export function endText(promotion: Promotion, failure: string | undefined): string {
  const { project, to, result } = promotion;
  const last = `${where(promotion)}: ${project}/${to} ${words[result]}`;
  const more = promotion.cloud === "simulated" ? "; no AWS call was made." : ".";
  return [...(failure === undefined ? [] : [`error: ${failure}`]), `${last}${more}`].join("\n");
}

const where = ({ cloud }: PlannedPromotion): string =>
  cloud === "simulated" ? "SIMULATED AWS" : "AWS, through the Pulumi CLI";
