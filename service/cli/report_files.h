#ifndef POLICYGRAPH_SERVICE_CLI_REPORT_FILES_H_
#define POLICYGRAPH_SERVICE_CLI_REPORT_FILES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace policygraph::cli {

// A report to load.
struct ReportFile {
  std::string path;    // "-" for standard input
  std::string name;    // of the report
  uint64_t bytes = 0;  // 0 when not known

  friend bool operator==(const ReportFile&, const ReportFile&) = default;
};

// The reports that the arguments of `load` mean: files, folders (each .txt file in it, by name) and
// "-" for standard input. A report is named after its file without the extension unless `name` is
// given, which needs there to be one file only. A usage error naming the argument at fault: missing
// path, folder without a .txt file, "-" without a name, or two files of one name.
absl::StatusOr<std::vector<ReportFile>> FindReportFiles(const std::vector<std::string>& arguments,
                                                        const std::string& name);

// All bytes of a file or of standard input, up to `limit` and one more, so that the server sees
// that there are too many. NOT_FOUND or PERMISSION_DENIED and the like naming the file.
absl::StatusOr<std::string> ReadBytes(const std::string& path, size_t limit);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_REPORT_FILES_H_
