#include "service/cli/export/output_file.h"

#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace policygraph::cli {

absl::StatusOr<std::unique_ptr<OutputFile>> OutputFile::Create(const std::filesystem::path& path) {
  errno = 0;
  std::unique_ptr<OutputFile> file(new OutputFile(path));
  if (!file->stream_.is_open()) return absl::ErrnoToStatus(errno, path.string());
  return file;
}

OutputFile::OutputFile(const std::filesystem::path& path)
    : path_(path),
      partial_path_(fmt::format("{}.partial-{}", path.string(), getpid())),
      stream_(partial_path_, std::ios::binary | std::ios::trunc) {}

OutputFile::~OutputFile() {
  std::error_code ignored;
  std::filesystem::remove(partial_path_, ignored);
}

absl::Status OutputFile::Commit() {
  stream_.close();
  if (stream_.fail()) {
    return absl::ResourceExhaustedError(
        fmt::format("{} could not be written; is the disk full?", path_.string()));
  }
  std::error_code error;
  std::filesystem::rename(partial_path_, path_, error);
  if (error) {
    return absl::UnknownError(fmt::format("{}: {}", path_.string(), error.message()));
  }
  return absl::OkStatus();
}

}  // namespace policygraph::cli
