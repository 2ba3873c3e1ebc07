import type { ServiceModel } from "../../src/generator/model/service-model.js";
import { buildModel } from "../generator/build-model.js";
import type { Described } from "./drift-case.js";

/** The model of a service that has the process `p`, and another one so that it is never empty. */
export async function modelOf(
  described: Described | undefined,
): Promise<ServiceModel> {
  const documents = [
    ...(described === undefined ? [] : [{ id: "p", ...described }]),
    { id: "q", inputs: {}, outputs: {} },
  ];
  const { model } = await buildModel({
    processes: documents.map((document) => ({ id: document.id, document })),
  });
  return model;
}
