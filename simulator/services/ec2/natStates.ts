/** How a NAT gateway comes to be: `pending`, then `available`; or `failed`, which is shown for about an hour. */
import { secondsFor } from "../../durations";
import { FailedAfterCreate, type AwsError } from "../../errors";
import type { Scope } from "../../world/scope";
import { natGatewayKind, type NatGateway } from "./entities";

const secondsPending = secondsFor("aws:ec2/natGateway:NatGateway", "create", {});
const secondsShown = 3600;

/** What is taken over as it stands is there already. */
export const onItsWay = (scope: Scope): Pick<NatGateway, "state" | "settlesAt"> =>
  scope.pinned === undefined
    ? { state: "pending", settlesAt: scope.clock + secondsPending }
    : { state: "available" };

/** @throws FailedAfterCreate: CreateNatGateway succeeded, the gateway did not. */
export function fail(
  scope: Scope,
  gateway: Omit<NatGateway, "kind" | "account" | "region">,
  failure: AwsError,
): never {
  const settlesAt = scope.clock + secondsShown;
  scope.put(natGatewayKind, { ...gateway, state: "failed", settlesAt });
  throw new FailedAfterCreate(gateway.id, failure);
}
