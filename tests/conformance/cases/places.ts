/** Two accounts and two regions: what reaches from one into the other, and what does not. */
import {
  casesOf,
  elsewhere,
  id,
  joined,
  otherAccount,
  ref,
  type Arguments,
  type Case,
  type Step,
} from "../case";
import { ec2Api, elbApi, kmsApi, lambdaApi, pages, route53Api, s3Api, sqsApi } from "../pages";
import * as aws from "../resources";
import { aGroup, anAddress, aNetwork, aSubnet, aTable, aVpc, trustOf } from "../surroundings";

const region = "eu-west-1";

/** In the other region: 10.1.0.0/16. */
const far = aws.vpc("other", { cidrBlock: "10.1.0.0/16", region });

/** In the other account: 10.1.0.0/16. */
const theirs = elsewhere(aws.vpc("other", { cidrBlock: "10.1.0.0/16" }));

const farSubnet = aws.subnet("far", {
  vpcId: id("other"),
  cidrBlock: "10.1.0.0/24",
  availabilityZone: "eu-west-1a",
  region,
});

const theirSubnet = elsewhere(
  aws.subnet("far", {
    vpcId: id("other"),
    cidrBlock: "10.1.0.0/24",
    availabilityZone: "us-east-1a",
  }),
);

/** From `vpc` to `other`. */
const asked = (args: Arguments): Step =>
  aws.peering("peering", { vpcId: id("vpc"), peerVpcId: id("other"), ...args });

const askedFar = asked({ peerRegion: region });
const askedThem = asked({ peerOwnerId: otherAccount });

const taken = (args: Arguments = {}): Step =>
  aws.peeringAccepter("accepter", {
    vpcPeeringConnectionId: id("peering"),
    autoAccept: true,
    ...args,
  });

const byThem = elsewhere(taken());

const over = aws.route("route", {
  routeTableId: id("table"),
  destinationCidrBlock: "10.1.0.0/16",
  vpcPeeringConnectionId: id("peering"),
});

/** For the group `group` of ours. */
const naming = (args: Arguments = {}): Step =>
  aws.ingressRule("rule", {
    securityGroupId: id("group"),
    referencedSecurityGroupId: id("web"),
    ipProtocol: "tcp",
    fromPort: 443,
    toPort: 443,
    ...args,
  });

const theirGroup = elsewhere(aGroup("web", "other"));
const farGroup = aws.securityGroup("web", { name: "web", vpcId: id("other"), region });

const ofPeerings: readonly Case[] = [
  ...casesOf(pages.peeringAccept, [
    ["a peering with another account's VPC", [aVpc, theirs], askedThem, "accepted"],
    ["a peering that the other account accepts", [aVpc, theirs, askedThem], byThem, "accepted"],
    [
      "a peering with another account's VPC that the asking account accepts",
      [aVpc, theirs, askedThem],
      taken(),
      "OperationNotPermitted",
    ],
    [
      "a peering that is accepted in the other VPC's region",
      [aVpc, far, askedFar],
      taken({ region }),
      "accepted",
    ],
    [
      "a peering with another region's VPC that is accepted in the asking region",
      [aVpc, far, askedFar],
      taken(),
      "OperationNotPermitted",
    ],
  ]),
  ...casesOf(ec2Api("CreateVpcPeeringConnection"), [
    [
      "a peering with another account's VPC of the same block",
      [aVpc, elsewhere(aws.vpc("other", { cidrBlock: "10.0.0.0/16" }))],
      askedThem,
      "refused",
    ],
    [
      "a peering with another account's VPC that does not exist",
      [aVpc],
      asked({ peerVpcId: "vpc-0123456789abcdef0", peerOwnerId: otherAccount }),
      "refused",
    ],
    [
      "a peering with another account's VPC, and its account not said",
      [aVpc, theirs],
      asked({}),
      "refused",
    ],
    [
      "a peering with another region's VPC, and its region not said",
      [aVpc, far],
      asked({}),
      "refused",
    ],
  ]),
  ...casesOf(pages.peeringRoutes, [
    [
      "a route over a peering with another account's VPC",
      [aVpc, theirs, askedThem, byThem, aTable()],
      over,
      "accepted",
    ],
    [
      "a route over a peering with another region's VPC",
      [aVpc, far, askedFar, taken({ region }), aTable()],
      over,
      "accepted",
    ],
  ]),
  ...casesOf(pages.peeringGroups, [
    [
      "a group rule for a group of another account's peer",
      [aVpc, theirs, askedThem, byThem, aGroup(), theirGroup],
      naming({ referencedSecurityGroupId: joined(otherAccount, "/", id("web")) }),
      "accepted",
    ],
    [
      "a group rule for a group of another region's peer",
      [aVpc, far, askedFar, taken({ region }), aGroup(), farGroup],
      naming(),
      "InvalidGroup.NotFound",
    ],
  ]),
];

