#include "service/cli/report_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <utility>

#include "graph/base/status_macros.h"
#include "service/cli/standard_input.h"

namespace policygraph::cli {
namespace {

constexpr size_t kBlockBytes = 64 << 10;

}  // namespace

std::optional<ReportReader::Report> ReportReader::Next() {
  const std::lock_guard lock(mutex_);
  if (next_ == files_.size()) return std::nullopt;
  const size_t index = next_++;
  const ReportFile& file = files_[index];
  return Report{index, file.entry.empty() ? ReadBytes(file.path, limit_) : ReadEntry(file)};
}

absl::StatusOr<std::string> ReportReader::ReadEntry(const ReportFile& file) {
  if (!archive_.has_value() || archive_path_ != file.path) {
    archive_.reset();
    ASSIGN_OR_RETURN(archive_, loader::ArchiveReader::OpenFile(PathToOpen(file.path)));
    archive_path_ = file.path;
  }
  while (true) {
    ASSIGN_OR_RETURN(const auto entry, archive_->Next());
    if (!entry.has_value()) {
      return absl::NotFoundError(fmt::format("{}: no longer in the archive", file.Label()));
    }
    if (entry->path == file.entry) return archive_->Read(limit_);
  }
}

absl::StatusOr<std::string> ReadBytes(const std::string& path, size_t limit) {
  const bool is_stdin = path == kStandardInput;
  const auto close = [is_stdin](std::FILE* file) { return is_stdin ? 0 : std::fclose(file); };
  const std::unique_ptr<std::FILE, decltype(close)> file(
      is_stdin ? stdin : std::fopen(path.c_str(), "rb"), close);
  if (file == nullptr) return absl::ErrnoToStatus(errno, path);
  std::string bytes;
  while (bytes.size() <= limit) {
    const size_t old_size = bytes.size();
    bytes.resize(old_size + std::min(kBlockBytes, limit + 1 - old_size));
    const size_t read = std::fread(bytes.data() + old_size, 1, bytes.size() - old_size, file.get());
    bytes.resize(old_size + read);
    if (read == 0) break;
  }
  if (std::ferror(file.get()) != 0) return absl::ErrnoToStatus(errno, path);
  return bytes;
}

}  // namespace policygraph::cli
