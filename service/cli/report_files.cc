#include "service/cli/report_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <optional>
#include <set>
#include <string_view>
#include <system_error>
#include <utility>

#include "graph/base/status_macros.h"
#include "loader/formats/archive.h"
#include "loader/formats/docx_text.h"
#include "service/cli/failure.h"
#include "service/cli/report_name.h"
#include "service/cli/standard_input.h"

namespace policygraph::cli {
namespace {

using std::filesystem::path;
using std::string_view_literals::operator""sv;

// So many bytes tell whether a file is an archive.
constexpr size_t kHeadBytes = 512;

// Old formats are among them: that they cannot be read is better told than passed over.
constexpr std::array kDocuments = {".txt"sv, ".htm"sv, ".html"sv, ".shtml"sv, ".xhtml"sv,
                                   ".pdf"sv, ".doc"sv, ".docx"sv, ".wps"sv,   ".rtf"sv};
constexpr std::array kArchives = {".zip"sv, ".tar"sv, ".tgz"sv, ".gz"sv};

template <size_t kSize>
bool HasExtension(const path& file, const std::array<std::string_view, kSize>& extensions) {
  std::string extension = file.extension().string();
  for (char& c : extension) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  return std::find(extensions.begin(), extensions.end(), extension) != extensions.end();
}

// Files that programs leave beside documents (.DS_Store, ~$report.docx).
bool IsHidden(const path& file) {
  return std::any_of(file.begin(), file.end(), [](const path& part) {
    const std::string name = part.string();
    return (name.starts_with('.') && name != "." && name != "..") || name.starts_with("~$") ||
           name == "__MACOSX";
  });
}

// The reports in an archive. None when it is no archive, cannot be read or holds no report: as a
// report by itself it is then refused with the reason.
std::vector<ReportFile> ReportsInArchive(const std::string& file) {
  const std::string path = PathToOpen(file);
  std::ifstream stream(path, std::ios::binary);
  std::string head(kHeadBytes, '\0');
  stream.read(head.data(), kHeadBytes);
  head.resize(stream.gcount());
  if (!loader::LooksLikeArchive(head)) return {};
  auto archive = loader::ArchiveReader::OpenFile(path);
  if (!archive.ok()) return {};
  std::vector<ReportFile> reports;
  while (true) {
    const auto entry = archive->Next();
    if (!entry.ok()) return {};
    if (!entry->has_value()) return reports;
    const std::string& inside = (*entry)->path;
    if (loader::IsDocxBody(inside)) return {};
    if (IsHidden(inside) || !HasExtension(inside, kDocuments)) continue;
    reports.push_back({file, "", (*entry)->bytes, inside});
  }
}

void AddFile(const path& file, std::vector<ReportFile>& files) {
  std::vector<ReportFile> inside = ReportsInArchive(file.string());
  if (inside.empty()) {
    std::error_code error;
    const uintmax_t bytes = std::filesystem::file_size(file, error);
    inside.push_back({file.string(), "", error ? 0 : bytes, ""});
  }
  std::move(inside.begin(), inside.end(), std::back_inserter(files));
}

absl::Status AddFolder(const std::string& folder, std::vector<ReportFile>& files) {
  using std::filesystem::directory_options;
  std::error_code error;
  std::vector<path> found;
  std::filesystem::recursive_directory_iterator entry(
      folder, directory_options::skip_permission_denied, error);
  for (const std::filesystem::recursive_directory_iterator end; !error && entry != end;
       entry.increment(error)) {
    const path& file = entry->path();
    if (IsHidden(file.filename())) {
      entry.disable_recursion_pending();
    } else if ((HasExtension(file, kDocuments) || HasExtension(file, kArchives)) &&
               !entry->is_directory(error)) {
      found.push_back(file);
    }
  }
  if (error) return UsageError(fmt::format("{}: {}", folder, error.message()));
  if (found.empty()) {
    return UsageError(
        fmt::format("{}: holds no report; .txt, .html, .docx, .pdf and archives of "
                    "them are looked for",
                    folder));
  }
  // What is nearer to the folder comes first, and so has the shorter names.
  const auto depth = [](const path& file) { return std::distance(file.begin(), file.end()); };
  std::sort(found.begin(), found.end(), [&](const path& a, const path& b) {
    return std::pair(depth(a), a.string()) < std::pair(depth(b), b.string());
  });
  for (const path& file : found) AddFile(file, files);
  return absl::OkStatus();
}

// What came through a pipe and is not held can be read once only, and not looked into.
absl::Status AddStandardInput(const std::string& name, std::vector<ReportFile>& files) {
  std::error_code error;
  std::vector<ReportFile> inside;
  if (std::filesystem::is_regular_file(PathToOpen(kStandardInput), error)) {
    inside = ReportsInArchive(kStandardInput);
  }
  if (inside.empty()) {
    if (name.empty()) {
      return UsageError(
          "a report from standard input, which is no archive of reports, needs --name");
    }
    inside.push_back({kStandardInput, name, 0, ""});
  }
  std::move(inside.begin(), inside.end(), std::back_inserter(files));
  return absl::OkStatus();
}

// Gives each report without a name one that no other has.
absl::Status SetNames(std::vector<ReportFile>& files) {
  std::set<std::string> taken;
  for (ReportFile& file : files) {
    if (file.name.empty()) {
      const std::optional<std::string> name = FreeReportName(file.Label(), taken);
      if (!name.has_value()) {
        return UsageError(
            fmt::format("{} is named like another report; load it by itself, with "
                        "--name",
                        file.Label()));
      }
      file.name = *name;
    }
    taken.insert(file.name);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<ReportFile>> FindReportFiles(const std::vector<std::string>& arguments,
                                                        const std::string& name) {
  std::vector<ReportFile> files;
  for (const std::string& argument : arguments) {
    std::error_code error;
    if (argument == kStandardInput) {
      RETURN_IF_ERROR(AddStandardInput(name, files));
    } else if (std::filesystem::is_directory(argument, error)) {
      RETURN_IF_ERROR(AddFolder(argument, files));
    } else if (std::filesystem::exists(argument, error)) {
      AddFile(argument, files);
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
  RETURN_IF_ERROR(SetNames(files));
  return files;
}

}  // namespace policygraph::cli
