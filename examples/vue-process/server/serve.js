// A pygeoapi server with one process of wis2box, which stands for the real one: it describes itself and answers in the
// same way, but makes no BUFR. PORT is where it listens, WIS2BOX_TOKEN what it wants to see.
import { readFile } from "node:fs/promises";
import { setTimeout as pause } from "node:timers/promises";
import { startServer } from "s2gos-codegen/server";

const PAUSE_MS = 1_000;
const file = new URL("wis2box-csv2bufr.json", import.meta.url);

const server = await startServer({
  port: Number(process.env.PORT ?? 8011),
  profile: "pygeoapi",
  recording: JSON.parse(await readFile(file, "utf8")),
  auth: { type: "token", token: process.env.WIS2BOX_TOKEN ?? "wis2box" },
  processes: { "wis2box-csv2bufr": convert },
});
console.log(server.url);

async function convert({ data, channel, notify }, { signal }) {
  const [head, ...lines] = data.trim().split(/\r?\n/);
  const names = head.split(",");
  if (!names.includes("wsi_local"))
    throw new Error("The data has no column wsi_local.");
  const items = [];
  const warnings = [];
  for (const line of lines) {
    await pause(PAUSE_MS, undefined, { signal });
    const values = line.split(",");
    const row = Object.fromEntries(names.map((name, at) => [name, values[at]]));
    const item = messageOf(row, channel);
    if (!row.air_temperature) {
      warnings.push(`${item.filename}: air_temperature is missing`);
    }
    items.push(item);
  }
  return {
    path: {
      result: warnings.length === 0 ? "success" : "partial success",
      "messages transformed": items.length,
      "messages published": notify ? items.length : 0,
      data_items: items,
      errors: [],
      warnings,
    },
  };
}

function messageOf(row, channel) {
  const station = [
    row.wsi_series,
    row.wsi_issuer,
    row.wsi_issue_number,
    row.wsi_local,
  ].join("-");
  const time = new Date(
    Date.UTC(row.year, row.month - 1, row.day, row.hour, row.minute),
  );
  const id = `WIGOS_${station}_${time.toISOString().replace(/\D/g, "").slice(0, 14)}`;
  return {
    data: Buffer.from("BUFR 7777").toString("base64"),
    filename: `${id}.bufr4`,
    channel,
    meta: {
      id,
      wigos_station_identifier: station,
      data_date: time.toISOString(),
      geometry: {
        type: "Point",
        coordinates: [Number(row.longitude), Number(row.latitude)],
      },
    },
  };
}
