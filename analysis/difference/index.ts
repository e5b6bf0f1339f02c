export { compareNetworks, type Change, type Difference } from "./compare";
export { matrix, type Matrix, type MatrixCell, type MatrixClass } from "./matrix";
export { movedAssociations, type MovedAssociation } from "./movedAssociations";
