/** Which route table and which network ACL a subnet has. */
import type { Key } from "../network";
import type { Noun } from "../records/nouns";
import { isGiven, text } from "../records/properties";
import type { Reading } from "../records/reading";

const routeTableAssociation = "aws:ec2/routeTableAssociation:RouteTableAssociation";
const mainAssociation = "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation";
const aclAssociation = "aws:ec2/networkAclAssociation:NetworkAclAssociation";

export interface Associations {
  /** By subnet. */
  readonly routeTables: ReadonlyMap<Key, Key>;
  readonly networkAcls: ReadonlyMap<Key, Key>;
  /** By VPC. */
  readonly mainRouteTables: ReadonlyMap<Key, Key>;
}

export function readAssociations(reading: Reading): Associations {
  return {
    routeTables: pairs(reading, routeTableAssociation, "subnet", {
      noun: "routeTable",
      property: "routeTableId",
    }),
    networkAcls: new Map([
      ...listed(reading, false),
      ...listed(reading, true),
      ...pairs(reading, aclAssociation, "subnet", { noun: "networkAcl", property: "networkAclId" }),
    ]),
    mainRouteTables: new Map([
      ...shown(reading),
      ...pairs(reading, mainAssociation, "vpc", { noun: "routeTable", property: "routeTableId" }),
    ]),
  };
}

function pairs(
  reading: Reading,
  type: string,
  owner: "subnet" | "vpc",
  part: { readonly noun: Noun; readonly property: string },
): Map<Key, Key> {
  const found = new Map<Key, Key>();
  for (const record of reading.ofTypes([type])) {
    const from = reading.one(owner, record, `${owner}Id`);
    const to = reading.one(part.noun, record, part.property);
    if (from !== undefined && to !== undefined) found.set(from, to);
  }
  return found;
}

/** The subnets that an ACL lists: what the program gives outweighs what was once read from AWS. */
function listed(reading: Reading, given: boolean): Map<Key, Key> {
  return new Map(
    reading
      .of("networkAcl")
      .filter((record) => isGiven(record, "subnetIds") === given)
      .flatMap((record) =>
        reading
          .many("subnet", record, "subnetIds")
          .map((subnet): [Key, Key] => [subnet, reading.key(record)]),
      ),
  );
}

/** A VPC that was read after another table became its main one says so. */
function shown(reading: Reading): Map<Key, Key> {
  const found = new Map<Key, Key>();
  for (const vpc of reading.of("vpc")) {
    const id = text(vpc, "mainRouteTableId");
    if (id === undefined || id === text(vpc, "defaultRouteTableId")) continue;
    const key = reading.find("routeTable", id, vpc);
    if (key !== undefined) found.set(reading.key(vpc), key);
  }
  return found;
}
