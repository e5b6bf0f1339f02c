import { execFileSync } from "node:child_process";
import { expect } from "chai";
import { instanceUserData, OperatingSystem, type InstanceSetup } from "../../components";

const setup: InstanceSetup = {
  operatingSystem: OperatingSystem.AmazonLinux2023,
  logGroupNames: { system: "shop-system", security: "shop-security", application: "shop-app" },
  applicationLogPath: "/var/log/shop/*.log",
  lines: ["echo 'the shop is open' > /run/shop"],
};

/** What the agent is told, as it stands in the script. */
const agentOf = (script: string) =>
  JSON.parse(/agent\.json <<'END_OF_FILE'\n([^]*?)\nEND_OF_FILE/.exec(script)?.[1] ?? "") as {
    logs: { logs_collected: { files: { collect_list: Record<string, string>[] } } };
    metrics: unknown;
  };

describe("instanceUserData", () => {
  for (const operatingSystem of Object.values(OperatingSystem)) {
    it(`is a script that bash can read, on ${operatingSystem}, and fits in what EC2 takes`, () => {
      const script = instanceUserData({ ...setup, operatingSystem });
      execFileSync("bash", ["-n"], { input: script });
      expect(script.startsWith("#!/bin/bash\nset -euo pipefail\n")).to.equal(true);
      expect(Buffer.from(script).toString("base64").length).to.be.lessThan(16 * 1024);
    });

    it(`hardens ${operatingSystem} before the application begins`, () => {
      const script = instanceUserData({ ...setup, operatingSystem });
      const order = [
        "PermitRootLogin no",
        "PasswordAuthentication no",
        "net.ipv4.tcp_syncookies = 1",
        "-k root-commands",
        "amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s",
        "echo 'the shop is open' > /run/shop",
      ].map((line) => script.indexOf(line));
      expect(order).not.to.include(-1);
      expect(order).to.deep.equal([...order].sort((a, b) => a - b));
    });
  }

  it("sends each log to its group, from where the system has it", () => {
    const filesOf = (operatingSystem: OperatingSystem) =>
      agentOf(
        instanceUserData({ ...setup, operatingSystem }),
      ).logs.logs_collected.files.collect_list.map((one) => [one.file_path, one.log_group_name]);
    const rest = [
      ["/var/log/audit/audit.log", "shop-security"],
      ["/var/log/shop/*.log", "shop-app"],
    ];
    expect(filesOf(OperatingSystem.AmazonLinux2023)).to.deep.equal([
      ["/var/log/messages", "shop-system"],
      ["/var/log/secure", "shop-security"],
      ...rest,
    ]);
    expect(filesOf(OperatingSystem.Ubuntu2204)).to.deep.equal([
      ["/var/log/syslog", "shop-system"],
      ["/var/log/auth.log", "shop-security"],
      ...rest,
    ]);
  });

  it("measures memory and disk by the dimensions that the alarms ask for", () => {
    expect(agentOf(instanceUserData({ ...setup, metricsNamespace: "Shop" })).metrics).to.deep.equal(
      {
        namespace: "Shop",
        append_dimensions: { AutoScalingGroupName: "${aws:AutoScalingGroupName}" },
        aggregation_dimensions: [["AutoScalingGroupName"]],
        metrics_collected: {
          mem: { measurement: ["mem_used_percent"] },
          disk: { measurement: ["used_percent"], resources: ["/"], drop_device: true },
        },
      },
    );
  });

  it("puts nothing in place of anything in what it writes to files", () => {
    const script = instanceUserData(setup);
    const heredocs = [...script.matchAll(/<<(\S+)/g)].map(([, mark]) => mark);
    expect(new Set(heredocs)).to.deep.equal(new Set(["'END_OF_FILE'"]));
  });
});
