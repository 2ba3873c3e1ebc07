// Proves that what reads text of other machines takes time in proportion to the text: 32 KiB to 1 MiB of texts that attack
// each reader. It compares processor times with each other, so it is a command and no test: `npx tsx test/growth/run.ts`.
import { measure } from "./growth.js";
import { READERS } from "./readers.js";

/** A quadratic reader, which must be found: otherwise the rest proves nothing. */
const slow = (text: string): number => {
  let found = 0;
  for (let at = 0; at < text.length; at += 64) {
    found += text.slice(at).indexOf("b") + text.slice(0, at).lastIndexOf("b");
  }
  return found;
};

console.warn = () => undefined;
const faults: string[] = [];
if (measure((bytes) => () => slow("a".repeat(bytes))).fault === undefined) {
  faults.push("a reader that takes quadratic time was not found");
}
let attacks = 0;
for (const reader of READERS) {
  let longest = 0;
  for (const [nth, attack] of reader.attacks.entries()) {
    const attempt = (): ReturnType<typeof measure> =>
      measure((bytes) => {
        const text = attack(bytes);
        return () => reader.read(text);
      });
    let { times, fault } = attempt();
    // Once more: what else the machine does must not decide.
    if (fault !== undefined) ({ times, fault } = attempt());
    if (fault !== undefined) {
      const text = JSON.stringify(attack(48).slice(0, 48));
      faults.push(`${reader.name}, attack ${nth} (${text}): ${fault}`);
    }
    longest = Math.max(longest, times.at(-1)?.ms ?? 0);
    attacks += 1;
  }
  console.log(`${longest.toFixed(1).padStart(8)} ms for 1 MiB: ${reader.name}`);
}
for (const fault of faults) console.log(`BAD ${fault}`);
console.log(`${attacks} attacks, ${faults.length} failed`);
if (faults.length > 0) process.exitCode = 1;
