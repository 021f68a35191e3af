#include "loader/stages/find_progress.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <vector>

#include "loader/stages/identify_report.h"
#include "loader/stages/written_year.h"

namespace policygraph::loader {
namespace {

// A title stands among the first lines, below who issues it and when.
constexpr size_t kTitleLines = 6;

constexpr int32_t kLastMonth = 11;  // what covers all twelve is of a whole year

std::string_view Trimmed(std::string_view line) {
  constexpr std::string_view kWideSpace = "　";
  for (bool more = true; more;) {
    if (line.starts_with(' ') || line.starts_with('\t')) {
      line.remove_prefix(1);
    } else if (line.starts_with(kWideSpace)) {
      line.remove_prefix(kWideSpace.size());
    } else if (line.ends_with(' ') || line.ends_with('\t')) {
      line.remove_suffix(1);
    } else if (line.ends_with(kWideSpace)) {
      line.remove_suffix(kWideSpace.size());
    } else {
      more = false;
    }
  }
  return line;
}

std::vector<std::string_view> FirstLines(std::string_view opening) {
  std::vector<std::string_view> lines;
  for (size_t at = 0; at < opening.size() && lines.size() < kTitleLines;) {
    const size_t end = std::min(opening.find('\n', at), opening.size());
    const std::string_view line = Trimmed(opening.substr(at, end - at));
    if (!line.empty()) lines.push_back(line);
    at = end + 1;
  }
  return lines;
}

// A number up to nineteen: in figures (9, １１) or in words (九, 十一, 两).
int32_t ParseCount(std::string_view digits) {
  constexpr std::string_view kTen = "十";
  if (digits == "两") return 2;
  if (!digits.starts_with(kTen)) return ParseYear(digits);
  return 10 + ParseYear(digits.substr(kTen.size()));
}

// The last month of the part of a year that the words name; 0 when they name none.
int32_t LastMonthIn(std::string_view words, const ReadingRules& rules) {
  for (const ReadingRules::PartOfYear& part : rules.parts_of_year()) {
    if (!part.rule.Matches(words)) continue;
    const int32_t month = part.month != 0
                              ? part.month
                              : ParseCount(part.rule.Capture(words)) * part.months_each;
    return month <= kLastMonth ? month : 0;
  }
  return 0;
}

int WeightOf(std::string_view title, const ReadingRules& rules) {
  for (const ReadingRules::ProgressTitle& known : rules.progress_titles()) {
    if (known.rule.Matches(title)) return known.weight;
  }
  return 0;
}

int32_t FirstOf(std::initializer_list<int32_t> years) {
  const auto said = std::find_if(years.begin(), years.end(), IsYear);
  return said == years.end() ? 0 : *said;
}

}  // namespace

ProgressTitle FindProgress(const Document& document, const ReadingRules& rules) {
  const std::vector<std::string_view> lines = FirstLines(OpeningOf(document));
  const std::string_view whole = FindTitle(document, rules);
  const std::string_view name = document.name;
  ProgressTitle found;
  for (const std::string_view line : lines) {
    if (!whole.empty() && line != whole) continue;
    found.weight = WeightOf(line, rules);
    if (found.weight == 0) continue;
    found.through_month = LastMonthIn(line, rules);
    if (found.through_month == 0) continue;
    found.line = line;
    break;
  }
  if (found.through_month == 0) {
    found.weight = WeightOf(name, rules);
    found.through_month = LastMonthIn(name, rules);
  }
  if (found.through_month == 0) return {};
  int32_t near_title = 0;
  for (const std::string_view line : lines) near_title = FirstOf({near_title, FirstYearIn(line)});
  found.year =
      FirstOf({FirstYearIn(found.line), FirstYearIn(name), YearInName(name), near_title});
  return found;
}

}  // namespace policygraph::loader
