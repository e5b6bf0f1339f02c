// 150 resources: a network of 21 like parts. On disk, as it is run by a process of its own.
const aws = require("@pulumi/aws");

module.exports = () => {
  const vpc = new aws.ec2.Vpc("main", { cidrBlock: "10.0.0.0/16" });
  const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id });
  for (let part = 0; part < 21; part++) {
    const cidrBlock = `10.0.${part}.0/24`;
    const subnet = new aws.ec2.Subnet(`part-${part}`, { vpcId: vpc.id, cidrBlock });
    const table = new aws.ec2.RouteTable(`part-${part}`, { vpcId: vpc.id });
    new aws.ec2.RouteTableAssociation(`part-${part}`, {
      subnetId: subnet.id,
      routeTableId: table.id,
    });
    new aws.ec2.Route(`part-${part}`, {
      routeTableId: table.id,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: gateway.id,
    });
    const group = new aws.ec2.SecurityGroup(`part-${part}`, { vpcId: vpc.id });
    const securityGroupId = group.id;
    new aws.vpc.SecurityGroupIngressRule(`part-${part}`, {
      securityGroupId,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrIpv4: "10.0.0.0/8",
    });
    new aws.vpc.SecurityGroupEgressRule(`part-${part}`, {
      securityGroupId,
      ipProtocol: "-1",
      cidrIpv4: "0.0.0.0/0",
    });
  }
  return Promise.resolve({ vpcId: vpc.id });
};
