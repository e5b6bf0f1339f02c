import { drawnBase } from "./base";

/** A load balancer, tasks, a database and a cache in three zones; a NAT gateway in each. */
export const threeTier = drawnBase({
  name: "three-tier",
  kinds: { web: "loadBalancer", api: "task", orders: "database", sessions: "cache" },
  network: `
    vpc shop 10.0.0.0/16
    igw gw vpc=shop
    subnet public-a 10.0.0.0/20 vpc=shop zone=1a table=public
    subnet public-b 10.0.16.0/20 vpc=shop zone=1b table=public
    subnet public-c 10.0.32.0/20 vpc=shop zone=1c table=public
    subnet private-a 10.0.48.0/20 vpc=shop zone=1a table=private-of-a
    subnet private-b 10.0.64.0/20 vpc=shop zone=1b table=private-of-b
    subnet private-c 10.0.80.0/20 vpc=shop zone=1c table=private-of-c
    subnet database-a 10.0.96.0/20 vpc=shop zone=1a table=database acl=database-acl
    subnet database-b 10.0.112.0/20 vpc=shop zone=1b table=database acl=database-acl
    subnet database-c 10.0.128.0/20 vpc=shop zone=1c table=database acl=database-acl
    table public vpc=shop
      0.0.0.0/0 igw:gw
    table private-of-a vpc=shop
      0.0.0.0/0 nat:nat-a
      list:s3 endpoint:to-s3
    table private-of-b vpc=shop
      0.0.0.0/0 nat:nat-b
      list:s3 endpoint:to-s3
    table private-of-c vpc=shop
      0.0.0.0/0 nat:nat-c
      list:s3 endpoint:to-s3
    table database vpc=shop
    nat nat-a vpc=shop in=public-a public address ipv4=10.0.0.9
    nat nat-b vpc=shop in=public-b public address ipv4=10.0.16.9
    nat nat-c vpc=shop in=public-c public address ipv4=10.0.32.9
    acl database-acl vpc=shop
      in 100 allow tcp/5432 10.0.48.0/20
      in 110 allow tcp/5432 10.0.64.0/19
      in 120 allow tcp/6379 10.0.48.0/20
      in 130 allow tcp/6379 10.0.64.0/19
      out 100 allow tcp/32768-60999 10.0.48.0/20
      out 110 allow tcp/32768-60999 10.0.64.0/19
    list s3 service=s3 52.216.0.0/15
    endpoint to-s3 vpc=shop service=s3
    endpoint images vpc=shop service=ecr.dkr
    endpoint logs vpc=shop service=logs
    group alb vpc=shop
      in tcp/80 0.0.0.0/0
      in tcp/443 0.0.0.0/0
      out tcp/8080 group:tasks
    group tasks vpc=shop
      in tcp/8080 group:alb
      in tcp/8080 group:tasks
      out tcp/8080 group:tasks
      out tcp/5432 group:data
      out tcp/6379 group:data
      out tcp/443 0.0.0.0/0
    group data vpc=shop
      in tcp/5432 group:tasks
      in tcp/6379 group:tasks
    group endpoints vpc=shop
      in tcp/443 group:tasks
    interface web-a in=public-a ipv4=10.0.0.20 groups=alb public
    interface web-b in=public-b ipv4=10.0.16.20 groups=alb public
    interface web-c in=public-c ipv4=10.0.32.20 groups=alb public
    interface api-a in=private-a ipv4=10.0.48.20 groups=tasks
    interface api-b in=private-b ipv4=10.0.64.20 groups=tasks
    interface api-c in=private-c ipv4=10.0.80.20 groups=tasks
    interface orders-a in=database-a ipv4=10.0.96.20 groups=data
    interface orders-b in=database-b ipv4=10.0.112.20 groups=data
    interface sessions-c in=database-c ipv4=10.0.128.20 groups=data
    interface images-a in=private-a ipv4=10.0.48.30 groups=endpoints
    interface images-b in=private-b ipv4=10.0.64.30 groups=endpoints
    interface logs-b in=private-b ipv4=10.0.64.31 groups=endpoints
    interface logs-c in=private-c ipv4=10.0.80.31 groups=endpoints`,
  intents: `
  - {name: shop, source: internet, expect: reachOnly, destination: web, ports: [tcp/80, tcp/443]}
  - {name: web-to-api, source: web, expect: reachOnly, destination: api, ports: [tcp/8080]}
  - {name: among-tasks, source: api, expect: reachOnly, destination: api, ports: [tcp/8080]}
  - {name: orders, source: api, expect: reachOnly, destination: orders, ports: [tcp/5432, tcp/6379]}
  - {name: sessions, source: api, expect: reachOnly, destination: sessions, ports: [tcp/5432, tcp/6379]}
  - {name: orders-for-tasks-only, source: any, exceptSources: [api], expect: neverReach, destination: orders}
  - {name: sessions-for-tasks-only, source: any, exceptSources: [api], expect: neverReach, destination: sessions}
  - {name: orders-no-way-in, source: internet, expect: neverReach, destination: orders}
  - {name: sessions-no-way-in, source: internet, expect: neverReach, destination: sessions}
  - {name: orders-no-way-out, source: orders, expect: neverReach, destination: internet}
  - {name: sessions-no-way-out, source: sessions, expect: neverReach, destination: internet}
  - {name: orders-to-nobody, source: orders, expect: neverReach, destination: any}
  - {name: sessions-to-nobody, source: sessions, expect: neverReach, destination: any}
  - {name: api-no-way-in, source: internet, expect: neverReach, destination: api}
  - {name: api-for-web-and-api-only, source: any, exceptSources: [web, api], expect: neverReach, destination: api}
  - {name: among-web, source: web, expect: neverReach, destination: web}
  - {name: api-to-web, source: api, expect: reachOnly, destination: web, ports: [tcp/443]}
  - {name: web-no-way-out, source: web, expect: neverReach, destination: internet}
  - {name: out, source: api, expect: reachOnly, destination: internet, ports: [tcp/443], via: natGateway, withoutAnyAvailabilityZone: true}
  - {name: images-by-name, source: api, expect: reach, destination: "service:ecr.dkr", via: interfaceEndpoint}
  - {name: logs-by-name, source: api, expect: reach, destination: "service:logs", via: interfaceEndpoint}
  - {name: layers, source: api, expect: reach, destination: "service:s3", via: gatewayEndpoint}
  - {name: layers-never-by-nat, source: api, expect: neverReach, destination: "service:s3", via: natGateway}
  - {name: images-only, source: api, expect: reachOnly, destination: images, ports: [tcp/443]}
  - {name: logs-only, source: api, expect: reachOnly, destination: logs, ports: [tcp/443]}
  - {name: images-for-tasks-only, source: any, exceptSources: [api], expect: neverReach, destination: images}
  - {name: logs-for-tasks-only, source: any, exceptSources: [api], expect: neverReach, destination: logs}
  - {name: images-no-way-in, source: internet, expect: neverReach, destination: images}
  - {name: logs-no-way-in, source: internet, expect: neverReach, destination: logs}`,
});
