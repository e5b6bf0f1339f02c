/**
 * Associations that an update points at another route table. ReplaceRouteTableAssociation does it without a gap, but gives the
 * association a new id, which a Pulumi state does not take in an update: from then on the state names one that is not there.
 *
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRouteTableAssociation.html
 */
import { nameOf, type ResourceRecord } from "../model/records/resourceRecord";

export interface MovedAssociation {
  readonly urn: string;
  readonly name: string;
  readonly parent: string | undefined;
  /** What is associated: a subnet's id, or a gateway's. */
  readonly associated: string;
  /** The tables' ids. */
  readonly from: string;
  readonly to: string;
}

const type = "aws:ec2/routeTableAssociation:RouteTableAssociation";

const textOf = ({ outputs }: ResourceRecord, property: string): string => {
  const value = outputs[property];
  return typeof value === "string" ? value : "";
};

/** One that was replaced has another id, and is not among them. */
export function movedAssociations(
  before: readonly ResourceRecord[],
  after: readonly ResourceRecord[],
): MovedAssociation[] {
  const were = new Map(before.filter((one) => one.type === type).map((one) => [one.urn, one]));
  return after.flatMap((now) => {
    const was = were.get(now.urn);
    if (was === undefined || was.id !== now.id) return [];
    const [from, to] = [textOf(was, "routeTableId"), textOf(now, "routeTableId")];
    if (from === to) return [];
    const associated = textOf(now, "subnetId") || textOf(now, "gatewayId");
    return [{ urn: now.urn, name: nameOf(now), parent: now.parent, associated, from, to }];
  });
}
