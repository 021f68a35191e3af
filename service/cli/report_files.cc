#include "service/cli/report_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <system_error>
#include <utility>

#include "graph/base/status_macros.h"
#include "service/cli/failure.h"

namespace policygraph::cli {
namespace {

constexpr char kStdin[] = "-";
constexpr size_t kBlockBytes = 64 << 10;

ReportFile FileAt(const std::filesystem::path& path) {
  std::error_code error;
  const uintmax_t bytes = std::filesystem::file_size(path, error);
  return {path.string(), path.stem().string(), error ? 0 : bytes};
}

absl::Status AddFolder(const std::string& folder, std::vector<ReportFile>& files) {
  std::error_code error;
  std::vector<ReportFile> found;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == ".txt" && !entry->is_directory(error)) {
      found.push_back(FileAt(entry->path()));
    }
  }
  if (error) return UsageError(fmt::format("{}: {}", folder, error.message()));
  if (found.empty()) return UsageError(fmt::format("{}: holds no .txt file", folder));
  std::sort(found.begin(), found.end(),
            [](const ReportFile& a, const ReportFile& b) { return a.path < b.path; });
  std::move(found.begin(), found.end(), std::back_inserter(files));
  return absl::OkStatus();
}

absl::Status CheckNames(const std::vector<ReportFile>& files) {
  std::map<std::string, std::string> path_of;
  for (const ReportFile& file : files) {
    const auto [other, is_new] = path_of.emplace(file.name, file.path);
    if (!is_new) {
      return UsageError(
          fmt::format("{} and {} would both be report {}; load them one by one, with "
                      "--name",
                      other->second, file.path, file.name));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<ReportFile>> FindReportFiles(const std::vector<std::string>& arguments,
                                                        const std::string& name) {
  std::vector<ReportFile> files;
  for (const std::string& argument : arguments) {
    std::error_code error;
    if (argument == kStdin) {
      if (name.empty()) return UsageError("a report from standard input needs --name");
      files.push_back({kStdin, name, 0});
    } else if (std::filesystem::is_directory(argument, error)) {
      RETURN_IF_ERROR(AddFolder(argument, files));
    } else if (std::filesystem::exists(argument, error)) {
      files.push_back(FileAt(argument));
    } else {
      return UsageError(fmt::format("{}: no such file or folder", argument));
    }
  }
  if (!name.empty()) {
    if (files.size() != 1) {
      return UsageError(
          fmt::format("--name names one report, and there are {} files", files.size()));
    }
    files.front().name = name;
  }
  RETURN_IF_ERROR(CheckNames(files));
  return files;
}

absl::StatusOr<std::string> ReadBytes(const std::string& path, size_t limit) {
  const bool is_stdin = path == kStdin;
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
