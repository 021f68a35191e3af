#ifndef POLICYGRAPH_SERVICE_CLI_REPORT_NAME_H_
#define POLICYGRAPH_SERVICE_CLI_REPORT_NAME_H_

#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace policygraph::cli {

// The words as a report may be named: '-' stands for each run of characters that may not (the
// brackets of 报告（定稿）), none at the ends.
std::string ToReportName(std::string_view words);

// A name for the report in the file at this path that is not taken: the file's without extension,
// with as many of its folders before it as it needs (甲市-2024). Nothing when all are taken.
std::optional<std::string> FreeReportName(const std::string& path,
                                          const std::set<std::string>& taken);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_REPORT_NAME_H_
