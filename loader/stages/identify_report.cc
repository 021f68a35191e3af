#include "loader/stages/identify_report.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "fmt/format.h"
#include "graph/base/error.h"
#include "loader/stages/written_year.h"

namespace policygraph::loader {
namespace {

constexpr std::string_view kCountryCode = "000000";

// The shortest reports have eight thousand characters. A text of a third of that which lacks a part
// is a piece of one.
constexpr size_t kFragmentBytes = 8000;

// How much of a text is searched for what it names most.
constexpr size_t kCountedBytes = 1 << 18;

// A place that is named less often is not the reporting one.
constexpr int kFewestNamings = 3;

int CountMatches(const re2::RE2& pattern, std::string_view text, int enough) {
  re2::StringPiece rest(text.data(), text.size());
  int count = 0;
  while (count < enough && re2::RE2::FindAndConsume(&rest, pattern)) ++count;
  return count;
}

int CountPlaceholders(const Document& document, const ReadingRules& rules) {
  int count = 0;
  for (const std::string& placeholder : rules.file().placeholders()) {
    for (size_t at = document.text.find(placeholder); at != std::string::npos;
         at = document.text.find(placeholder, at + placeholder.size())) {
      if (++count >= rules.file().placeholder_limit()) return count;
    }
  }
  return count;
}

ReportingPlace ToPlace(const Division& division) {
  return {std::string(division.name), std::string(division.code), division.level};
}

// How often the text names each division at all of its bearers' names.
absl::flat_hash_map<const Division*, int> CountNamings(std::string_view text,
                                                       const DivisionTable& divisions) {
  absl::flat_hash_map<const Division*, int> counts;
  text = text.substr(0, kCountedBytes);
  for (size_t at = 0; at < text.size();) {
    const DivisionTable::NameMatch match = divisions.LongestAt(text, at);
    for (const Division* bearer : match.bearers) ++counts[bearer];
    at += std::max<size_t>(match.length, 1);
  }
  return counts;
}

// Of namesakes the one whose surroundings the text names most; null when none stands out.
const Division* MostAtHome(const std::vector<const Division*>& namesakes, std::string_view text,
                           const DivisionTable& divisions) {
  if (namesakes.size() == 1) return namesakes[0];
  const auto counts = CountNamings(text, divisions);
  const Division* best = nullptr;
  int best_count = 0;
  bool unique = false;
  for (const Division* namesake : namesakes) {
    int count = 0;
    for (std::string_view above = divisions.Parent(namesake->code);
         !above.empty() && above != kCountryCode; above = divisions.Parent(above)) {
      const auto it = counts.find(divisions.Find(above));
      if (it != counts.end()) count += it->second;
    }
    unique = count == best_count ? false : count > best_count ? true : unique;
    if (count > best_count) {
      best = namesake;
      best_count = count;
    }
  }
  return unique ? best : nullptr;
}

// The place that ends a chain of full names at the end of the words (2025年四川省德阳市 -> 德阳市).
std::optional<ReportingPlace> PlaceAtEnd(std::string_view words, const Document& document,
                                         const DivisionTable& divisions) {
  for (size_t at = 0; at < words.size(); ++at) {
    if ((words[at] & 0xC0) == 0x80) continue;
    ReportingPlace place = ResolvePlace(words.substr(at), document, divisions);
    if (!place.code.empty()) return place;
  }
  return std::nullopt;
}

// A place whose full name stands anywhere in the report's name.
std::optional<ReportingPlace> PlaceInName(const Document& document,
                                          const DivisionTable& divisions) {
  const std::string_view name = document.name;
  for (size_t at = 0; at < name.size(); ++at) {
    if (divisions.LongestAt(name, at).length == 0) continue;
    for (size_t end = name.size(); end > at; --end) {
      if (end < name.size() && (name[end] & 0xC0) == 0x80) continue;
      ReportingPlace place = ResolvePlace(name.substr(at, end - at), document, divisions);
      if (!place.code.empty()) return place;
    }
  }
  return std::nullopt;
}

std::optional<ReportingPlace> MostNamedPlace(const Document& document, std::string_view kind,
                                             const DivisionTable& divisions) {
  const Division* best = nullptr;
  int best_count = kFewestNamings - 1;
  bool unique = false;
  std::vector<const Division*> namesakes;
  for (const auto& [division, count] : CountNamings(document.text, divisions)) {
    if (division->level == DivisionLevel::kTown || division->level == DivisionLevel::kNone)
      continue;
    if (division->code == kCountryCode || !division->name.ends_with(kind)) continue;
    if (count > best_count) {
      best = division;
      best_count = count;
      unique = true;
      namesakes.clear();
    } else if (count == best_count && best != nullptr) {
      unique = false;
    }
    if (count == best_count) namesakes.push_back(division);
  }
  if (best == nullptr) return std::nullopt;
  if (!unique) {
    const bool same_name = std::all_of(namesakes.begin(), namesakes.end(),
                                       [&](const Division* d) { return d->name == best->name; });
    if (!same_name) return std::nullopt;
    best = MostAtHome(namesakes, document.text, divisions);
    if (best == nullptr) return std::nullopt;
  }
  return ToPlace(*best);
}

// `why` ends with how sure it is.
absl::Status NotAReport(const Document& document, std::string_view why) {
  return MakeError(
      ErrorReason::kNotAReport,
      fmt::format("{}: {} a government work report; pass force to read it nevertheless",
                  document.name, why));
}

}  // namespace

std::string_view OpeningOf(const Document& document) {
  return std::string_view(document.text).substr(0, kOpeningBytes);
}

absl::Status CheckIsReport(const Document& document, const ReadingRules& rules, int title_weight) {
  if (CountPlaceholders(document, rules) >= rules.file().placeholder_limit()) {
    return NotAReport(document, "it has blanks to be filled in: surely a form and not");
  }
  const int needed = rules.file().needed_weight();
  int weight = title_weight;
  std::string_view against;  // a sign that it is something else
  for (const ReadingRules::ReportSign& sign : rules.report_signs()) {
    const std::string_view text = sign.in_opening ? OpeningOf(document) : document.text;
    if (CountMatches(*sign.rule.pattern, text, sign.times) < sign.times) continue;
    weight += sign.weight;
    if (sign.weight < 0) against = sign.rule.name;
  }
  if (weight >= needed) return absl::OkStatus();
  const std::string_view sure = weight * 2 < needed ? "surely" : "probably";
  if (!against.empty()) {
    return NotAReport(document, fmt::format("it has {}: {} not", against, sure));
  }
  return NotAReport(document,
                    fmt::format("it has {} of the {} points that the phrases and headings of one "
                                "give: {} not",
                                weight, needed, sure));
}

absl::Status CheckIsWhole(const Document& document) {
  if (document.is_progress()) return absl::OkStatus();
  bool has_review = false;
  bool has_plan = false;
  for (const Sentence& sentence : document.sentences) {
    has_review |= sentence.part == ReportPart::kReview;
    has_plan |= sentence.part == ReportPart::kPlan;
  }
  if ((has_review && has_plan) || document.text.size() >= kFragmentBytes) return absl::OkStatus();
  return NotAReport(
      document, fmt::format("it is short and has no {}: probably a part of one and not the whole",
                            has_plan     ? "review"
                            : has_review ? "plan"
                                         : "review and no plan"));
}

std::string_view FindTitle(const Document& document, const ReadingRules& rules) {
  const std::string_view opening = OpeningOf(document);
  for (size_t line = 0; line < opening.size();) {
    const size_t end = std::min(opening.find('\n', line), opening.size());
    std::string_view words = opening.substr(line, end - line);
    line = end + 1;
    while (words.starts_with(' ') || words.starts_with('\t')) words.remove_prefix(1);
    while (words.ends_with(' ') || words.ends_with('\t')) words.remove_suffix(1);
    for (const ReadingPattern& title : rules.titles()) {
      if (title.Matches(words)) return words;
    }
  }
  return {};
}

int32_t FindYear(const Document& document, const ReadingRules& rules) {
  for (const ReadingRules::YearPattern& year : rules.year_patterns()) {
    const int32_t said = ParseYear(year.rule.Capture(document.text)) + year.offset;
    if (IsYear(said)) return said;
  }
  return YearInName(document.name);
}

ReportingPlace ResolvePlace(std::string_view name, const Document& document,
                            const DivisionTable& divisions) {
  std::string_view around = kCountryCode;
  for (std::string_view rest = name; !rest.empty();) {
    // Full names only: 安徽省 then 黄山市 then 黄山区.
    const std::vector<DivisionTable::NameMatch> matches = divisions.AllAt(rest, 0);
    const Division* next = nullptr;
    size_t length = 0;
    for (const DivisionTable::NameMatch& match : matches) {
      std::vector<const Division*> inside;
      for (const Division* bearer : match.bearers) {
        const bool full = bearer->name.size() == match.length || match.length == rest.size();
        if (full && bearer->level != DivisionLevel::kTown &&
            divisions.Within(bearer->code, around) && bearer->code != around) {
          inside.push_back(bearer);
        }
      }
      if (inside.empty()) continue;
      const Division* nearest = divisions.Nearest(inside, around);
      if (nearest == nullptr) nearest = MostAtHome(inside, document.text, divisions);
      if (nearest == nullptr) continue;
      next = nearest;
      length = match.length;
    }
    if (next == nullptr) return {std::string(name), "", DivisionLevel::kNone};
    around = next->code;
    rest.remove_prefix(length);
    if (rest.empty()) return ToPlace(*next);
  }
  return {std::string(name), "", DivisionLevel::kNone};
}

ReportingPlace FindPlace(const Document& document, const ReadingRules& rules,
                         const DivisionTable& divisions) {
  const std::string_view opening = OpeningOf(document);
  for (const ReadingPattern& national : rules.national()) {
    if (national.Matches(opening)) return ToPlace(*divisions.Find(kCountryCode));
  }
  for (const ReadingPattern& pattern : rules.place_patterns()) {
    const std::string_view words = pattern.Capture(opening);
    if (auto place = PlaceAtEnd(words, document, divisions)) return *std::move(place);
  }
  if (auto place = PlaceInName(document, divisions)) return *std::move(place);
  for (const ReadingPattern& pattern : rules.own_kind()) {
    const std::string_view kind = pattern.Capture(opening);
    if (kind.empty()) continue;
    if (auto place = MostNamedPlace(document, kind, divisions)) return *std::move(place);
  }
  return {};
}

}  // namespace policygraph::loader
