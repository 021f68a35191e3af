#ifndef POLICYGRAPH_SERVICE_CLI_YEAR_RANGE_H_
#define POLICYGRAPH_SERVICE_CLI_YEAR_RANGE_H_

#include <optional>
#include <string_view>

namespace policygraph::cli {

// Years from the first to the last; 0 for an end that is open.
struct YearRange {
  int first = 0;
  int last = 0;

  friend bool operator==(const YearRange&, const YearRange&) = default;
};

// Reads 2023:2025, 2023: and :2025, or 2023 for that year alone. Nothing for any other text and for
// years that run backwards.
std::optional<YearRange> ParseYearRange(std::string_view text);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_YEAR_RANGE_H_
