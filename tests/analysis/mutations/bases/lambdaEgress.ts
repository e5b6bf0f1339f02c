import { drawnBase } from "./base";

/** A function that needs both a private database and the internet, in a default VPC's addresses. */
export const lambdaEgress = drawnBase({
  name: "lambda-egress",
  kinds: { orders: "lambda", ledger: "database" },
  network: `
    vpc shop 172.31.0.0/16 region=us-west-2
    igw gw vpc=shop
    subnet public-a 172.31.0.0/20 vpc=shop zone=us-west-2a table=public
    subnet public-b 172.31.16.0/20 vpc=shop zone=us-west-2b table=public
    subnet private-a 172.31.32.0/20 vpc=shop zone=us-west-2a table=private
    subnet private-b 172.31.48.0/20 vpc=shop zone=us-west-2b table=private
    subnet database-a 172.31.64.0/24 vpc=shop zone=us-west-2a table=database
    subnet database-b 172.31.65.0/24 vpc=shop zone=us-west-2b table=database
    table public vpc=shop
      0.0.0.0/0 igw:gw
    table private vpc=shop
      0.0.0.0/0 nat:nat
    table database vpc=shop
    nat nat vpc=shop in=public-a public address ipv4=172.31.0.9
    group lambda vpc=shop
      out tcp/443 0.0.0.0/0
      out tcp/5432 group:data
    group data vpc=shop
      in tcp/5432 group:lambda
      out all 0.0.0.0/0
    group endpoints vpc=shop
      in tcp/443 group:lambda
    endpoint kms vpc=shop service=kms
    endpoint secrets vpc=shop service=secretsmanager
    interface orders-a in=private-a ipv4=? groups=lambda
    interface orders-b in=private-b ipv4=? groups=lambda
    interface ledger-a in=database-a ipv4=172.31.64.20 groups=data
    interface ledger-b in=database-b ipv4=172.31.65.20 groups=data
    interface kms-a in=private-a ipv4=172.31.32.30 groups=endpoints
    interface kms-b in=private-b ipv4=172.31.48.30 groups=endpoints
    interface secrets-a in=private-a ipv4=172.31.32.31 groups=endpoints
    interface secrets-b in=private-b ipv4=172.31.48.31 groups=endpoints`,
  intents: `
  - {name: out, source: orders, expect: reachOnly, destination: internet, ports: [tcp/443], via: natGateway}
  - {name: data, source: orders, expect: reachOnly, destination: ledger, ports: [tcp/5432]}
  - {name: data-for-lambda-only, source: any, exceptSources: [orders], expect: neverReach, destination: ledger}
  - {name: data-no-way-in, source: internet, expect: neverReach, destination: ledger}
  - {name: data-no-way-out, source: ledger, expect: neverReach, destination: internet}
  - {name: lambda-no-way-in, source: internet, expect: neverReach, destination: orders}
  - {name: lambda-from-nobody, source: any, expect: neverReach, destination: orders}
  - {name: keys, source: orders, expect: reach, destination: "service:kms", via: interfaceEndpoint}
  - {name: passwords, source: orders, expect: reach, destination: "service:secretsmanager", via: interfaceEndpoint}
  - {name: kms, source: orders, expect: reachOnly, destination: kms, ports: [tcp/443]}
  - {name: kms-for-lambda-only, source: any, exceptSources: [orders], expect: neverReach, destination: kms}
  - {name: kms-no-way-in, source: internet, expect: neverReach, destination: kms}
  - {name: secrets, source: orders, expect: reachOnly, destination: secrets, ports: [tcp/443]}
  - {name: secrets-for-lambda-only, source: any, exceptSources: [orders], expect: neverReach, destination: secrets}
  - {name: secrets-no-way-in, source: internet, expect: neverReach, destination: secrets}`,
});
