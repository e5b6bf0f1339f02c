/** What alarms of both kinds have in common: their actions, and what holds them. */
import { AwsError } from "../../errors";
import type { CheckFailure, ValueMap } from "../../protocol";
import { checkArn } from "../../resource/checks";
import type { Thing, Wanted } from "../../resource/spec";
import { texts } from "../../values";
import type { Scope } from "../../world/scope";
import { alarmKind } from "./alarmEntities";

const actions = ["alarmActions", "okActions", "insufficientDataActions"] as const;

export const checkActions = (inputs: ValueMap): readonly CheckFailure[] =>
  actions.flatMap((property) =>
    texts(inputs, property).flatMap((arn) => checkArn({ [property]: arn }, property)),
  );

export const invalid = (message: string): AwsError => new AwsError("ValidationError", message);

/** Five of each at most, in the alarm's own region. */
export function acceptActions({ scope, inputs }: Wanted): void {
  for (const property of actions) {
    const given = texts(inputs, property);
    if (given.length > 5)
      throw invalid(
        `Member must have length less than or equal to 5: ${property} has ${given.length}`,
      );
    for (const arn of given) {
      const region = arn.split(":")[3] ?? "";
      if (region !== "" && region !== scope.region)
        throw invalid(`Invalid region ${region} specified. Only ${scope.region} is supported.`);
    }
  }
}

/** One that a composite alarm is made of stays. */
export function refuseNeeded(scope: Scope, alarm: Thing): void {
  const by = scope.find(alarmKind, "needs", alarm.id).filter((one) => one.id !== alarm.id);
  if (by.length > 0)
    throw invalid(
      `Cannot delete ${alarm.id} as there are composite alarm(s) depending on it: ${by.map((one) => one.id).join(", ")}`,
    );
}
