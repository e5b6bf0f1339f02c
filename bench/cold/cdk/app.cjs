// The network of programs/serverless in CDK's own constructs. Its defaults stay where they cost nothing; the default security
// group is left alone, because closing it takes a Lambda function of CDK's.
"use strict";
const cdk = require("aws-cdk-lib");
const ec2 = require("aws-cdk-lib/aws-ec2");
const logs = require("aws-cdk-lib/aws-logs");
const network = require("../network.json");

class Network extends cdk.Stack {
  /** CDK would look them up. */
  get availabilityZones() {
    return network.zones;
  }

  constructor(scope) {
    super(scope, network.name, { env: { account: "000000000000", region: network.region } });
    this.vpc = new ec2.Vpc(this, "vpc", {
      ipAddresses: ec2.IpAddresses.cidr(network.cidrBlock),
      availabilityZones: network.zones,
      natGateways: 1,
      restrictDefaultSecurityGroup: false,
      subnetConfiguration: [
        { name: "public", subnetType: ec2.SubnetType.PUBLIC, cidrMask: 24 },
        { name: "private", subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 24 },
      ],
    });
    this.addFlowLogs();
    this.addEndpoints(this.addLambdaGroup());
    for (const [tier, rules] of Object.entries(network.aclRules)) this.addAcl(tier, rules);
    new cdk.CfnOutput(this, "vpcId", { value: this.vpc.vpcId });
    for (const [index, subnet] of this.vpc.privateSubnets.entries())
      new cdk.CfnOutput(this, `privateSubnetId${index}`, { value: subnet.subnetId });
  }

  addFlowLogs() {
    const logGroup = new logs.LogGroup(this, "flow-logs", {
      logGroupName: `flowlogs-${network.name}-dev-${this.account}-${this.region}`,
      retention: network.flowLogRetentionInDays,
    });
    this.vpc.addFlowLog("flow-log", {
      destination: ec2.FlowLogDestination.toCloudWatchLogs(logGroup),
      trafficType: ec2.FlowLogTrafficType.ALL,
    });
  }

  addLambdaGroup() {
    const group = new ec2.SecurityGroup(this, "lambda", { vpc: this.vpc, allowAllOutbound: false });
    for (const { cidrBlock, protocol, port } of network.lambdaEgress)
      group.addEgressRule(ec2.Peer.ipv4(cidrBlock), ec2.Port[protocol](port));
    return group;
  }

  addEndpoints(lambdaGroup) {
    const group = new ec2.SecurityGroup(this, "endpoints", {
      vpc: this.vpc,
      allowAllOutbound: false,
    });
    group.addIngressRule(lambdaGroup, ec2.Port.tcp(443));
    const privateSubnets = { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS };
    for (const name of network.gatewayEndpoints)
      this.vpc.addGatewayEndpoint(name, {
        service: new ec2.GatewayVpcEndpointAwsService(name),
        subnets: [privateSubnets],
      });
    for (const name of network.interfaceEndpoints)
      this.vpc.addInterfaceEndpoint(name, {
        service: new ec2.InterfaceVpcEndpointAwsService(name),
        subnets: privateSubnets,
        securityGroups: [group],
        open: false,
      });
  }

  addAcl(tier, rules) {
    const subnets = tier === "public" ? this.vpc.publicSubnets : this.vpc.privateSubnets;
    const acl = new ec2.NetworkAcl(this, `acl-${tier}`, {
      vpc: this.vpc,
      subnetSelection: { subnets },
    });
    for (const { number, direction, action, protocol, fromPort, toPort, cidrBlock } of rules)
      acl.addEntry(`${direction}-${number}`, {
        cidr: ec2.AclCidr.ipv4(cidrBlock),
        ruleNumber: number,
        direction:
          direction === "egress" ? ec2.TrafficDirection.EGRESS : ec2.TrafficDirection.INGRESS,
        ruleAction: action === "deny" ? ec2.Action.DENY : ec2.Action.ALLOW,
        traffic:
          protocol === "tcp"
            ? ec2.AclTraffic.tcpPortRange(fromPort, toPort)
            : ec2.AclTraffic.udpPortRange(fromPort, toPort),
      });
  }
}

const app = new cdk.App();
new Network(app);
app.synth();
