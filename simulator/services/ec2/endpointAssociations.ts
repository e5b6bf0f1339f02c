/**
 * What an endpoint is given by resources of their own: route tables, subnets, groups, its policy, private DNS.
 * Replace as internal/service/ec2/vpc_endpoint_{route_table,subnet,security_group}_association.go, …_policy.go and
 * …_private_dns.go say.
 */
import { crc32 } from "node:zlib";
import { ProviderError } from "../../errors";
import { region, requiredForcesNew, type Model } from "../../model";
import type { ValueMap } from "../../protocol";
import { flag, text } from "../../values";
import type { Scope } from "../../world/scope";
import { fullAccess, type Draft } from "./endpointRules";
import { vpcEndpointKind, vpcKind } from "./entities";
import { changeEndpoint } from "./vpcEndpoint";

/** As the provider makes it. */
const pairId = (endpointId: string, memberId: string): string =>
  `a-${endpointId}${crc32(memberId)}`;

type Members = "routeTableIds" | "subnetIds" | "securityGroupIds";

type Besides = (scope: Scope, draft: Draft, given: ValueMap) => Draft;

const without = (ids: readonly string[], id: string): readonly string[] =>
  ids.filter((one) => one !== id);

function membership(
  given: Pick<Model, "type" | "noun" | "properties">,
  list: Members,
  property: string,
  /** What else goes or comes back with a member. */
  besides: { readonly added?: Besides; readonly removed?: Besides } = {},
): Model {
  const same: Besides = (_scope, draft) => draft;
  const { added = same, removed = same } = besides;
  const memberOf = (scope: Scope, id: string, known: ValueMap) => {
    // An import gives `vpce-…/rtb-…`.
    const [first = "", second] = id.split("/");
    const endpointId = second === undefined ? (text(known, "vpcEndpointId") ?? "") : first;
    const memberId = second ?? text(known, property) ?? "";
    const isThere = scope.get(vpcEndpointKind, endpointId)?.[list].includes(memberId) === true;
    return isThere ? { endpointId, memberId } : undefined;
  };
  return {
    ...given,
    service: "EC2",
    calls: { create: "ModifyVpcEndpoint", delete: "ModifyVpcEndpoint" },
    keys: ["vpcEndpointId", property],
    create(scope, inputs) {
      const endpointId = text(inputs, "vpcEndpointId") ?? "";
      const memberId = text(inputs, property) ?? "";
      changeEndpoint(scope, endpointId, (before) => {
        const ids = [...new Set([...before[list], memberId])];
        return added(scope, { ...before, [list]: ids }, inputs);
      });
      return pairId(endpointId, memberId);
    },
    read(scope, id, known) {
      const found = memberOf(scope, id, known);
      return (
        found && {
          id: pairId(found.endpointId, found.memberId),
          [property]: found.memberId,
          vpcEndpointId: found.endpointId,
        }
      );
    },
    delete(scope, id, known) {
      const found = memberOf(scope, id, known);
      if (found === undefined) return;
      changeEndpoint(scope, found.endpointId, (before) => {
        const ids = without(before[list], found.memberId);
        return removed(scope, { ...before, [list]: ids }, known);
      });
    },
  };
}

export const vpcEndpointRouteTableAssociation: Model = membership(
  {
    type: "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation",
    noun: "EC2 VPC Endpoint Route Table Association",
    properties: { region, routeTableId: requiredForcesNew, vpcEndpointId: requiredForcesNew },
  },
  "routeTableIds",
  "routeTableId",
);

export const vpcEndpointSubnetAssociation: Model = membership(
  {
    type: "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation",
    noun: "EC2 VPC Endpoint Subnet Association",
    properties: { region, subnetId: requiredForcesNew, vpcEndpointId: requiredForcesNew },
  },
  "subnetIds",
  "subnetId",
);

