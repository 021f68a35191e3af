#include "loader/places/division_table.h"

#include <algorithm>
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
constexpr std::string_view kRuleFile = "loader/rules/zh/divisions.textproto";
constexpr std::string_view kCountryCode = "000000";

// Every name has two characters or more, and nearly all characters of names take three bytes.
constexpr size_t kFirstBytes = 6;
constexpr size_t kLastByteOfCharacter = 2;

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

absl::Status LineFault(size_t line, std::string_view fault) {
  return absl::InvalidArgumentError(fmt::format("{}:{}: {}", kTableFile, line, fault));
}

}  // namespace

absl::StatusOr<DivisionTable> DivisionTable::Compile(const RuleFiles& files) {
  ASSIGN_OR_RETURN(const std::string_view content, FindRuleFile(files, kTableFile));
  rules::v1::DivisionRuleFile rules;
  RETURN_IF_ERROR(ParseRuleFile(files, kRuleFile, rules));
  const Shortener shortener(rules);

  DivisionTable table;
  size_t line_number = 0;
  for (size_t begin = 0; begin < content.size();) {
    ++line_number;
    const size_t end = std::min(content.find('\n', begin), content.size());
    const std::string_view line = content.substr(begin, end - begin);
    begin = end + 1;
    const size_t tab = line.find('\t');
    if (tab == line.npos) return LineFault(line_number, "no tab between code and name");
    Division division{line.substr(0, tab), line.substr(tab + 1), "", DivisionLevel::kNone};
    if (!IsCode(division.code)) return LineFault(line_number, "the code is not 6 or 9 digits");
    if (CountCharacters(division.name) < 2) return LineFault(line_number, "the name is too short");
    if (!table.divisions_.empty() && division.code <= table.divisions_.back().code) {
      return LineFault(line_number, "the code is not above the one before it");
    }
    division.level = LevelOfCode(division.code);
    if (division.level != DivisionLevel::kTown && division.level != DivisionLevel::kNone) {
      division.short_name = shortener.ShortForm(division.name);
    }
    table.divisions_.push_back(division);
  }
  table.IndexNames();
  return table;
}

void DivisionTable::IndexNames() {
  names_.reserve(divisions_.size() + divisions_.size() / 8);
  for (uint32_t i = 0; i < divisions_.size(); ++i) {
    names_.push_back({divisions_[i].name, i});
    if (!divisions_[i].short_name.empty()) names_.push_back({divisions_[i].short_name, i});
  }
  std::sort(names_.begin(), names_.end(), [](const NameEntry& a, const NameEntry& b) {
    return std::tie(a.name, a.division) < std::tie(b.name, b.division);
  });
  for (uint32_t i = 0; i < names_.size(); ++i) {
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
