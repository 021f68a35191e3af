#include "graph/filter/filter_value.h"

#include <charconv>
#include <cmath>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/time/time.h"
#include "fmt/format.h"
#include "fmt/ranges.h"
#include "graph/filter/column_error.h"

namespace policygraph {
namespace {

absl::Status Expected(const FilterField& field, const FilterSyntax& restriction,
                      std::string_view what) {
  return ColumnError("filter", restriction.value_column,
                     fmt::format("{} expects {}, found {}", field.name, what,
                                 Excerpt(restriction.value)));
}

absl::StatusOr<double> Number(const FilterField& field, const FilterSyntax& restriction) {
  const std::string& text = restriction.value;
  double number = 0;
  const char* end = text.data() + text.size();
  const std::from_chars_result read = std::from_chars(text.data(), end, number);
  if (restriction.quoted || read.ec != std::errc() || read.ptr != end || !std::isfinite(number)) {
    return Expected(field, restriction, "a number");
  }
  return number;
}

absl::StatusOr<double> Choice(const FilterField& field, const FilterSyntax& restriction) {
  std::string upper = restriction.value;
  absl::AsciiStrToUpper(&upper);
  std::vector<std::string_view> names;
  for (const auto& [name, number] : field.choices) {
    if (name == upper) return number;
    names.push_back(name);
  }
  return Expected(field, restriction, fmt::format("one of {}", fmt::join(names, ", ")));
}

absl::StatusOr<double> Time(const FilterField& field, const FilterSyntax& restriction) {
  absl::Time time;
  std::string problem;
  const std::string& text = restriction.value;
  const std::string whole = text.size() == sizeof("2026-11-24") - 1 ? text + "T00:00:00Z" : text;
  if (!absl::ParseTime(absl::RFC3339_full, whole, &time, &problem) ||
      time == absl::InfiniteFuture() || time == absl::InfinitePast()) {
    return Expected(field, restriction,
                    R"(a day (2026-11-24) or a quoted time ("2026-11-24T08:00:00Z"))");
  }
  return absl::ToDoubleSeconds(time - absl::UnixEpoch());
}

}  // namespace

absl::StatusOr<double> FilterNumber(const FilterField& field, const FilterSyntax& restriction) {
  switch (field.type) {
    case FieldType::kChoice:
      return Choice(field, restriction);
    case FieldType::kTime:
      return Time(field, restriction);
    default:
      return Number(field, restriction);
  }
}

}  // namespace policygraph
