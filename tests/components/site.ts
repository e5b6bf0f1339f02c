/** The attributes of a network given by hand, as a program without our `Vpc` would. */
import * as net from "../../components";

export const SITE: net.VpcAttributes = {
  vpcId: "vpc-1",
  cidrBlocks: ["10.0.0.0/16"],
  availabilityZones: ["us-east-1a", "us-east-1b"],
  subnetTypes: { public: net.SubnetType.Public, private: net.SubnetType.Private },
  subnetIds: {
    public: { "us-east-1a": "subnet-pub-a", "us-east-1b": "subnet-pub-b" },
    private: { "us-east-1a": "subnet-prv-a", "us-east-1b": "subnet-prv-b" },
  },
  routeTableIds: {
    public: { "us-east-1a": "rtb-pub", "us-east-1b": "rtb-pub" },
    private: { "us-east-1a": "rtb-prv-a", "us-east-1b": "rtb-prv-b" },
  },
  sharedRouteTableTiers: ["public"],
  reservedCidrBlocks: {
    public: ["10.0.0.0/23", "10.0.2.0/24"],
    private: ["10.0.3.0/24", "10.0.4.0/23"],
  },
};

/** The same, with one table for all of the private tier. */
export const SHARED_TABLES: net.VpcAttributes = {
  ...SITE,
  routeTableIds: {
    ...SITE.routeTableIds,
    private: { "us-east-1a": "rtb-prv", "us-east-1b": "rtb-prv" },
  },
  sharedRouteTableTiers: ["public", "private"],
};

/** The same, with a tier for data in three zones. */
export const DATA_SITE: net.VpcAttributes = {
  ...SITE,
  availabilityZones: ["us-east-1a", "us-east-1b", "us-east-1c"],
  subnetTypes: { ...SITE.subnetTypes, database: net.SubnetType.Isolated },
  subnetIds: {
    ...SITE.subnetIds,
    database: {
      "us-east-1a": "subnet-db-a",
      "us-east-1b": "subnet-db-b",
      "us-east-1c": "subnet-db-c",
    },
  },
};
