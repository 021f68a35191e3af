#include "service/cli/standard_input.h"

#include <fmt/format.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <vector>

#include "graph/base/status_macros.h"
#include "loader/formats/archive.h"
#include "loader/formats/read_text.h"

namespace policygraph::cli {
namespace {

constexpr size_t kBlockBytes = 64 << 10;

// Closes the descriptor when it goes.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }

 private:
  const int number_;
};

// A new file that has no name any more; below 0 when there can be none.
int OpenNameless(const std::filesystem::path& folder) {
  std::string path = (folder / "policygraph-XXXXXX").string();
  const int number = mkstemp(path.data());
  if (number >= 0) unlink(path.c_str());
  return number;
}

// Fills the block as far as the input goes; below 0 for an error.
ssize_t ReadBlock(int from, std::vector<char>& block) {
  size_t filled = 0;
  while (filled < block.size()) {
    const ssize_t got = read(from, block.data() + filled, block.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return got;
    if (got == 0) break;
    filled += got;
  }
  return static_cast<ssize_t>(filled);
}

bool WriteAll(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(to, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(written);
  }
  return true;
}

absl::Status CopyInput(int to) {
  std::vector<char> block(kBlockBytes);
  bool is_archive = false;
  // Of what is no archive, one byte above the limit shows the server that there are too many.
  for (uint64_t copied = 0; is_archive || copied <= loader::kMaxFileBytes;) {
    const ssize_t read = ReadBlock(STDIN_FILENO, block);
    if (read < 0) return absl::ErrnoToStatus(errno, "standard input");
    if (read == 0) break;
    const std::string_view bytes(block.data(), read);
    if (copied == 0) is_archive = loader::LooksLikeArchive(bytes);
    copied += bytes.size();
    if (copied > kMaxInputArchiveBytes) {
      return absl::ResourceExhaustedError(
          fmt::format("the archive from standard input is above {} bytes; save it to a file and "
                      "load that",
                      kMaxInputArchiveBytes));
    }
    if (!WriteAll(to, bytes)) {
      return absl::ErrnoToStatus(errno, "a temporary file for standard input");
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status HoldStandardInput() {
  std::error_code error;
  const std::filesystem::path folder = std::filesystem::temp_directory_path(error);
  if (error) return absl::ErrnoToStatus(error.value(), "the folder for temporary files");
  const Descriptor file(OpenNameless(folder));
  if (file.number() < 0) return absl::ErrnoToStatus(errno, folder.string());
  RETURN_IF_ERROR(CopyInput(file.number()));
  if (lseek(file.number(), 0, SEEK_SET) < 0 || dup2(file.number(), STDIN_FILENO) < 0) {
    return absl::ErrnoToStatus(errno, "standard input");
  }
  return absl::OkStatus();
}

std::string PathToOpen(const std::string& path) {
  return path == kStandardInput ? "/dev/stdin" : path;
}

}  // namespace policygraph::cli
