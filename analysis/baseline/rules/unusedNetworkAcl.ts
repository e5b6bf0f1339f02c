/** Network ACLs of no subnet. */
import type { BaselineRule } from "../rule";
import { component } from "../survey";

export const unusedNetworkAcl: BaselineRule = {
  name: "unused-network-acl",
  grade: "info",
  looksFor: "A network ACL, other than a default one, that no subnet uses.",
  page: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html",
  find: (survey) =>
    survey.network.networkAcls
      .filter((acl) => !acl.default && !survey.subnetsOfAcl.has(acl.key))
      // With its subnets in another stack nobody can tell.
      .filter(({ vpc }) => survey.subnetsOfVpc.has(vpc))
      .map((acl) => ({
        grade: "info",
        title: `no subnet uses network ACL ${acl.name}`,
        explanation: "Its rules do nothing; its VPC's subnets are filtered by others.",
        component: component(survey, acl.key),
        remedy: "Associate the ACL with the subnets that it is meant for, or delete it.",
      })),
};
