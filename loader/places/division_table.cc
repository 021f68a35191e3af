#include "loader/places/division_table.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string>
#include <tuple>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "policygraph/rules/v1/places.pb.h"

namespace policygraph::loader {
namespace {

constexpr std::string_view kTableFile = "data/divisions/divisions.tsv";
constexpr std::string_view kFormerNameFile = "data/divisions/successions.tsv";
constexpr std::string_view kRuleFile = "loader/rules/zh/divisions.textproto";
constexpr std::string_view kCountryCode = "000000";

// Every name has two characters or more, and nearly all characters of names take three bytes.
constexpr size_t kFirstBytes = 6;
constexpr size_t kLastByteOfCharacter = 2;

// A hash of the first characters of names and texts, for texts that are long enough.
uint64_t HashOfFirst(std::string_view text) {
  uint64_t bytes = 0;
  std::memcpy(&bytes, text.data(), kFirstBytes);
  return (bytes * 0x9E3779B97F4A7C15) >> 40;
}

bool IsCode(std::string_view code) {
  return (code.size() == 6 || code.size() == 9) &&
         std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

size_t CountCharacters(std::string_view text) {
  return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
}

// What the code says of the level. The statistics bureau numbers development zones from 71 among
// the counties and from 400 among the towns.
DivisionLevel LevelOfCode(std::string_view code) {
  if (code == kCountryCode) return DivisionLevel::kNational;
  if (code.size() == 9) return code[6] < '4' ? DivisionLevel::kTown : DivisionLevel::kNone;
  if (code[4] == '7') return DivisionLevel::kNone;
  if (code.ends_with("0000")) return DivisionLevel::kProvince;
  if (code.ends_with("00")) return DivisionLevel::kPrefecture;
  return DivisionLevel::kCounty;
}

// The digits that all divisions below this one share.
std::string_view Stem(std::string_view code) {
  if (code == kCountryCode) return "";
  if (code.size() == 6 && code.ends_with("0000")) return code.substr(0, 2);
  if (code.size() == 6 && code.ends_with("00")) return code.substr(0, 4);
  return code;
}

// How names shorten.
class Shortener {
 public:
  explicit Shortener(const rules::v1::DivisionRuleFile& rules)
      : rules_(rules), never_(rules.never().begin(), rules.never().end()) {
    for (const auto& fixed : rules.fixed()) fixed_[fixed.name()] = fixed.short_form();
  }

  // The short form as a prefix of the name, empty when the name has none.
  std::string_view ShortForm(std::string_view name) const {
    std::string_view rest = name;
    if (const auto it = fixed_.find(name); it != fixed_.end()) {
      rest = name.substr(0, it->second.size());
    } else {
      const std::string_view suffix = LongestEnding(rules_.suffixes(), name);
      rest.remove_suffix(suffix.size());
      const auto& autonomous = rules_.autonomous_suffixes();
      if (std::find(autonomous.begin(), autonomous.end(), suffix) != autonomous.end()) {
        rest = WithoutNationalities(rest);
      }
    }
    // A name of one character (泸县) is never shortened.
    if (rest.size() == name.size() || CountCharacters(rest) < 2 || never_.contains(rest)) return "";
    return rest;
  }

 private:
  template <typename Words>
  static std::string_view LongestEnding(const Words& words, std::string_view name) {
    std::string_view longest;
    for (const std::string& word : words) {
      if (word.size() > longest.size() && name.size() > word.size() && name.ends_with(word)) {
        longest = word;
      }
    }
    return longest;
  }

  std::string_view WithoutNationalities(std::string_view name) const {
    constexpr size_t kLastCharacter = 3;  // 族
    for (;;) {
      size_t ending = 0;
      for (const std::string& nationality : rules_.nationalities()) {
        const std::string_view whole = nationality;
        // A bare 白, 水 or 土 is rather part of the name.
        const std::string_view bare =
            CountCharacters(whole) > 2 ? whole.substr(0, whole.size() - kLastCharacter) : whole;
        for (const std::string_view form : {whole, bare}) {
          if (form.size() > ending && name.size() > form.size() && name.ends_with(form)) {
            ending = form.size();
          }
        }
      }
      if (ending == 0) return name;
      name.remove_suffix(ending);
    }
  }

  const rules::v1::DivisionRuleFile& rules_;
  absl::flat_hash_set<std::string_view> never_;
  absl::flat_hash_map<std::string_view, std::string_view> fixed_;
};

absl::Status LineFault(std::string_view file, size_t line, std::string_view fault) {
  return absl::InvalidArgumentError(fmt::format("{}:{}: {}", file, line, fault));
}

// Calls `read` with the number and words of each line.
template <typename Read>
absl::Status ReadLines(std::string_view content, Read read) {
  size_t line_number = 0;
  for (size_t begin = 0; begin < content.size();) {
    const size_t end = std::min(content.find('\n', begin), content.size());
    RETURN_IF_ERROR(read(++line_number, content.substr(begin, end - begin)));
    begin = end + 1;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<DivisionTable> DivisionTable::Compile(const RuleFiles& files) {
  DivisionTable table;
  RETURN_IF_ERROR(table.ReadDivisions(files));
  RETURN_IF_ERROR(table.ReadFormerNames(files));
  table.IndexNames();
  return table;
}

absl::Status DivisionTable::ReadDivisions(const RuleFiles& files) {
  ASSIGN_OR_RETURN(const std::string_view content, FindRuleFile(files, kTableFile));
  rules::v1::DivisionRuleFile rules;
  RETURN_IF_ERROR(ParseRuleFile(files, kRuleFile, rules));
  const Shortener shortener(rules);
  return ReadLines(content, [&](size_t number, std::string_view line) {
    const auto fault = [&](std::string_view what) { return LineFault(kTableFile, number, what); };
    const size_t tab = line.find('\t');
    if (tab == line.npos) return fault("no tab between code and name");
    Division division{line.substr(0, tab), line.substr(tab + 1), "", DivisionLevel::kNone};
    if (!IsCode(division.code)) return fault("the code is not 6 or 9 digits");
    if (CountCharacters(division.name) < 2) return fault("the name is too short");
    if (!divisions_.empty() && division.code <= divisions_.back().code) {
      return fault("the code is not above the one before it");
    }
    division.level = LevelOfCode(division.code);
    if (division.level != DivisionLevel::kTown && division.level != DivisionLevel::kNone) {
      division.short_name = shortener.ShortForm(division.name);
    }
    divisions_.push_back(division);
    return absl::OkStatus();
  });
}

absl::Status DivisionTable::ReadFormerNames(const RuleFiles& files) {
  ASSIGN_OR_RETURN(const std::string_view content, FindRuleFile(files, kFormerNameFile));
  return ReadLines(content, [&](size_t number, std::string_view line) {
    const auto fault = [&](std::string_view what) {
      return LineFault(kFormerNameFile, number, what);
    };
    std::array<std::string_view, 4> fields;
    for (size_t i = 0; i < fields.size(); ++i) {
      const size_t end = std::min(line.find('\t'), line.size());
      fields[i] = line.substr(0, end);
      line.remove_prefix(std::min(end + 1, line.size()));
      if (fields[i].empty()) return fault("it has fewer than four fields");
    }
    FormerName former{fields[0], fields[1], fields[2], 0};
    if (Find(former.division) == nullptr) return fault("no division has the first code");
    if (!former_names_.empty() && former.division < former_names_.back().division) {
      return fault("the code is below the one before it");
    }
    const auto [end, error] =
        std::from_chars(fields[3].data(), fields[3].data() + fields[3].size(), former.year);
    if (error != std::errc() || end != fields[3].data() + fields[3].size())
      return fault("the year is no number");
    former_names_.push_back(former);
    return absl::OkStatus();
  });
}

void DivisionTable::IndexNames() {
  names_.reserve(divisions_.size() + divisions_.size() / 8);
  for (uint32_t i = 0; i < divisions_.size(); ++i) {
    names_.push_back({divisions_[i].name, i});
    if (!divisions_[i].short_name.empty()) names_.push_back({divisions_[i].short_name, i});
  }
  for (const FormerName& former : former_names_) {
    names_.push_back(
        {former.name, static_cast<uint32_t>(Find(former.division) - divisions_.data())});
  }
  std::sort(names_.begin(), names_.end(), [](const NameEntry& a, const NameEntry& b) {
    return std::tie(a.name, a.division) < std::tie(b.name, b.division);
  });
  for (uint32_t i = 0; i < names_.size(); ++i) {
    if (names_[i].name.size() >= kFirstBytes) {
      beginnings_.set(HashOfFirst(names_[i].name) % beginnings_.size());
    }
    auto [it, added] = ranges_.try_emplace(names_[i].name.substr(0, kFirstBytes), i, i);
    it->second.second = i + 1;
  }
}

const Division* DivisionTable::Find(std::string_view code) const {
  const auto it = std::lower_bound(
      divisions_.begin(), divisions_.end(), code,
      [](const Division& division, std::string_view wanted) { return division.code < wanted; });
  return it != divisions_.end() && it->code == code ? &*it : nullptr;
}

std::string_view DivisionTable::Name(std::string_view code) const {
  const Division* division = Find(code);
  return division == nullptr ? std::string_view() : division->name;
}

DivisionLevel DivisionTable::Level(std::string_view code) const {
  const Division* division = Find(code);
  return division == nullptr ? DivisionLevel::kNone : division->level;
}

std::string_view DivisionTable::Parent(std::string_view code) const {
  if (!IsCode(code) || code == kCountryCode) return "";
  if (code.size() == 9) {
    if (const Division* county = Find(code.substr(0, 6))) return county->code;
  }
  for (const size_t digits : {4, 2, 0}) {
    std::string above(code.substr(0, digits));
    above.resize(6, '0');
    if (above == code) continue;
    if (const Division* division = Find(above)) return division->code;
  }
  return "";
}

bool DivisionTable::Within(std::string_view code, std::string_view ancestor) const {
  return IsCode(code) && IsCode(ancestor) && code.starts_with(Stem(ancestor));
}

std::span<const FormerName> DivisionTable::FormerNames(std::string_view code) const {
  const auto begin = std::lower_bound(
      former_names_.begin(), former_names_.end(), code,
      [](const FormerName& former, std::string_view wanted) { return former.division < wanted; });
  const auto end = std::find_if_not(begin, former_names_.end(), [&](const FormerName& former) {
    return former.division == code;
  });
  return {begin, end};
}

bool DivisionTable::Bears(const Division& division, std::string_view name, int32_t year) const {
  if (name == division.name || name == division.short_name) return true;
  const std::span<const FormerName> former = FormerNames(division.code);
  return std::any_of(former.begin(), former.end(), [&](const FormerName& before) {
    return before.name == name && (year == 0 || year <= before.year);
  });
}

std::span<const Division> DivisionTable::Below(std::string_view code) const {
  if (!IsCode(code)) return {};
  const std::string_view stem = Stem(code);
  const auto begin = std::upper_bound(
      divisions_.begin(), divisions_.end(), code,
      [](std::string_view wanted, const Division& division) { return wanted < division.code; });
  const auto end = std::find_if_not(begin, divisions_.end(), [&](const Division& division) {
    return division.code.starts_with(stem);
  });
  return {begin, end};
}

std::vector<DivisionTable::NameMatch> DivisionTable::AllAt(std::string_view text, size_t at) const {
  std::vector<NameMatch> matches;
  const std::string_view rest = text.substr(at);
  if (rest.size() >= kFirstBytes && !beginnings_[HashOfFirst(rest) % beginnings_.size()]) {
    return matches;
  }
  const auto range = ranges_.find(rest.substr(0, kFirstBytes));
  if (range == ranges_.end()) return matches;
  for (uint32_t i = range->second.first; i < range->second.second; ++i) {
    const NameEntry& entry = names_[i];
    // Many names begin alike, and few of them go on like the text: most differ in the
    // last byte of the next character.
    constexpr size_t kTelling = kFirstBytes + kLastByteOfCharacter;
    if (entry.name.size() > kTelling && rest.size() > kTelling &&
        entry.name[kTelling] != rest[kTelling]) {
      continue;
    }
    if (!rest.starts_with(entry.name)) continue;
    if (matches.empty() || matches.back().length != entry.name.size()) {
      matches.push_back({entry.name.size(), {}});
    }
    matches.back().bearers.push_back(&divisions_[entry.division]);
  }
  return matches;
}

DivisionTable::NameMatch DivisionTable::LongestAt(std::string_view text, size_t at) const {
  std::vector<NameMatch> matches = AllAt(text, at);
  return matches.empty() ? NameMatch{} : std::move(matches.back());
}

std::vector<const Division*> DivisionTable::Named(std::string_view name) const {
  NameMatch match = LongestAt(name, 0);
  if (match.length != name.size()) match.bearers.clear();
  return std::move(match.bearers);
}

const Division* DivisionTable::Nearest(std::span<const Division* const> bearers,
                                       std::string_view from) const {
  // From the reporting place outwards: what the bearers lie in, with the higher level preferred.
  for (std::string_view around = from.empty() ? kCountryCode : from; !around.empty();
       around = Parent(around)) {
    const Division* nearest = nullptr;
    bool unique = true;
    for (const Division* bearer : bearers) {
      if (!Within(bearer->code, around)) continue;
      const auto rank = [](const Division* division) {
        return division->level == DivisionLevel::kNone ? 99 : static_cast<int>(division->level);
      };
      if (nearest == nullptr || rank(bearer) < rank(nearest)) {
        nearest = bearer;
        unique = true;
      } else if (rank(bearer) == rank(nearest)) {
        unique = false;
      }
    }
    if (nearest != nullptr) return unique ? nearest : nullptr;
  }
  return nullptr;
}

}  // namespace policygraph::loader
