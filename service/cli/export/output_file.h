#ifndef POLICYGRAPH_SERVICE_CLI_EXPORT_OUTPUT_FILE_H_
#define POLICYGRAPH_SERVICE_CLI_EXPORT_OUTPUT_FILE_H_

#include <filesystem>
#include <fstream>
#include <memory>
#include <ostream>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace policygraph::cli {

// A file that is there whole or not at all: it is written beside its place and moved there by
// Commit(); without that, what was written is removed.
class OutputFile {
 public:
  // PERMISSION_DENIED, NOT_FOUND and the like naming the path.
  static absl::StatusOr<std::unique_ptr<OutputFile>> Create(const std::filesystem::path& path);

  ~OutputFile();
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  std::ostream& stream() { return stream_; }

  // Puts the file in its place. Fails when anything could not be written.
  absl::Status Commit();

 private:
  explicit OutputFile(const std::filesystem::path& path);

  const std::filesystem::path path_;
  const std::filesystem::path partial_path_;
  std::ofstream stream_;
};

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_EXPORT_OUTPUT_FILE_H_
