import tseslint from "typescript-eslint";

// The house rules: what the compiler cannot say. Caps are from the style notes; a file that breaks one says why.
export default tseslint.config(
  {
    ignores: [
      "dist/**",
      "node_modules/**",
      "bench/**",
      "**/*.cjs",
      "**/*.mjs",
      "coverage/**",
      ".pulumi-aws-network/**",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  {
    linterOptions: { reportUnusedDisableDirectives: "error" },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/no-dynamic-delete": "off",
      // The protocol's generated files are CommonJS with `export =`.
      "@typescript-eslint/no-require-imports": ["error", { allowAsImport: true }],
      // In the protocol, "" is what is absent.
      "@typescript-eslint/prefer-nullish-coalescing": [
        "error",
        { ignorePrimitives: { string: true } },
      ],
      // A reader's type parameter names what the caller knows the data to be.
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "max-lines": ["error", { max: 350, skipBlankLines: true, skipComments: true }],
      "max-lines-per-function": [
        "error",
        { max: 60, skipBlankLines: true, skipComments: true, IIFEs: true },
      ],
      "max-depth": ["error", 4],
      "max-params": ["error", 4],
      complexity: ["error", 14],
      "no-console": "error",
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "CallExpression[callee.property.name=/^(apply|all)$/] NewExpression[callee.object.name=/^(aws|ec2|awsvpc|iam|cloudwatch)$/]",
          message:
            "a resource is never created inside apply: what decides how many is a plain value",
        },
        {
          selector:
            "CallExpression[callee.property.name=/^(apply|all)$/] NewExpression[callee.object.object.name='aws']",
          message:
            "a resource is never created inside apply: what decides how many is a plain value",
        },
        {
          selector: "CallExpression[callee.object.name='process'][callee.property.name='exit']",
          message: "only the command line ends the process, by process.exitCode",
        },
      ],
    },
  },
  {
    files: ["tests/**/*.ts"],
    rules: {
      "max-lines-per-function": "off",
      "@typescript-eslint/no-unused-expressions": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      // Automation API types a deployment as any.
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-return": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
    },
  },
);
