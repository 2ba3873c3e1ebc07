import { isEmpty } from "ol/extent.js";
import GeoJSON from "ol/format/GeoJSON.js";
import Graticule from "ol/layer/Graticule.js";
import VectorLayer from "ol/layer/Vector.js";
import OlMap from "ol/Map.js";
import "ol/ol.css";
import VectorSource from "ol/source/Vector.js";
import View from "ol/View.js";
import { useEffect, useRef } from "react";
import type { GeoJson } from "./geojson.ts";

const FORMAT = new GeoJSON();

/** GeoJSON on a map. A grid of degrees is below it; a layer of tiles, such as OpenStreetMap's, could be. */
export default function GeoJsonMap({ value }: { readonly value: GeoJson }) {
  const place = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const source = new VectorSource({ features: FORMAT.readFeatures(value) });
    const view = new View({ projection: "EPSG:4326", center: [0, 0], zoom: 1 });
    const map = new OlMap({
      target: place.current!,
      view,
      layers: [
        new Graticule({ showLabels: true, wrapX: false }),
        new VectorLayer({ source }),
      ],
    });
    const extent = source.getExtent();
    if (extent && !isEmpty(extent)) {
      view.fit(extent, { padding: [40, 40, 40, 40], maxZoom: 10 });
    }
    return () => map.dispose();
  }, [value]);

  return <div ref={place} className="map" role="img" aria-label="Map" />;
}
