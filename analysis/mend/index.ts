export { applyChange, type Change } from "./change";
export { describeChange } from "./describe";
export { mend, type Mending, type Mendings } from "./mend";
