#ifndef POLICYGRAPH_SERVICE_CLI_REPORT_READER_H_
#define POLICYGRAPH_SERVICE_CLI_REPORT_READER_H_

#include <cstddef>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "loader/formats/archive.h"
#include "service/cli/report_files.h"

namespace policygraph::cli {

// Hands out the bytes of reports, each once and in order, to the threads that load them. May be
// called from many threads. Holds no more than one archive open, and no bytes.
class ReportReader {
 public:
  struct Report {
    size_t index = 0;  // in the list of files
    // Its bytes up to the limit and one more, so that the server sees that there are too many; or
    // NOT_FOUND, PERMISSION_DENIED and the like naming the file.
    absl::StatusOr<std::string> bytes;
  };

  // The files must outlive the reader.
  ReportReader(const std::vector<ReportFile>& files, size_t limit) : files_(files), limit_(limit) {}

  // The next report; nothing when all are handed out.
  std::optional<Report> Next();

 private:
  absl::StatusOr<std::string> ReadEntry(const ReportFile& file);

  const std::vector<ReportFile>& files_;
  const size_t limit_;
  std::mutex mutex_;
  size_t next_ = 0;
  std::string archive_path_;  // of the archive that is open
  std::optional<loader::ArchiveReader> archive_;
};

// All bytes of a file or, for "-", of standard input, up to `limit` and one more. NOT_FOUND or
// PERMISSION_DENIED and the like naming the file.
absl::StatusOr<std::string> ReadBytes(const std::string& path, size_t limit);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_REPORT_READER_H_