const nat = (subnet: string): Step =>
  aws.natGateway("nat", { subnetId: id(subnet), allocationId: id("address") });

const inRegion = (step: Step): Step =>
  "create" in step ? { ...step, args: { ...step.args, region } } : step;

const ofNetworks: readonly Case[] = [
  ...casesOf(pages.ec2Places, [
    [
      "a NAT gateway in a subnet of another region",
      [...aNetwork, anAddress(), far, farSubnet],
      nat("far"),
      "InvalidSubnetID.NotFound",
    ],
    [
      "a NAT gateway in a subnet of another account",
      [...aNetwork, anAddress(), theirs, theirSubnet],
      nat("far"),
      "InvalidSubnetID.NotFound",
    ],
    [
      "a NAT gateway of an address of another region",
      [...aNetwork, inRegion(anAddress())],
      nat("subnet"),
      "InvalidAllocationID.NotFound",
    ],
    [
      "a route table of a VPC of another region",
      [far],
      aTable("table", "other"),
      "InvalidVpcID.NotFound",
    ],
    [
      "a subnet of a VPC of another account",
      [theirs],
      aws.subnet("subnet", { vpcId: id("other"), cidrBlock: "10.1.1.0/24" }),
      "InvalidVpcID.NotFound",
    ],
    [
      "a subnet of another region's zone",
      [aVpc],
      aSubnet("subnet", 0, { availabilityZone: "eu-west-1a" }),
      "InvalidParameterValue",
    ],
    [
      "a VPC attached to a transit gateway of another region",
      [aVpc, aSubnet("subnet"), aws.transitGateway("hub", { region })],
      aws.transitAttachment("attachment", {
        transitGatewayId: id("hub"),
        vpcId: id("vpc"),
        subnetIds: [id("subnet")],
      }),
      "InvalidTransitGatewayID.NotFound",
    ],
    [
      "a VPC of a block that a VPC of another region has",
      [aVpc],
      aws.vpc("other", { cidrBlock: "10.0.0.0/16", region }),
      "accepted",
    ],
    [
      "a VPC of a block that another account's VPC has",
      [elsewhere(aws.vpc("other", { cidrBlock: "10.0.0.0/16" }))],
      aVpc,
      "accepted",
    ],
  ]),
  ...casesOf(elbApi("CreateLoadBalancer"), [
    [
      "a load balancer in a subnet of another region",
      [aVpc, aSubnet("subnet"), far, farSubnet],
      aws.loadBalancer("balancer", {
        name: "web",
        internal: true,
        subnets: [id("subnet"), id("far")],
      }),
      "SubnetNotFound",
    ],
  ]),
  ...casesOf(lambdaApi("CreateFunction"), [
    [
      "a function of another account's role",
      [
        elsewhere(
          aws.role("role", {
            name: "functions",
            assumeRolePolicy: trustOf("lambda.amazonaws.com"),
          }),
        ),
      ],
      aws.lambdaFunction("function", {
        name: "app",
        role: ref("role.arn"),
        code: "function.zip",
        handler: "index.handler",
        runtime: "nodejs22.x",
      }),
      "refused",
    ],
  ]),
];

