/** Peering connections, and the routes and group rules that use them. */
import { after, casesOf, id, remove, type Arguments, type Case, type Step } from "../case";
import { ec2Api, pages } from "../pages";
import * as aws from "../resources";
import { aGroup, aTable, aVpc, otherVpc } from "../surroundings";

/** From `vpc` to `other`, accepted unless said. */
const peered = (name = "peering", args: Arguments = {}): Step =>
  aws.peering(name, { vpcId: id("vpc"), peerVpcId: id("other"), autoAccept: true, ...args });

const requested = peered("peering", { autoAccept: false });
const backwards = { vpcId: id("other"), peerVpcId: id("vpc") };
const two: readonly Step[] = [aVpc, otherVpc];

const acceptance = aws.peeringAccepter("accepter", {
  vpcPeeringConnectionId: id("peering"),
  autoAccept: true,
});

/** A request stands for seven days; expired, it is shown for two more. */
const ofTime: readonly Case[] = casesOf(pages.peering, [
  ["a peering accepted on the sixth day", [...two, requested, after(6)], acceptance, "accepted"],
  [
    "a peering whose request has expired, accepted when it is no longer shown",
    [...two, requested, after(10)],
    acceptance,
    "InvalidVpcPeeringConnectionID.NotFound",
  ],
  [
    "a peering asked for again once the first request has expired",
    [...two, requested, after(8)],
    peered("again"),
    "accepted",
  ],
]);

const ofConnections: readonly Case[] = [
  {
    title: "a peering of two VPCs, accepted with it",
    page: ec2Api("CreateVpcPeeringConnection"),
    given: two,
    attempt: peered(),
    expect: "accepted",
  },
  {
    title: "a peering that nobody has accepted yet",
    page: ec2Api("CreateVpcPeeringConnection"),
    given: two,
    attempt: requested,
    expect: "accepted",
  },
  {
    title: "a peering of two VPCs of the same block",
    page: ec2Api("CreateVpcPeeringConnection"),
    given: [aVpc, aws.vpc("other", { cidrBlock: "10.0.0.0/16" })],
    attempt: peered(),
    expect: "refused",
  },
  {
    title: "a peering of two VPCs whose second blocks overlap",
    page: pages.peering,
    given: [
      aws.vpc("vpc", { cidrBlock: "10.2.0.0/16" }),
      aws.vpc("other", { cidrBlock: "10.3.0.0/16" }),
      aws.blockAssociation("first", { vpcId: id("vpc"), cidrBlock: "100.64.0.0/16" }),
      aws.blockAssociation("second", { vpcId: id("other"), cidrBlock: "100.64.0.0/16" }),
    ],
    attempt: peered(),
    expect: "refused",
  },
  {
    title: "a peering of a VPC with itself",
    page: pages.peering,
    given: [aVpc],
    attempt: peered("peering", { peerVpcId: id("vpc") }),
    expect: "refused",
  },
  {
    title: "a peering with a VPC that does not exist",
    page: ec2Api("CreateVpcPeeringConnection"),
    given: [aVpc],
    attempt: peered("peering", { peerVpcId: "vpc-0123456789abcdef0" }),
    expect: "refused",
  },
  {
    title: "a peering of a VPC that does not exist",
    page: pages.ec2Errors,
    given: two,
    attempt: peered("peering", { vpcId: "vpc-0123456789abcdef0" }),
    expect: "InvalidVpcID.NotFound",
  },
  {
    title: "a peering with a VPC of another region",
    page: ec2Api("CreateVpcPeeringConnection"),
    given: [aVpc, aws.vpc("other", { cidrBlock: "10.1.0.0/16", region: "eu-west-1" })],
    attempt: peered("peering", { autoAccept: false, peerRegion: "eu-west-1" }),
    expect: "accepted",
  },
  {
    title: "the same peering the other way round, accepted",
    page: pages.peering,
    given: [...two, peered()],
    attempt: peered("second", backwards),
    expect: "VpcPeeringConnectionAlreadyExists",
  },
  {
    title: "a peering that is accepted later",
    page: ec2Api("AcceptVpcPeeringConnection"),
    given: [...two, requested],
    attempt: acceptance,
    expect: "accepted",
  },
  {
    title: "a peering that does not exist, accepted",
    page: pages.ec2Errors,
    given: two,
    attempt: aws.peeringAccepter("accepter", {
      vpcPeeringConnectionId: "pcx-0123456789abcdef0",
      autoAccept: true,
    }),
    expect: "InvalidVpcPeeringConnectionID.NotFound",
  },
  {
    title: "deleting a VPC with an active peering",
    page: ec2Api("DeleteVpc"),
    given: [...two, peered()],
    attempt: remove("vpc"),
    expect: "DependencyViolation",
  },
  {
    title: "deleting a VPC after its peering",
    page: ec2Api("DeleteVpcPeeringConnection"),
    given: [...two, peered(), remove("peering")],
    attempt: remove("vpc"),
    expect: "accepted",
  },
];

