import { expect } from "chai";
import { made, read, subnetIds, subnets, vpc, type Values } from "./support/stack";

describe("analysis model: unmodelled", () => {
  const listed: readonly [string, Values, string | undefined][] = [
    ["networkfirewall.Firewall", {}, "what Network Firewall lets through is not modelled"],
    ["ec2.VpnConnection", {}, "a VPN: what stands at its other end is not modelled"],
    [
      "eks.Cluster",
      { vpcConfig: { subnetIds } },
      "the control plane's and the pods' interfaces are not read",
    ],
    [
      "msk.Cluster",
      { brokerNodeGroupInfo: { clientSubnets: subnetIds } },
      "stands in subnets: its network interfaces are not read",
    ],
    [
      "sagemaker.NotebookInstance",
      { subnetId: "subnet-1" },
      "stands in subnets: its network interfaces are not read",
    ],
    ["sagemaker.NotebookInstance", {}, undefined],
    [
      "codebuild.Project",
      { vpcConfig: { vpcId: "vpc-1", subnets: subnetIds } },
      "stands in subnets: its network interfaces are not read",
    ],
    ["codebuild.Project", {}, undefined],
    ["ecs.Service", {}, "its tasks use the interfaces of the instances that they run on"],
    [
      "cloudwatch.EventTarget",
      { ecsTarget: { taskDefinitionArn: "t" } },
      "the tasks that it starts are not read",
    ],
    ["cloudwatch.EventTarget", {}, undefined],
    [
      "ec2.RouteTableAssociation",
      { gatewayId: "igw-1", routeTableId: "rtb-main" },
      "a gateway route table: what comes in by a gateway is routed as without it",
    ],
    [
      "ec2.RouteTable",
      { vpcId: "vpc-1", propagatingVgws: ["vgw-1"] },
      "routes that a virtual private gateway propagates are not known",
    ],
    ["iam.Role", {}, undefined],
    ["s3.Bucket", {}, undefined],
    ["rds.SubnetGroup", { subnetIds }, undefined],
    ["ec2.FlowLog", { subnetId: "subnet-1" }, undefined],
    ["quantum.Link", {}, "not read: a service that this version does not know"],
  ];
  for (const [short, inputs, why] of listed)
    it(`${short} ${JSON.stringify(inputs)}: ${why ?? "is silent"}`, () => {
      const record = made(short, "x", inputs);
      const expected =
        why === undefined ? [] : [{ key: record.urn, name: "x", type: record.type, why }];
      expect(read(vpc, ...subnets, record).unmodelled).to.deep.equal(expected);
    });
});
