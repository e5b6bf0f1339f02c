/**
 * The script that an instance runs when it first starts: it hardens the instance, starts the CloudWatch
 * agent, and then does what the caller adds. Text from options: nothing is looked up and nothing is
 * made here.
 *
 * https://docs.aws.amazon.com/linux/al2023/ug/security-updates.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-Agent-Configuration-File-Details.html
 */

/** What an instance runs. */
export enum OperatingSystem {
  AmazonLinux2023 = "amazonLinux2023",
  Ubuntu2204 = "ubuntu2204",
}

/** What an instance does when it first starts. */
export interface InstanceSetup {
  operatingSystem: OperatingSystem;
  /** The log groups of the system, of what bears on security, and of the application. */
  logGroupNames: { system: string; security: string; application: string };
  /** The files that the application writes its log to, such as `/var/log/application/*.log`. */
  applicationLogPath: string;
  /**
   * The namespace of the memory and disk metrics.
   *
   * @default "CWAgent"
   */
  metricsNamespace?: string;
  /** Lines of shell for the application itself, run as root once all else is done. */
  lines: readonly string[];
}

/** What differs between the two: packages, and where the system logs to. */
interface Distribution {
  readonly prepare: readonly string[];
  readonly agent: readonly string[];
  readonly systemLog: string;
  readonly securityLog: string;
}

const AGENT = "/opt/aws/amazon-cloudwatch-agent";

const DISTRIBUTIONS: Readonly<Record<OperatingSystem, Distribution>> = {
  [OperatingSystem.AmazonLinux2023]: {
    prepare: [
      // Without rsyslog there is a journal only, which the agent does not read.
      "dnf -y install rsyslog audit dnf-automatic",
      "sed -i 's/^apply_updates = .*/apply_updates = yes/; s/^upgrade_type = .*/upgrade_type = security/' /etc/dnf/automatic.conf",
      "systemctl enable --now rsyslog dnf-automatic.timer",
    ],
    agent: ["dnf -y install amazon-cloudwatch-agent"],
    systemLog: "/var/log/messages",
    securityLog: "/var/log/secure",
  },
  [OperatingSystem.Ubuntu2204]: {
    prepare: [
      "export DEBIAN_FRONTEND=noninteractive",
      "apt-get update",
      "apt-get -y install auditd unattended-upgrades curl",
      "systemctl enable --now unattended-upgrades",
    ],
    // The package lies in a bucket of the instance's own region.
    agent: [
      "TOKEN=\"$(curl -sSf -X PUT http://169.254.169.254/latest/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 60')\"",
      'REGION="$(curl -sSf -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/placement/region)"',
      'curl -sSf -o /tmp/agent.deb "https://amazoncloudwatch-agent-$REGION.s3.$REGION.amazonaws.com/ubuntu/$(dpkg --print-architecture)/latest/amazon-cloudwatch-agent.deb"',
      "dpkg -i /tmp/agent.deb",
      "rm /tmp/agent.deb",
    ],
    systemLog: "/var/log/syslog",
    securityLog: "/var/log/auth.log",
  },
};

/** The script, for `AutoScalingFleet.userData`. */
export function instanceUserData(setup: InstanceSetup): string {
  const distribution = DISTRIBUTIONS[setup.operatingSystem];
  return [
    "#!/bin/bash",
    "set -euo pipefail",
    "",
    "# Packages and updates of security, the latter every day from now on",
    ...distribution.prepare,
    "",
    ...HARDENING,
    "",
    "# The CloudWatch agent: logs, memory and disk",
    ...distribution.agent,
    ...file(`${AGENT}/etc/agent.json`, JSON.stringify(agentConfig(setup, distribution), null, 2)),
    `${AGENT}/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:${AGENT}/etc/agent.json`,
    "",
    "# The application",
    ...setup.lines,
    "",
  ].join("\n");
}

/** A file written line by line, in which nothing is put in place of anything. */
function file(path: string, text: string): string[] {
  return [`cat > ${path} <<'END_OF_FILE'`, text, "END_OF_FILE"];
}

/** https://www.cisecurity.org/benchmark/amazon_linux: the parts that break no application. */
const HARDENING: readonly string[] = [
  "# SSH: no root, no passwords; nothing reaches its port unless a security group says so",
  ...file(
    "/etc/ssh/sshd_config.d/00-hardening.conf",
    [
      "PermitRootLogin no",
      "PasswordAuthentication no",
      "KbdInteractiveAuthentication no",
      "X11Forwarding no",
      "MaxAuthTries 3",
      "ClientAliveInterval 300",
    ].join("\n"),
  ),
  "systemctl try-reload-or-restart sshd.service ssh.service || true",
  "",
  "# The kernel: no redirects, no source routes, no addresses shown, no core files of setuid programs",
  ...file(
    "/etc/sysctl.d/90-hardening.conf",
    [
      "net.ipv4.conf.all.accept_redirects = 0",
      "net.ipv4.conf.all.accept_source_route = 0",
      "net.ipv4.conf.all.send_redirects = 0",
      "net.ipv4.conf.all.log_martians = 1",
      "net.ipv4.tcp_syncookies = 1",
      "net.ipv6.conf.all.accept_redirects = 0",
      "kernel.kptr_restrict = 2",
      "kernel.dmesg_restrict = 1",
      "kernel.yama.ptrace_scope = 1",
      "fs.protected_hardlinks = 1",
      "fs.protected_symlinks = 1",
      "fs.suid_dumpable = 0",
    ].join("\n"),
  ),
  "sysctl --system",
  "",
  "# Who runs what as root is recorded",
  ...file(
    "/etc/audit/rules.d/90-hardening.rules",
    [
      "-w /etc/passwd -p wa -k identity",
      "-w /etc/shadow -p wa -k identity",
      "-w /etc/sudoers -p wa -k privileges",
      "-w /etc/sudoers.d/ -p wa -k privileges",
      "-a always,exit -F arch=b64 -S execve -F euid=0 -F auid>=1000 -F auid!=unset -k root-commands",
    ].join("\n"),
  ),
  "augenrules --load || true",
];

const DIMENSION = "AutoScalingGroupName";

function agentConfig(setup: InstanceSetup, { systemLog, securityLog }: Distribution): object {
  const { system, security, application } = setup.logGroupNames;
  const collect = (file_path: string, log_group_name: string) => ({
    file_path,
    log_group_name,
    log_stream_name: `{instance_id}${file_path.replace(/[:*]/g, "")}`,
  });
  return {
    agent: { metrics_collection_interval: 60, run_as_user: "root" },
    logs: {
      logs_collected: {
        files: {
          collect_list: [
            collect(systemLog, system),
            collect(securityLog, security),
            collect("/var/log/audit/audit.log", security),
            collect(setup.applicationLogPath, application),
          ],
        },
      },
    },
    metrics: {
      namespace: setup.metricsNamespace ?? "CWAgent",
      // Alarms find a metric by its exact dimensions: those of the whole group.
      append_dimensions: { [DIMENSION]: `\${aws:${DIMENSION}}` },
      aggregation_dimensions: [[DIMENSION]],
      metrics_collected: {
        mem: { measurement: ["mem_used_percent"] },
        disk: { measurement: ["used_percent"], resources: ["/"], drop_device: true },
      },
    },
  };
}