const resolving: Arguments = { requester: { allowRemoteVpcDnsResolution: true } };
const dnsVpc = (name: string, cidrBlock: string): Step =>
  aws.vpc(name, { cidrBlock, enableDnsHostnames: true });

const ofOptions: readonly Case[] = [
  {
    title: "options of an active peering",
    page: ec2Api("ModifyVpcPeeringConnectionOptions"),
    given: [dnsVpc("vpc", "10.0.0.0/16"), dnsVpc("other", "10.1.0.0/16"), peered()],
    attempt: aws.peeringOptions("options", { vpcPeeringConnectionId: id("peering"), ...resolving }),
    expect: "accepted",
  },
  {
    title: "options of a peering that nobody has accepted",
    page: ec2Api("ModifyVpcPeeringConnectionOptions"),
    given: [dnsVpc("vpc", "10.0.0.0/16"), dnsVpc("other", "10.1.0.0/16"), requested],
    attempt: aws.peeringOptions("options", { vpcPeeringConnectionId: id("peering"), ...resolving }),
    expect: "OperationNotPermitted",
  },
];

const routed = (peeringId = id("peering")): Step =>
  aws.route("route", {
    routeTableId: id("table"),
    destinationCidrBlock: "10.1.0.0/16",
    vpcPeeringConnectionId: peeringId,
  });

const naming = (args: Arguments = {}): Step =>
  aws.ingressRule("rule", {
    securityGroupId: id("group"),
    referencedSecurityGroupId: id("web"),
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    ...args,
  });

const ofUses: readonly Case[] = [
  {
    title: "a route over an active peering",
    page: ec2Api("CreateRoute"),
    given: [...two, peered(), aTable()],
    attempt: routed(),
    expect: "accepted",
  },
  {
    title: "a route over a peering that nobody has accepted",
    page: pages.peeringRoutes,
    given: [...two, requested, aTable()],
    attempt: routed(),
    expect: "accepted",
  },
  {
    title: "a route over a peering of other VPCs",
    page: ec2Api("CreateRoute"),
    given: [
      ...two,
      peered(),
      aws.vpc("third", { cidrBlock: "10.2.0.0/16" }),
      aTable("table", "third"),
    ],
    attempt: routed(),
    expect: "InvalidParameterValue",
  },
  {
    title: "a group rule for a group of a peer",
    page: pages.peeringGroups,
    given: [...two, peered(), aGroup(), aGroup("web", "other")],
    attempt: naming(),
    expect: "accepted",
  },
  {
    title: "a group rule for a group over a peering that nobody has accepted",
    page: pages.peeringGroups,
    given: [...two, requested, aGroup(), aGroup("web", "other")],
    attempt: naming(),
    expect: "InvalidGroup.NotFound",
  },
  {
    title: "deleting a group that a peer's group names",
    page: pages.peeringGroups,
    given: [...two, peered(), aGroup(), aGroup("web", "other"), naming()],
    attempt: remove("web"),
    expect: "accepted",
  },
  {
    title: "deleting a peering that a route leads over",
    page: ec2Api("DeleteVpcPeeringConnection"),
    given: [...two, peered(), aTable(), routed()],
    attempt: remove("peering"),
    expect: "accepted",
  },
  {
    title: "a block that is the peer's, added to a VPC with an active peering",
    page: pages.vpcBlocks,
    given: [
      aws.vpc("vpc", { cidrBlock: "10.2.0.0/16" }),
      aws.vpc("other", { cidrBlock: "10.3.0.0/16" }),
      peered(),
    ],
    attempt: aws.blockAssociation("block", { vpcId: id("vpc"), cidrBlock: "10.3.0.0/16" }),
    expect: "refused",
  },
];

export const peeringCases: readonly Case[] = [...ofConnections, ...ofTime, ...ofOptions, ...ofUses];
