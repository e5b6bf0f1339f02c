// The words of Terraform's language.
"use strict";

const text = JSON.stringify;
const set = (name, value) => (value === undefined ? "" : `  ${name} = ${value}`);
const list = (values) => `[${values.join(", ")}]`;
const block = (name, ...body) => `  ${name} {\n${body.filter(Boolean).join("\n")}\n  }`;

module.exports = { block, list, set, text };
