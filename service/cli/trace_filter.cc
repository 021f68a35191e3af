#include "service/cli/trace_filter.h"

#include <optional>

#include "service/cli/command_line.h"

namespace policygraph::cli {

void AddTraceFilter(CLI::App& command, TraceFilter& filter) {
  command.add_option("--report", filter.reports, "Only what this report says; may be repeated")
      ->type_name("REPORT")
      ->allow_extra_args(false);
  command
      .add_option_function<std::string>(
          "--years",
          [&filter](const std::string& text) {
            const std::optional<YearRange> years = ParseYearRange(text);
            if (!years.has_value()) {
              throw CLI::ValidationError("--years",
                                         text + " is none of 2024, 2023:2025, 2023: and :2025");
            }
            filter.years = *years;
          },
          "Only plans and results for these years, and projects that have such")
      ->type_name("FIRST:LAST");
  AddMinConfidence(command, filter.min_confidence);
}

}  // namespace policygraph::cli
