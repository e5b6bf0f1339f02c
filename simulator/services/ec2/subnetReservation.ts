/**
 * Addresses of a subnet that AWS gives out only where they are asked for, one by one or as prefixes.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-cidr-reservation.html
 * Replaces as internal/service/ec2/vpc_subnet_cidr_reservation.go says.
 */
import { canonicalCidr, overlaps, parseBlock, type Block } from "../../addresses";
import { AwsError } from "../../errors";
import { forcesNew, output, region, requiredForcesNew, type Model } from "../../model";
import type { CheckFailure, ValueMap } from "../../protocol";
import { text, written } from "../../values";
import { defineKind, type Entity } from "../../world/entity";
import type { Scope } from "../../world/scope";
import { canonicalFault, checkOneOf } from "./blocks";
import { needSubnet } from "./references";
import { isWithin } from "./vpcBlocks";

interface Reservation extends Entity {
  readonly subnetId: string;
  readonly cidrBlock: string;
  readonly reservationType: string;
  readonly description: string;
}

export const reservationKind = defineKind<Reservation>("subnet-cidr-reservation", {
  subnet: (one) => one.subnetId,
});

/** IPv4 blocks that are reserved. */
export function reservedIn(scope: Scope, subnetId: string): readonly Block[] {
  return scope
    .find(reservationKind, "subnet", subnetId)
    .map((one) => parseBlock(one.cidrBlock))
    .filter((one): one is Block => one?.family === 4);
}

function accepted(scope: Scope, subnetId: string, cidr: string): string {
  const subnet = needSubnet(scope, subnetId);
  const block = parseBlock(cidr);
  const own = [subnet.cidrBlock, subnet.ipv6CidrBlock].filter((one) => one !== undefined);
  if (block === undefined || !own.some((one) => isWithin(one, block)))
    throw new AwsError(
      "InvalidParameterValue",
      `The CIDR '${cidr}' is not within the CIDR range of the subnet ${subnetId}.`,
    );
  const isTaken = scope.find(reservationKind, "subnet", subnetId).some((one) => {
    const other = parseBlock(one.cidrBlock);
    return other !== undefined && overlaps(other, block);
  });
  if (isTaken)
    throw new AwsError(
      "InvalidParameterValue",
      `The CIDR '${cidr}' overlaps with an existing reservation of the subnet ${subnetId}.`,
    );
  return canonicalCidr(cidr);
}

function validate(inputs: ValueMap): readonly CheckFailure[] {
  const cidr = written(inputs, "cidrBlock");
  const family = cidr?.includes(":") === true ? 6 : 4;
  const reason = cidr === undefined ? undefined : canonicalFault(cidr, family);
  return [
    ...(reason === undefined ? [] : [{ property: "cidrBlock", reason }]),
    ...checkOneOf(inputs, "reservationType", ["prefix", "explicit"]),
  ];
}

export const subnetCidrReservation: Model = {
  type: "aws:ec2/subnetCidrReservation:SubnetCidrReservation",
  service: "EC2",
  noun: "EC2 Subnet CIDR Reservation",
  calls: { create: "CreateSubnetCidrReservation", delete: "DeleteSubnetCidrReservation" },
  keys: ["subnetId"],
  properties: {
    region,
    cidrBlock: requiredForcesNew,
    description: forcesNew,
    ownerId: output,
    reservationType: requiredForcesNew,
    subnetId: requiredForcesNew,
  },
  validate,
  create(scope, inputs, { urn }) {
    const subnetId = text(inputs, "subnetId") ?? "";
    const cidrBlock = accepted(scope, subnetId, text(inputs, "cidrBlock") ?? "");
    const id = scope.newId("scr", urn);
    scope.put(reservationKind, {
      id,
      subnetId,
      cidrBlock,
      reservationType: text(inputs, "reservationType") ?? "",
      description: text(inputs, "description") ?? "",
    });
    return id;
  },
  read(scope, id) {
    // An import gives `subnet-…:scr-…`.
    const found = scope.get(reservationKind, id.slice(id.indexOf(":") + 1));
    if (found === undefined) return undefined;
    const { cidrBlock, description, reservationType, subnetId } = found;
    const ownerId = scope.account;
    return { id: found.id, cidrBlock, description, ownerId, reservationType, subnetId };
  },
  delete: (scope, id) => scope.remove(scope.get(reservationKind, id)),
};
