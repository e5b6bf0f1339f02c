/** The package's entry point, where Pulumi's component analyzer looks too: the components. */
export * from "./components";
