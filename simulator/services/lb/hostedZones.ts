/**
 * The hosted zones that the names of load balancers are in, for alias records.
 * https://docs.aws.amazon.com/general/latest/gr/elb.html
 */
type Zones = Readonly<Record<string, string>>;

const application: Zones = {
  "us-east-1": "Z35SXDOTRQ7X7K",
  "us-east-2": "Z3AADJGX6KTTL2",
  "us-west-1": "Z368ELLRRE2KJ0",
  "us-west-2": "Z1H1FL5HABSF5",
  "ca-central-1": "ZQSVJUPU6J1EY",
  "eu-west-1": "Z32O12XQLNTSW2",
  "eu-west-2": "ZHURV8PSTC4K8",
  "eu-west-3": "Z3Q77PNBQS71R4",
  "eu-central-1": "Z215JYRZR1TBD5",
  "eu-north-1": "Z23TAZ6LKFMNIO",
  "eu-south-1": "Z3ULH7SSC9OV64",
  "ap-southeast-1": "Z1LMS91P8CMLE5",
  "ap-southeast-2": "Z1GM3OXH4ZPM65",
  "ap-northeast-1": "Z14GRHDCWA56QT",
  "ap-northeast-2": "ZWKZPGTI48KDX",
  "ap-south-1": "ZP97RAFLXTNZK",
  "sa-east-1": "Z2P70J7HTTTPLU",
  "us-gov-west-1": "Z33AYJ8TM3BH4J",
  "us-gov-east-1": "Z166TLBEWOO7G0",
  "cn-north-1": "Z1GDH35T77C1KE",
  "cn-northwest-1": "ZM7IZAIOVVDZF",
};

const network: Zones = {
  "us-east-1": "Z26RNL4JYFTOTI",
  "us-east-2": "ZLMOA37VPKANP",
  "us-west-1": "Z24FKFUX50B4VW",
  "us-west-2": "Z18D5FSROUN65G",
  "ca-central-1": "Z2EPGBW3API2WT",
  "eu-west-1": "Z2IFOLAFXWLO4F",
  "eu-west-2": "ZD4D7Y8KGAS4G",
  "eu-west-3": "Z1CMS0P5QUZ6D5",
  "eu-central-1": "Z3F0SRJ5LGBH90",
  "eu-north-1": "Z1UDT6IFJ4EJM",
  "eu-south-1": "Z23146JA1KNAFP",
  "ap-southeast-1": "ZKVM4W9LS7TM",
  "ap-southeast-2": "ZCT6FZBF4DROD",
  "ap-northeast-1": "Z31USIVHYNEOWT",
  "ap-northeast-2": "ZIBE1TIR4HY56",
  "ap-south-1": "ZVDDRBQ08TROA",
  "sa-east-1": "ZTK26PT1VY4CU",
  "us-gov-west-1": "ZMG1MZ2THAWF1",
  "us-gov-east-1": "Z1ZSMQQ6Q24QQ8",
  "cn-north-1": "Z3QFB96KMJ7ED6",
  "cn-northwest-1": "ZQEIKTCZ8352D",
};

/** Of a region whose zone is not known, one that is recognisably made up. */
export function hostedZoneOf(region: string, loadBalancerType: string | undefined): string {
  const zones = loadBalancerType === "network" ? network : application;
  return zones[region] ?? "Z00000SIMULATED";
}
