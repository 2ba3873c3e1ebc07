import { describe, expect, it } from "vitest";
import { caseSeed, createRandom, seedFromEnvironment } from "../random.js";
import {
  effectOfAdding,
  randomProcess,
  randomService,
  type Described,
} from "./random-services.js";

const SEED = seedFromEnvironment(20261126);

/** Tests that a process that is added renames nothing in random services. `SEED` of the environment gives others. */
export function testStableNames(services: number): void {
  describe(`names of ${services} random services (SEED=${SEED})`, () => {
    it(
      "stay when a process is added, unless it brings another structure under the same name",
      { timeout: 600_000 },
      async () => {
        let forced = 0;
        for (let index = 0; index < services; index += 1) {
          const random = createRandom(caseSeed(SEED, index));
          const service = randomService(random);
          const [added, ...rest] = service as [Described, ...Described[]];
          const effect = await effectOfAdding(rest, added);
          expect({ index, moved: effect.moved, silent: effect.silent }).toEqual(
            {
              index,
              moved: [],
              silent: [],
            },
          );
          forced += effect.forced.length;
        }
        // Without clashes, nothing would have been tried.
        expect(forced).toBeGreaterThan(0);
      },
    );

    it(
      "stay when a process comes again under another id",
      { timeout: 600_000 },
      async () => {
        for (let index = 0; index < services; index += 1) {
          const random = createRandom(caseSeed(SEED, index));
          const service = randomService(random);
          const { document } = random.pick(service);
          const effect = await effectOfAdding(service, {
            id: "zz",
            document: { ...document, id: "zz" },
          });
          expect({ index, moved: [...effect.moved, ...effect.forced] }).toEqual(
            {
              index,
              moved: [],
            },
          );
        }
      },
    );

    it(
      "stay when a process without titles and definitions in use is added",
      { timeout: 600_000 },
      async () => {
        for (let index = 0; index < services; index += 1) {
          const random = createRandom(caseSeed(SEED, index));
          const service = randomService(random);
          const added = randomProcess(random, "other");
          const own = JSON.stringify(added.document)
            .replaceAll(/"title":"[^"]+"/g, '"title":"Other"')
            .replaceAll("#/$defs/", "#/$defs/Other")
            .replaceAll(
              /"(Item|Item-Input|Item-Output|Filter|Color|Point)":/g,
              '"Other$1":',
            );
          const effect = await effectOfAdding(service, {
            id: "other",
            document: JSON.parse(own) as Described["document"],
          });
          expect({ index, moved: [...effect.moved, ...effect.forced] }).toEqual(
            {
              index,
              moved: [],
            },
          );
        }
      },
    );
  });
}
