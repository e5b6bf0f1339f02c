import { expect } from "chai";
import fc from "fast-check";
import { numberRules } from "../../components/security/networkAclNumbers";

const allow = (content: string) => ({ action: "allow" as const, content });
const deny = (content: string) => ({ action: "deny" as const, content });

/** Two contents that want the same number, found by trying. */
function collision(): [string, string] {
  const seen = new Map<number, string>();
  for (let index = 0; ; index += 1) {
    const content = `rule ${index}`;
    const number = numberRules([allow(content)]).get(content) ?? 0;
    const other = seen.get(number);
    if (other !== undefined) return [other, content];
    seen.set(number, content);
  }
}

describe("numbers of ACL rules", () => {
  it("are unique, and in the band of their action", () => {
    const contents = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 40 });
    fc.assert(
      fc.property(contents, (all) => {
        const rules = all.map((content, index) => (index % 2 ? allow(content) : deny(content)));
        const numbers = numberRules(rules);
        expect(new Set(numbers.values()).size).to.equal(all.length);
        for (const { action, content } of rules) {
          const [first, last] = action === "deny" ? [1000, 10999] : [16000, 31999];
          expect(numbers.get(content)).to.be.within(first, last);
        }
      }),
    );
  });

  it("depend on no order", () => {
    const contents = fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 20 });
    fc.assert(
      fc.property(contents, (all) => {
        const forth = numberRules(all.map(allow));
        const back = numberRules([...all].reverse().map(allow));
        for (const content of all) expect(back.get(content)).to.equal(forth.get(content));
      }),
    );
  });

  it("move both of two rules that want the same one, so that it is free while they do", () => {
    const [one, other] = collision();
    const wanted = numberRules([allow(one)]).get(one);
    const both = numberRules([allow(one), allow(other), allow("third")]);
    expect([...both.values()]).not.to.include(wanted);
    expect(both.get("third")).to.equal(numberRules([allow("third")]).get("third"));
    expect(new Set(both.values()).size).to.equal(3);
  });
});