const replaces = (given: ValueMap): boolean => flag(given, "replaceDefaultAssociation") === true;
const standardGroup = (scope: Scope, draft: Draft): string =>
  scope.get(vpcKind, draft.vpcId)?.defaultSecurityGroupId ?? "";

/** In the place of the VPC's default group, where that is asked for. */
function replaceStandard(scope: Scope, draft: Draft, given: ValueMap): Draft {
  if (!replaces(given)) return draft;
  const standard = standardGroup(scope, draft);
  if (!draft.securityGroupIds.includes(standard) && scope.pinned === undefined)
    throw new ProviderError(
      `EC2 VPC Endpoint (${draft.id}) is not associated with the default Security Group (${standard})`,
    );
  return { ...draft, securityGroupIds: without(draft.securityGroupIds, standard) };
}

const restoreStandard: Besides = (scope, draft, given) =>
  replaces(given)
    ? { ...draft, securityGroupIds: [...draft.securityGroupIds, standardGroup(scope, draft)] }
    : draft;

export const securityGroupAssociation: Model = membership(
  {
    type: "aws:ec2/securityGroupAssociation:SecurityGroupAssociation",
    noun: "EC2 VPC Endpoint Security Group Association",
    properties: {
      region,
      replaceDefaultAssociation: { kind: "flag", replaces: true, local: true },
      securityGroupId: requiredForcesNew,
      vpcEndpointId: requiredForcesNew,
    },
  },
  "securityGroupIds",
  "securityGroupId",
  { added: replaceStandard, removed: restoreStandard },
);

const setPolicy = (scope: Scope, id: string, policy: string): void =>
  changeEndpoint(scope, id, (before) => ({ ...before, policy }));

export const vpcEndpointPolicy: Model = {
  type: "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
  service: "EC2",
  noun: "EC2 VPC Endpoint Policy",
  calls: {
    create: "ModifyVpcEndpoint",
    update: "ModifyVpcEndpoint",
    delete: "ModifyVpcEndpoint",
  },
  properties: {
    region,
    policy: { kind: "json", computed: true },
    vpcEndpointId: requiredForcesNew,
  },
  create(scope, inputs) {
    const id = text(inputs, "vpcEndpointId") ?? "";
    setPolicy(scope, id, text(inputs, "policy") ?? fullAccess);
    return id;
  },
  read(scope, id) {
    const found = scope.get(vpcEndpointKind, id);
    return found && { policy: found.policy, vpcEndpointId: id };
  },
  update: (scope, id, { news, outputs }) =>
    setPolicy(scope, id, text(news, "policy") ?? text(outputs, "policy") ?? fullAccess),
  /** Full access again. */
  delete(scope, id) {
    if (scope.get(vpcEndpointKind, id) !== undefined) setPolicy(scope, id, fullAccess);
  },
};

const setPrivateDns = (scope: Scope, id: string, privateDnsEnabled: boolean): void =>
  changeEndpoint(scope, id, (before) => ({ ...before, privateDnsEnabled }));

export const endpointPrivateDns: Model = {
  type: "aws:vpc/endpointPrivateDns:EndpointPrivateDns",
  service: "EC2",
  noun: "VPC Endpoint Private DNS",
  calls: { create: "ModifyVpcEndpoint", update: "ModifyVpcEndpoint" },
  properties: {
    region,
    privateDnsEnabled: { kind: "flag", required: true, exact: true },
    vpcEndpointId: requiredForcesNew,
  },
  create(scope, inputs) {
    const id = text(inputs, "vpcEndpointId") ?? "";
    setPrivateDns(scope, id, flag(inputs, "privateDnsEnabled") === true);
    return id;
  },
  read(scope, id) {
    const found = scope.get(vpcEndpointKind, id);
    return found && { privateDnsEnabled: found.privateDnsEnabled, vpcEndpointId: id };
  },
  update: (scope, id, { news }) =>
    setPrivateDns(scope, id, flag(news, "privateDnsEnabled") === true),
  /** It stays as it is: only the stack forgets it. */
  delete: () => undefined,
};
