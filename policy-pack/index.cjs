// `pulumi preview --policy-pack node_modules/pulumi-aws-network/policy-pack`
require("../dist/analysis/policyPack").createPolicyPack();
