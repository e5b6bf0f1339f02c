/**
 * What the instances run: a web server that answers who it is, until there is an application. Packages
 * and configuration of the real one take its place.
 */
import { interpolate, type Output } from "@pulumi/pulumi";
import { instanceUserData } from "pulumi-aws-network";
import type { PlatformConfig } from "./config";

const LOG = "/var/log/application/application.log";

/** The script of an instance of a release. */
export function applicationScript(
  config: PlatformConfig,
  release: string,
  logGroupNames: Record<string, Output<string>>,
): Output<string> {
  const { system, security, application } = logGroupNames;
  // One text of them, so that the script is known as soon as they are.
  const names = interpolate`${system} ${security} ${application}`.apply((all) => all.split(" "));
  return names.apply(([systemLog = "", securityLog = "", applicationLog = ""]) =>
    instanceUserData({
      operatingSystem: config.operatingSystem,
      logGroupNames: { system: systemLog, security: securityLog, application: applicationLog },
      applicationLogPath: LOG,
      lines: serverLines(config, release),
    }),
  );
}

function serverLines(config: PlatformConfig, release: string): string[] {
  const folder = "/srv/application";
  const ports = new Set([config.applicationPort, config.healthCheckPort || config.applicationPort]);
  return [
    `mkdir -p ${folder}${parentOf(config.healthCheckPath)} /var/log/application`,
    `echo 'release ${release}' > ${folder}/index.html`,
    `echo well > ${folder}${config.healthCheckPath}`,
    ...[...ports].flatMap((port) => [
      `cat > /etc/systemd/system/application-${port}.service <<'END_OF_FILE'`,
      "[Unit]",
      "After=network-online.target",
      "[Service]",
      `ExecStart=/usr/bin/python3 -m http.server ${port} --directory ${folder}`,
      `StandardOutput=append:${LOG}`,
      `StandardError=append:${LOG}`,
      "DynamicUser=yes",
      "NoNewPrivileges=yes",
      "ProtectSystem=strict",
      "Restart=always",
      "[Install]",
      "WantedBy=multi-user.target",
      "END_OF_FILE",
      `systemctl enable --now application-${port}.service`,
    ]),
  ];
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf("/"));
