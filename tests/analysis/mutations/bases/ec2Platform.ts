import { drawnBase } from "./base";

/** A fleet behind a load balancer, in production: a network ACL on every tier, and no SSH at all. */
export const ec2Platform = drawnBase({
  name: "ec2-platform",
  kinds: { web: "loadBalancer", fleet: "autoScalingGroup", store: "database" },
  network: `
    vpc platform 10.2.0.0/16
    igw gw vpc=platform
    subnet public-a 10.2.0.0/24 vpc=platform zone=1a table=public acl=public-acl
    subnet public-b 10.2.1.0/24 vpc=platform zone=1b table=public acl=public-acl
    subnet private-a 10.2.2.0/24 vpc=platform zone=1a table=private acl=private-acl
    subnet private-b 10.2.3.0/24 vpc=platform zone=1b table=private acl=private-acl
    subnet database-a 10.2.4.0/24 vpc=platform zone=1a table=database acl=database-acl
    subnet database-b 10.2.5.0/24 vpc=platform zone=1b table=database acl=database-acl
    table public vpc=platform
      0.0.0.0/0 igw:gw
    table private vpc=platform
      0.0.0.0/0 nat:nat
      list:s3 endpoint:to-s3
    table database vpc=platform
    nat nat vpc=platform in=public-a public address ipv4=10.2.0.9
    acl public-acl vpc=platform
      in 100 allow tcp/80 0.0.0.0/0
      in 110 allow tcp/443 0.0.0.0/0
      in 120 allow tcp/1024-65535 0.0.0.0/0
      out 100 allow tcp/443 0.0.0.0/0
      out 110 allow tcp/1024-65535 0.0.0.0/0
    acl private-acl vpc=platform
      in 90 deny tcp/3389 0.0.0.0/0
      in 100 allow tcp/8080 10.2.0.0/23
      in 110 allow tcp/443 10.2.2.0/23
      in 120 allow tcp/1024-65535 0.0.0.0/0
      out 100 allow tcp/443 0.0.0.0/0
      out 110 allow tcp/5432 10.2.4.0/23
      out 120 allow tcp/1024-65535 10.2.0.0/22
    acl database-acl vpc=platform
      in 100 allow tcp/5432 10.2.2.0/23
      out 100 allow tcp/32768-65535 10.2.2.0/23
    list s3 service=s3 52.216.0.0/15
    endpoint to-s3 vpc=platform service=s3
    endpoint ssm vpc=platform service=ssm
    endpoint ec2 vpc=platform service=ec2
    group alb vpc=platform
      in tcp/80 0.0.0.0/0
      in tcp/443 0.0.0.0/0
      out tcp/8080 group:app
    group app vpc=platform
      in tcp/8080 group:alb
      out tcp/443 0.0.0.0/0
      out tcp/5432 group:data
    group data vpc=platform
      in tcp/5432 group:app
    group endpoints vpc=platform
      in tcp/443 group:app
    interface web-a in=public-a ipv4=10.2.0.20 groups=alb public
    interface web-b in=public-b ipv4=10.2.1.20 groups=alb public
    interface fleet-a in=private-a ipv4=? groups=app
    interface fleet-b in=private-b ipv4=? groups=app
    interface store-a in=database-a ipv4=10.2.4.20 groups=data
    interface store-b in=database-b ipv4=10.2.5.20 groups=data
    interface ssm-a in=private-a ipv4=10.2.2.30 groups=endpoints
    interface ssm-b in=private-b ipv4=10.2.3.30 groups=endpoints
    interface ec2-a in=private-a ipv4=10.2.2.31 groups=endpoints
    interface ec2-b in=private-b ipv4=10.2.3.31 groups=endpoints`,
  intents: `
  - {name: site, source: internet, expect: reachOnly, destination: web, ports: [tcp/80, tcp/443]}
  - {name: web-to-fleet, source: web, expect: reachOnly, destination: fleet, ports: [tcp/8080]}
  - {name: fleet-for-web-only, source: any, exceptSources: [web], expect: neverReach, destination: fleet}
  - {name: fleet-no-way-in, source: internet, expect: neverReach, destination: fleet}
  - {name: fleet-to-store, source: fleet, expect: reachOnly, destination: store, ports: [tcp/5432]}
  - {name: store-for-fleet-only, source: any, exceptSources: [fleet], expect: neverReach, destination: store}
  - {name: store-no-way-in, source: internet, expect: neverReach, destination: store}
  - {name: store-no-way-out, source: store, expect: neverReach, destination: internet}
  - {name: store-to-nobody, source: store, expect: neverReach, destination: any}
  - {name: out, source: fleet, expect: reachOnly, destination: internet, ports: [tcp/443], via: natGateway}
  - {name: web-no-way-out, source: web, expect: neverReach, destination: internet}
  - {name: among-web, source: web, expect: neverReach, destination: web}
  - {name: fleet-to-web, source: fleet, expect: reachOnly, destination: web, ports: [tcp/443]}
  - {name: files, source: fleet, expect: reach, destination: "service:s3", via: gatewayEndpoint}
  - {name: files-never-by-nat, source: fleet, expect: neverReach, destination: "service:s3", via: natGateway}
  - {name: sessions, source: fleet, expect: reach, destination: "service:ssm", via: interfaceEndpoint}
  - {name: fleet-api, source: fleet, expect: reach, destination: "service:ec2", via: interfaceEndpoint}
  - {name: ssm-only, source: fleet, expect: reachOnly, destination: ssm, ports: [tcp/443]}
  - {name: ec2-only, source: fleet, expect: reachOnly, destination: ec2, ports: [tcp/443]}
  - {name: ssm-for-fleet-only, source: any, exceptSources: [fleet], expect: neverReach, destination: ssm}
  - {name: ec2-for-fleet-only, source: any, exceptSources: [fleet], expect: neverReach, destination: ec2}
  - {name: ssm-no-way-in, source: internet, expect: neverReach, destination: ssm}
  - {name: ec2-no-way-in, source: internet, expect: neverReach, destination: ec2}`,
});