const ofRoles = casesOf(pages.iamPassing, [
  [
    "a state machine of another account's role",
    [
      elsewhere(
        aws.role("role", { name: "steps", assumeRolePolicy: trustOf("states.amazonaws.com") }),
      ),
    ],
    aws.stateMachine("machine", {
      name: "app",
      roleArn: ref("role.arn"),
      definition: JSON.stringify({ StartAt: "Done", States: { Done: { Type: "Succeed" } } }),
    }),
    "refused",
  ],
]);

const zone = aws.zone("zone", { name: "example.com", vpcs: [{ vpcId: id("vpc") }] });

const associated = (args: Arguments = {}): Step =>
  aws.zoneAssociation("association", { zoneId: ref("zone.zoneId"), vpcId: id("other"), ...args });

const allowed = aws.zoneAuthorization("authorization", {
  zoneId: ref("zone.zoneId"),
  vpcId: id("other"),
});

const ofZones: readonly Case[] = [
  ...casesOf(pages.zonesOfOthers, [
    [
      "another account's VPC for a private zone that lets it",
      [aVpc, zone, theirs, allowed],
      elsewhere(associated()),
      "accepted",
    ],
  ]),
  ...casesOf(route53Api("AssociateVPCWithHostedZone"), [
    [
      "another account's VPC for a private zone that does not let it",
      [aVpc, zone, theirs],
      elsewhere(associated()),
      "NotAuthorizedException",
    ],
    [
      "another region's VPC for a private zone",
      [aVpc, zone, far],
      associated({ vpcRegion: region }),
      "accepted",
    ],
    [
      "another region's VPC for a private zone, and its region not said",
      [aVpc, zone, far],
      associated(),
      "InvalidVPCId",
    ],
  ]),
  ...casesOf(route53Api("CreateVPCAssociationAuthorization"), [
    [
      "letting another account's VPC have a zone that does not exist",
      [theirs],
      aws.zoneAuthorization("authorization", {
        zoneId: "Z0123456789ABCDEFGHIJ",
        vpcId: id("other"),
      }),
      "NoSuchHostedZone",
    ],
  ]),
];

const bucket = aws.bucket("first", { bucket: "example-com-images" });
const second = aws.bucket("second", { bucket: "example-com-images" });
const role = aws.role("first", { name: "app", assumeRolePolicy: trustOf("ec2.amazonaws.com") });
const again = aws.role("second", { name: "app", assumeRolePolicy: trustOf("ec2.amazonaws.com") });
const queue = (name: string, args: Arguments = {}): Step =>
  aws.queue(name, { name: "app", ...args });

const ofNames: readonly Case[] = [
  ...casesOf(s3Api("CreateBucket"), [
    [
      "a bucket's name that another account has",
      [elsewhere(bucket)],
      second,
      "BucketAlreadyExists",
    ],
    [
      "a bucket's name that the account has in another region",
      [inRegion(bucket)],
      second,
      "BucketAlreadyOwnedByYou",
    ],
  ]),
  ...casesOf(pages.iamPlaces, [
    ["a role's name that another account has", [elsewhere(role)], again, "accepted"],
  ]),
  ...casesOf(sqsApi("CreateQueue"), [
    [
      "a queue's name that is in another region",
      [inRegion(queue("first"))],
      queue("second"),
      "accepted",
    ],
    [
      "a queue's name that another account has",
      [elsewhere(queue("first"))],
      queue("second"),
      "accepted",
    ],
  ]),
  ...casesOf(kmsApi("CreateAlias"), [
    [
      "an alias for a key of another region",
      [aws.key("key", { region })],
      aws.keyAlias("alias", { name: "alias/app", targetKeyId: ref("key.keyId") }),
      "NotFoundException",
    ],
  ]),
];

export const placeCases: readonly Case[] = [
  ...ofPeerings,
  ...ofNetworks,
  ...ofRoles,
  ...ofZones,
  ...ofNames,
];
