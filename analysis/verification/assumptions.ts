/** What every verdict takes to be so, whatever the network. */
export const ALWAYS_ASSUMED: readonly string[] = [
  "reachable is not authorised: IAM, resource policies other than endpoint policies, WAF, host firewalls and AWS Network Firewall are outside the model",
];
