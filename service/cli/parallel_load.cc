#include "service/cli/parallel_load.h"

#include <algorithm>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "loader/formats/read_text.h"
#include "service/cli/failure.h"
#include "service/cli/report_reader.h"

namespace policygraph::cli {
namespace {

// The loads of one command, shared by the threads that make them.
class Loads {
 public:
  Loads(Client& client, const std::vector<ReportFile>& files, const v1::LoadOptions& options,
        ProgressBar& bar, absl::FunctionRef<void(const LoadedReport&)> done)
      : client_(client),
        files_(files),
        options_(options),
        reader_(files, loader::kMaxFileBytes),
        bar_(bar),
        done_(done),
        answers_(files.size()) {
    progress_.reports = files.size();
    for (const ReportFile& file : files) progress_.bytes += file.bytes;
  }

  // Loads report after report until there is none left.
  void Work() {
    while (!Stopped()) {
      std::optional<ReportReader::Report> report = reader_.Next();
      if (!report.has_value()) return;
      const size_t index = report->index;
      Finish(index, report->bytes.ok() ? Load(index, *report->bytes) : report->bytes.status());
    }
  }

  std::vector<LoadedReport> TakeLoaded() { return std::move(loaded_); }

 private:
  bool Stopped() {
    const std::lock_guard lock(mutex_);
    return stopped_;
  }

  absl::StatusOr<v1::LoadReportResponse> Load(size_t index, const std::string& bytes) {
    v1::LoadOptions options = options_;
    options.set_report(files_[index].name);
    size_t sent_before = 0;
    Advance(index, 0);
    return client_.LoadReport(options, bytes, [&](size_t sent) {
      const size_t known = std::min<size_t>(sent, files_[index].bytes);
      Advance(index, known - sent_before);
      sent_before = known;
    });
  }

  void Advance(size_t index, size_t bytes) {
    const std::lock_guard lock(mutex_);
    progress_.bytes_done += bytes;
    bar_.Show(progress_, files_[index].name);
  }

  void Finish(size_t index, absl::StatusOr<v1::LoadReportResponse> answer) {
    const std::lock_guard lock(mutex_);
    ++progress_.reports_done;
    bar_.Show(progress_, files_[index].name);
    stopped_ |= ExitCodeOf(answer.status()) == ExitCode::kUnavailable;
    answers_[index] = std::move(answer);
    // Tells all that have nothing before them left to wait for.
    for (size_t next = loaded_.size(); next < files_.size() && answers_[next].has_value(); ++next) {
      loaded_.push_back({files_[next], *std::exchange(answers_[next], std::nullopt)});
      done_(loaded_.back());
    }
  }

  Client& client_;
  const std::vector<ReportFile>& files_;
  const v1::LoadOptions& options_;
  ReportReader reader_;
  std::mutex mutex_;  // of what follows
  ProgressBar& bar_;
  const absl::FunctionRef<void(const LoadedReport&)> done_;
  LoadProgress progress_;
  bool stopped_ = false;
  std::vector<std::optional<absl::StatusOr<v1::LoadReportResponse>>> answers_;  // not told yet
  std::vector<LoadedReport> loaded_;                                            // in order
};

}  // namespace

std::vector<LoadedReport> LoadAll(Client& client, const std::vector<ReportFile>& files,
                                  const v1::LoadOptions& options, int jobs, ProgressBar& bar,
                                  absl::FunctionRef<void(const LoadedReport&)> done) {
  Loads loads(client, files, options, bar, done);
  std::vector<std::thread> others;
  const int needed = std::min<int>(jobs, static_cast<int>(files.size()));
  for (int i = 1; i < needed; ++i) others.emplace_back([&loads] { loads.Work(); });
  loads.Work();
  for (std::thread& other : others) other.join();
  return loads.TakeLoaded();
}

}  // namespace policygraph::cli
