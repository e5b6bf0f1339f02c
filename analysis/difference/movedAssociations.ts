/**
 * Associations that an update points at another route table. ReplaceRouteTableAssociation does it without a gap, but gives the
 * association a new id, which a Pulumi state does not take in an update: from then on the state names one that is not there.
 *
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ReplaceRouteTableAssociation.html
 */
import { text } from "../model/records/properties";
import { nameOf, type ResourceRecord } from "../model/records/resourceRecord";

export interface MovedAssociation {
  readonly urn: string;
  readonly name: string;
  readonly parent: string | undefined;
  /** The URN of its provider, where it is not the default one. */
  readonly provider: string | undefined;
  readonly region: string | undefined;
  /** What is associated: a subnet's id, or a gateway's. */
  readonly associated: string;
  /** The tables' ids. */
  readonly from: string;
  readonly to: string;
}

const type = "aws:ec2/routeTableAssociation:RouteTableAssociation";

/** One that was replaced has another id, and is not among them. */
export function movedAssociations(
  before: readonly ResourceRecord[],
  after: readonly ResourceRecord[],
): MovedAssociation[] {
  const were = new Map(before.filter((one) => one.type === type).map((one) => [one.urn, one]));
  return after.flatMap((now) => {
    const was = were.get(now.urn);
    if (was === undefined || was.id !== now.id) return [];
    const [from = "", to = ""] = [text(was, "routeTableId"), text(now, "routeTableId")];
    if (from === to) return [];
    const { urn, parent } = now;
    const associated = text(now, "subnetId") || text(now, "gatewayId") || "";
    const place = { provider: ownProvider(now), region: text(now, "region") };
    return [{ urn, name: nameOf(now), parent, ...place, associated, from, to }];
  });
}

/** `<urn>::<id>` without the id. A default one is called so, with its version: Pulumi finds it by itself. */
function ownProvider({ provider }: ResourceRecord): string | undefined {
  const urn = provider?.slice(0, provider.lastIndexOf("::"));
  return urn === undefined || /::default(?:_[^:]*)?$/.test(urn) ? undefined : urn;
}
