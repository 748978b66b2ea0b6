/**
 * Builds the shipped reference data from a folder of published files:
 * `npm run reference:build -- FOLDER`, where FOLDER holds taxonomy/, crosswalk/, esco/, geo/ and shortage/.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import type { CompactGeography } from '../compact.js';
import { buildEsco, type EscoRelation, type EscoRow } from './esco.js';
import { buildKinship } from './kinship.js';
import { readPublished, unzipped } from './read-published.js';
import { buildShortage } from './shortage.js';
import { buildTaxonomy } from './taxonomy.js';

const folder = process.argv[2];
if (!folder || !existsSync(join(folder, 'taxonomy'))) {
  console.error('Name the folder of published files, one with taxonomy/ in it: npm run reference:build -- FOLDER');
  process.exit(2);
}
const out = fileURLToPath(new URL('../../data/', import.meta.url));
const rows = (content: string) => parse(content, { columns: true, bom: true }) as Record<string, string>[];
const csv = (file: string) => rows(text(file));
const text = (file: string) => readFileSync(join(folder, file), 'utf8');

const published = readPublished(folder);
const taxonomy = buildTaxonomy(published, '2026-11');
write('taxonomy.json', taxonomy);
const licences = JSON.parse(readFileSync(join(out, 'licences.json'), 'utf8'));
write('kinship-2.json', buildKinship(taxonomy, published, licences));

const escoRows = rows(unzipped(folder, 'classification-en', 'occupations_en.csv')) as unknown as EscoRow[];
const escoRelations = rows(unzipped(folder, 'relations', 'occupationSkillRelations.csv')) as unknown as EscoRelation[];
write('esco.json', buildEsco(escoRows, escoRelations, published, '1.1.1'));

const geography: CompactGeography = {
  format: 'lotsen-geography-1',
  version: '2026-11',
  origin: ['Statistics Sweden (SCB): codes and names', 'Coordinates of the main places from CC0 lists'],
  counties: csv('geo/counties.csv').map((r) => [r.county_code as string, r.county_name_short as string]),
  municipalities: csv('geo/municipalities_290_with_coords.csv').map((r) => [
    r.code as string,
    r.name as string,
    Number(r.lat),
    Number(r.lon),
    r.jobtech_concept_id as string,
  ]),
};
write('geography.json', geography);

const north = csv('shortage/yrkesbarometer_2025-2_north.csv');
write('shortage.json', buildShortage(north));

function write(file: string, content: object) {
  const json = `${JSON.stringify(content)}\n`;
  writeFileSync(join(out, file), json);
  console.log(`${file}: ${Math.round(json.length / 1024)} KiB`);
}
