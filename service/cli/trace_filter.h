#ifndef POLICYGRAPH_SERVICE_CLI_TRACE_FILTER_H_
#define POLICYGRAPH_SERVICE_CLI_TRACE_FILTER_H_

#include <string>
#include <vector>

#include "CLI/CLI.hpp"
#include "service/cli/year_range.h"

namespace policygraph::cli {

// What is to count in a trace, as its flags say.
struct TraceFilter {
  std::vector<std::string> reports;
  YearRange years;
  double min_confidence = 0;

  // Writes the filter into a request of either way.
  template <typename Request>
  void WriteTo(Request& request) const {
    for (const std::string& report : reports) request.add_reports(report);
    request.set_min_year(years.first);
    request.set_max_year(years.last);
    request.set_min_confidence(min_confidence);
  }
};

// Adds --report, --years and --min-confidence.
void AddTraceFilter(CLI::App& command, TraceFilter& filter);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_TRACE_FILTER_H_
