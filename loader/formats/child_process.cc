#include "loader/formats/child_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "graph/base/status_macros.h"

// glibc 2.36 declares these as C++ functions to C++.
extern "C" {
#include <sys/pidfd.h>
}

namespace policygraph::loader {
namespace {

// What a child ends with that cannot become the program; shells do so, too.
constexpr int kNotStarted = 127;

// A file in memory, closed with its scope. Unlike pipes, files need nobody to read them while the
// program writes, and the system bounds their size.
class MemoryFile {
 public:
  static absl::StatusOr<MemoryFile> Make() {
    const int file = memfd_create("policygraph", MFD_CLOEXEC);
    if (file < 0) return absl::InternalError("no file in memory could be made");
    return MemoryFile(file);
  }
  MemoryFile(MemoryFile&& other) noexcept : file_(std::exchange(other.file_, -1)) {}
  MemoryFile& operator=(MemoryFile&&) = delete;
  ~MemoryFile() {
    if (file_ >= 0) close(file_);
  }

  int descriptor() const { return file_; }

  absl::Status Fill(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t written = write(file_, bytes.data(), bytes.size());
      if (written < 0) return absl::ErrnoToStatus(errno, "the input could not be handed over");
      bytes.remove_prefix(written);
    }
    lseek(file_, 0, SEEK_SET);
    return absl::OkStatus();
  }

  std::string Content() const {
    std::string bytes(lseek(file_, 0, SEEK_END), '\0');
    const ssize_t read = pread(file_, bytes.data(), bytes.size(), 0);
    bytes.resize(read < 0 ? 0 : read);
    return bytes;
  }

 private:
  explicit MemoryFile(int file) : file_(file) {}
  int file_;
};

// Becomes the program. Called between fork and exec in a process of many threads, it may only make
// calls that are safe in signal handlers.
[[noreturn]] void Become(const char* path, char* const* arguments, const int (&files)[3],
                         const rlimit (&bounds)[4]) {
  constexpr __rlimit_resource kResources[4] = {RLIMIT_AS, RLIMIT_FSIZE, RLIMIT_CPU, RLIMIT_CORE};
  for (int i = 0; i < 4; ++i) setrlimit(kResources[i], &bounds[i]);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (int i = 0; i < 3; ++i) dup2(files[i], i);
  close_range(3, ~0U, 0);
  char* const environment[] = {nullptr};
  execve(path, arguments, environment);
  _exit(kNotStarted);
}

rlimit Bound(rlim_t value) { return {value, value}; }

// Whether the process ends before the deadline.
bool WaitUntil(int process, absl::Time deadline) {
  pollfd waited{process, POLLIN, 0};
  while (true) {
    const absl::Duration left = deadline - absl::Now();
    if (left <= absl::ZeroDuration()) return false;
    const int ready = poll(&waited, 1, static_cast<int>(absl::ToInt64Milliseconds(left)) + 1);
    if (ready > 0) return true;
    if (ready < 0 && errno != EINTR) return false;
  }
}

}  // namespace

std::optional<std::string> FindProgram(const std::string& name) {
  const char* variable = std::getenv("PATH");
  std::string_view folders = variable == nullptr ? "/usr/bin:/bin" : variable;
  while (!folders.empty()) {
    const size_t end = std::min(folders.find(':'), folders.size());
    const std::string path = std::string(folders.substr(0, end)) + "/" + name;
    if (access(path.c_str(), X_OK) == 0) return path;
    folders.remove_prefix(std::min(end + 1, folders.size()));
  }
  return std::nullopt;
}

absl::StatusOr<ProcessResult> RunProgram(const std::string& path,
                                         const std::vector<std::string>& arguments,
                                         std::string_view input, const ProcessLimits& limits) {
  ASSIGN_OR_RETURN(const MemoryFile in, MemoryFile::Make());
  ASSIGN_OR_RETURN(const MemoryFile out, MemoryFile::Make());
  ASSIGN_OR_RETURN(const MemoryFile messages, MemoryFile::Make());
  RETURN_IF_ERROR(in.Fill(input));
  std::vector<char*> argv = {const_cast<char*>(path.c_str())};
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const int files[3] = {in.descriptor(), out.descriptor(), messages.descriptor()};
  const rlimit bounds[4] = {Bound(limits.memory_bytes), Bound(limits.output_bytes),
                            Bound(absl::ToInt64Seconds(limits.time) + 1), Bound(0)};

  const pid_t child = fork();
  if (child < 0) return absl::ErrnoToStatus(errno, path);
  if (child == 0) Become(path.c_str(), argv.data(), files, bounds);

  ProcessResult result;
  const int process = pidfd_open(child, 0);
  const absl::Cleanup close_process = [process] { close(process); };
  if (!WaitUntil(process, absl::Now() + limits.time)) {
    result.end = ProcessResult::End::kOutOfTime;
    kill(child, SIGKILL);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(status) && result.end == ProcessResult::End::kExited) {
    result.end = WTERMSIG(status) == SIGXFSZ   ? ProcessResult::End::kTooMuchOutput
                 : WTERMSIG(status) == SIGXCPU ? ProcessResult::End::kOutOfTime
                                               : ProcessResult::End::kKilled;
  }
  result.exit_code = WEXITSTATUS(status);
  if (result.end == ProcessResult::End::kExited && result.exit_code == kNotStarted) {
    return absl::InternalError(path + " could not be started");
  }
  result.output = out.Content();
  result.messages = messages.Content();
  return result;
}

}  // namespace policygraph::loader
