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
  std::string entry;   // its path in the archive at `path`; empty for a file by itself

  // What people call it: reports.zip/甲市.txt
  std::string Label() const { return entry.empty() ? path : path + "/" + entry; }

  friend bool operator==(const ReportFile&, const ReportFile&) = default;
};

// The reports that the arguments of `load` mean: files; folders, with all files in them and their
// folders that are named like documents (.txt, .html, .docx, .pdf ...); zip and tar archives, with
// such files in them; and "-" for standard input, which may be an archive, too, once it is held
// (standard_input.h). They come in the order of the arguments, the files of a folder by path, those
// of an archive in its order.
//
// A report is named after its file without the extension unless `name` is given, which needs there
// to be one report only. What may not stand in a name becomes '-'; of two that would have one name,
// the later one has its folder's before it (甲市-2024).
//
// A usage error naming the argument at fault: missing path, folder without a report, one report
// from "-" without a name, or two reports of one path.
absl::StatusOr<std::vector<ReportFile>> FindReportFiles(const std::vector<std::string>& arguments,
                                                        const std::string& name);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_REPORT_FILES_H_
