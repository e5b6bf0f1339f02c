/**
 * What a NAT instance does on its first boot: forwards the private tiers' packets under its own
 * address, and lets nothing else in or through. nftables alone, no SSH. Only then does it complete
 * its launch: until that it is not in service, and no route leads to it.
 */

/** The hook that keeps an instance from being in service before it forwards. */
export const LAUNCH_HOOK = "forwards";

/** A shell script: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/user-data.html */
export function natInstanceSetup(blocks: readonly string[]): string {
  const sources = blocks.join(", ");
  return `#!/bin/bash
set -euo pipefail
systemctl disable --now sshd.socket sshd.service || true
until dnf install -y nftables; do sleep 5; done

cat > /etc/sysctl.d/90-nat.conf <<'SETTINGS'
net.ipv4.ip_forward = 1
net.ipv4.conf.all.accept_redirects = 0
net.ipv4.conf.all.send_redirects = 0
net.ipv4.conf.all.accept_source_route = 0
net.ipv4.conf.all.rp_filter = 1
SETTINGS
sysctl --system

cat > /etc/sysconfig/nftables.conf <<'RULES'
flush ruleset
table ip nat {
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    ip saddr { ${sources} } masquerade
  }
}
table inet filter {
  chain input {
    type filter hook input priority filter; policy drop;
    ct state established,related accept
    iif lo accept
    ip protocol icmp accept
    udp sport 67 udp dport 68 accept
  }
  chain forward {
    type filter hook forward priority filter; policy drop;
    ct state invalid drop
    ct state established,related accept
    ip daddr { 169.254.0.0/16, 127.0.0.0/8 } drop
    ip saddr { ${sources} } accept
  }
}
RULES
systemctl enable --now nftables
nft -f /etc/sysconfig/nftables.conf

metadata=http://169.254.169.254/latest
token=$(curl -sfX PUT $metadata/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 300')
ask() { curl -sf -H "X-aws-ec2-metadata-token: $token" "$metadata/meta-data/$1"; }
aws autoscaling complete-lifecycle-action --lifecycle-action-result CONTINUE \\
  --lifecycle-hook-name ${LAUNCH_HOOK} --instance-id "$(ask instance-id)" \\
  --auto-scaling-group-name "$(ask tags/instance/aws:autoscaling:groupName)" \\
  --region "$(ask placement/region)"
`;
}
