/** Networks given by hand that can be peered: no address in common with `SITE`. */
import * as net from "../../components";

export const ANALYTICS: net.VpcAttributes = {
  vpcId: "vpc-2",
  cidrBlocks: ["10.1.0.0/16", "100.64.0.0/20"],
  availabilityZones: ["us-east-1a"],
  subnetTypes: {
    public: net.SubnetType.Public,
    app: net.SubnetType.Private,
    database: net.SubnetType.Isolated,
  },
  subnetIds: {},
  routeTableIds: {
    public: { "us-east-1a": "rtb-2-pub" },
    app: { "us-east-1a": "rtb-2-app" },
    database: { "us-east-1a": "rtb-2-db" },
  },
  sharedRouteTableTiers: ["public", "database"],
};

/** A network of one isolated tier with one table. */
export function isolated(number: number, more: Partial<net.VpcAttributes> = {}): net.VpcAttributes {
  return {
    vpcId: `vpc-${number}`,
    cidrBlocks: [`10.${number}.0.0/16`],
    availabilityZones: ["us-east-1a", "us-east-1b"],
    subnetTypes: { data: net.SubnetType.Isolated },
    subnetIds: {},
    routeTableIds: { data: { "us-east-1a": `rtb-${number}`, "us-east-1b": `rtb-${number}` } },
    sharedRouteTableTiers: ["data"],
    ...more,
  };
}
