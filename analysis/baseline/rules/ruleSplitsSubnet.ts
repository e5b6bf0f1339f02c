/** Network ACL rules for a part of a subnet. */
import { NO_POINTS, cidrAddresses, type PointSet } from "../../../net";
import type { AclRule, NetworkAcl, Subnet } from "../../model/network";
import type { Direction } from "../../reachability/filters";
import type { Problem } from "../finding";
import type { BaselineRule } from "../rule";
import { component, components, type Survey } from "../survey";
import { aclRuleText, listed } from "../words";

export const ruleSplitsSubnet: BaselineRule = {
  name: "rule-splits-subnet",
  grade: "info",
  looksFor:
    "A rule of a network ACL whose block is a part of one of the VPC's subnets, more than a single address: AWS chooses addresses within a subnet, so the rule holds for some of what stands there.",
  page: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html",
  find: (survey) =>
    survey.network.networkAcls
      .filter(({ key }) => survey.subnetsOfAcl.has(key))
      .flatMap((acl) => [...splits(survey, acl, "ingress"), ...splits(survey, acl, "egress")]),
};

function splits(survey: Survey, acl: NetworkAcl, direction: Direction): Problem[] {
  const subnets = survey.subnetsOfVpc.get(acl.vpc) ?? [];
  return acl[direction]
    .filter(({ cidr }) => !/\/(32|128)$/.test(cidr))
    .flatMap((rule): Problem[] => {
      const split = splitSubnets(subnets, rule);
      return split.length === 0 ? [] : [problemOf(survey, { acl, rule, direction }, split)];
    });
}

function splitSubnets(subnets: readonly Subnet[], { cidr }: AclRule): Subnet[] {
  const addresses = cidrAddresses(cidr) ?? NO_POINTS;
  const isPart = (block: string | undefined): boolean => {
    const whole: PointSet = cidrAddresses(block ?? "") ?? NO_POINTS;
    return whole.meets(addresses) && !addresses.contains(whole);
  };
  return subnets.filter(({ ipv4Block, ipv6Block }) => isPart(ipv4Block) || isPart(ipv6Block));
}

function problemOf(
  survey: Survey,
  { acl, rule, direction }: { acl: NetworkAcl; rule: AclRule; direction: Direction },
  subnets: readonly Subnet[],
): Problem {
  const names = listed(
    subnets.map(({ name, ipv4Block, ipv6Block }) => `${name} (${ipv4Block ?? ipv6Block ?? ""})`),
  );
  return {
    grade: "info",
    title: `network ACL ${acl.name}: ${aclRuleText(rule, direction)} is for a part of subnet ${names}`,
    explanation:
      "Which address an interface gets within its subnet is chosen by AWS, so the rule holds for some interfaces there and not for others.",
    component: component(survey, acl.key),
    others: components(survey, [
      ...(rule.key === acl.key ? [] : [rule.key]),
      ...subnets.map(({ key }) => key),
    ]),
    remedy: "Name whole subnets in network ACLs, and interfaces by their security groups.",
  };
}
