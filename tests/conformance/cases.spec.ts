/** The cases themselves: each cites AWS, each has a title of its own, and there are enough of them on either side. */
import { expect } from "chai";
import { allCases } from "./cases";

describe("the cases of AWS's documentation", () => {
  it("are two hundred at least", () => {
    expect(allCases.length).to.be.at.least(200);
  });

  it("are of requests that AWS accepts as well as of those that it refuses", () => {
    const accepted = allCases.filter((one) => one.expect === "accepted").length;
    expect(accepted).to.be.at.least(allCases.length / 3);
    expect(allCases.length - accepted).to.be.at.least(allCases.length / 3);
  });

  it("each cite a page of AWS's documentation", () => {
    const page = /^https:\/\/docs\.aws\.amazon\.com\/[\w/.-]+\.html$/;
    expect(allCases.filter((one) => !page.test(one.page)).map((one) => one.page)).to.deep.equal([]);
  });

  it("each have a title of their own, fit for a table", () => {
    const titles = allCases.map((one) => one.title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).to.deep.equal([]);
    expect(titles.filter((title) => /[|\n]/.test(title))).to.deep.equal([]);
  });
});
