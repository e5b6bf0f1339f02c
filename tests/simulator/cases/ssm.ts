import { type Suite, tagged } from "../lifecycleCases";

const command = (run: string): string =>
  JSON.stringify({
    schemaVersion: "2.2",
    description: "runs",
    mainSteps: [{ action: "aws:runShellScript", name: "run", inputs: { runCommand: [run] } }],
  });

export const suite: Suite = {
  cases: [
    {
      type: "aws:ssm/parameter:Parameter",
      args: () => ({ type: "String", value: "one" }),
      updates: {
        ...tagged,
        allowedPattern: () => ({ allowedPattern: "^[a-z]+$" }),
        insecureValue: () => ({ value: null, insecureValue: "two" }),
        keyId: () => ({ type: "SecureString", keyId: "alias/aws/ssm" }),
        tier: () => ({ tier: "Advanced" }),
        type: () => ({ type: "StringList" }),
        valueWoVersion: () => ({ value: null, valueWo: "two", valueWoVersion: 1 }),
      },
      replaces: { dataType: () => ({ dataType: "aws:ec2:image" }) },
      untried: { valueWo: "in no state: its version's change is what is seen" },
    },
    {
      type: "aws:ssm/document:Document",
      args: () => ({ documentType: "Command", content: command("true") }),
      updates: {
        ...tagged,
        content: () => ({ content: command("false") }),
        documentFormat: () => ({
          documentFormat: "YAML",
          content: 'schemaVersion: "2.2"\nmainSteps: []\n',
        }),
        permissions: () => ({ permissions: { type: "Share", account_ids: "all" } }),
        targetType: () => ({ targetType: "/AWS::EC2::Instance" }),
      },
      replaces: { name: () => ({ name: "own" }) },
      untried: { documentType: "no request changes it, and the provider does not say so" },
    },
  ],
};
