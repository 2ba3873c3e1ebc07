import { lazy, Suspense } from "react";
import { FileView } from "./file-view.tsx";
import { isGeoJson } from "./geojson.ts";
import { isResultFile } from "./generated/runtime/index.ts";
import { Table } from "./table.tsx";

/** OpenLayers is loaded with the first result that has a place on the Earth. */
const GeoJsonMap = lazy(() => import("./geojson-map.tsx"));

/** What a job gave, each output as what it is: a map, a table, a file, a text. */
export function Outputs({ outputs }: { readonly outputs: object }) {
  const entries = Object.entries(outputs).filter(
    ([, value]) => value !== undefined,
  );
  return (
    <section id="outputs">
      <h3>Results</h3>
      {entries.length === 0 && (
        <p className="quiet">The job gave no outputs.</p>
      )}
      {entries.map(([name, value]) => (
        <figure key={name}>
          <figcaption>{name}</figcaption>
          <Output value={value} />
        </figure>
      ))}
    </section>
  );
}

function Output({ value }: { readonly value: unknown }) {
  if (isResultFile(value)) return <FileView file={value} />;
  if (!isGeoJson(value)) return <Table value={value} />;
  return (
    <>
      <Suspense fallback={<p className="quiet">Loading the map …</p>}>
        <GeoJsonMap value={value} />
      </Suspense>
      {value.type === "FeatureCollection" && (
        <Table value={value.features.map(({ properties }) => properties)} />
      )}
    </>
  );
}
