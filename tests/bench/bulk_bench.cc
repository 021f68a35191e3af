// How fast many reports go from text to a RocksDB store, as the server loads them: a folder of
// reports again and again, under fresh names, until so much text was read. Then how long it takes
// to open the store and to build what the first answer needs.
//
//   bulk_bench [FOLDER [MEGABYTES [THREADS]]]     ../shared/reports, 180 and 4 by default
//
// 180 MB are about 3,200 reports: a national county-year. More threads than processors, because a
// load waits for the disk when it commits.
//
// A main of its own: what counts is one long run with its flushes, compactions and memory, and not
// the mean of short ones.

#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "graph/search/name_index.h"
#include "graph/store/report_writer.h"
#include "graph/store/rocks_store.h"
#include "graph/view/graph_view.h"
#include "loader/pipeline.h"
#include "loader/rules/rule_files.h"
#include "loader/rules/rule_set.h"

namespace policygraph {
namespace {

using Clock = std::chrono::steady_clock;

struct Text {
  std::string name;
  std::string bytes;
};

double SecondsSince(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// Of this thread.
double ThreadCpuSeconds() {
  timespec time;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

// Of the whole process, background threads of the store included.
double CpuSeconds() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) { return time.tv_sec + time.tv_usec / 1e6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double PeakMegabytes() {
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss * 1024 / 1e6;
}

std::vector<Text> ReadTexts(const std::filesystem::path& folder) {
  std::vector<Text> texts;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    texts.push_back({entry.path().stem(), std::string(std::istreambuf_iterator<char>(file), {})});
  }
  std::ranges::sort(texts, {}, &Text::name);
  return texts;
}

// Hands out the texts round after round, each under a name of its own, until there was enough.
class Supply {
 public:
  Supply(const std::vector<Text>& texts, size_t enough) : texts_(texts), enough_(enough) {}

  // The next text and its name; null when there was enough.
  const Text* Next(std::string& name) {
    const size_t number = next_++;
    const Text& text = texts_[number % texts_.size()];
    if (bytes_.fetch_add(text.bytes.size()) >= enough_) return nullptr;
    name = fmt::format("{}-{}", text.name, number / texts_.size());
    return &text;
  }

 private:
  const std::vector<Text>& texts_;
  const size_t enough_;
  std::atomic<size_t> next_ = 0;
  std::atomic<size_t> bytes_ = 0;
};

// Calls `load` with every text of the supply on so many threads, and prints how long that took.
// Returns how many it loaded.
template <typename Load>
size_t Measure(std::string_view what, const std::vector<Text>& texts, size_t enough, int threads,
               const Load& load) {
  Supply supply(texts, enough);
  std::atomic<size_t> bytes = 0;
  std::atomic<size_t> reports = 0;
  std::atomic<size_t> failures = 0;
  const Clock::time_point start = Clock::now();
  const double cpu = CpuSeconds();
  std::vector<std::jthread> workers;
  for (int i = 0; i < threads; ++i) {
    workers.emplace_back([&] {
      std::string name;
      while (const Text* const text = supply.Next(name)) {
        if (load(name, text->bytes)) {
          ++reports;
          bytes += text->bytes.size();
        } else {
          ++failures;
        }
      }
    });
  }
  workers.clear();
  const double seconds = SecondsSince(start);
  fmt::print(
      "{}, {} thread(s): {} reports, {:.1f} MB in {:.1f} s: {:.2f} MB/s; CPU {:.1f} ms a report; "
      "{} failed; peak RSS {:.0f} MB\n",
      what, threads, reports.load(), bytes / 1e6, seconds, bytes / 1e6 / seconds,
      (CpuSeconds() - cpu) * 1e3 / std::max<size_t>(reports, 1), failures.load(), PeakMegabytes());
  std::fflush(stdout);
  return std::max<size_t>(reports, 1);
}

// CPU of the threads that load, by what they do.
struct Shares {
  std::atomic<double> reading = 0;
  std::atomic<double> writing = 0;
};

void MeasureFirstAnswer(const std::filesystem::path& folder) {
  const Clock::time_point start = Clock::now();
  const double cpu = CpuSeconds();
  const std::unique_ptr<GraphStore> store = RocksStore::Open(folder).value();
  const double opened = SecondsSince(start);
  const auto view = GraphView::Build(store->Snapshot().value()).value();
  const double viewed = SecondsSince(start);
  const auto names = NameIndex::Build(*view).value();
  fmt::print(
      "opening {:.2f} s, view of {} nodes and {} edges {:.2f} s, names {:.2f} s; CPU {:.2f} s; "
      "peak "
      "RSS {:.0f} MB\n",
      opened, view->vertex_count(), view->edge_count(), viewed - opened,
      SecondsSince(start) - viewed, CpuSeconds() - cpu, PeakMegabytes());
}

int Run(const std::filesystem::path& folder, size_t megabytes, int threads) {
  const std::vector<Text> texts = ReadTexts(folder);
  if (texts.empty()) {
    fmt::print("no .txt files in {}; give a folder of reports to measure with\n", folder.string());
    return 0;
  }
  const auto rules = loader::RuleSet::Compile(loader::BuiltinRuleFiles()).value();
  const auto read = [&](const std::string& name, std::string_view bytes) {
    loader::Source source;
    source.name = name;
    source.bytes = bytes;
    return loader::Load(source, *rules);
  };
  Measure("text to delta", texts, megabytes * 1000 * 1000 / 10, 1,
          [&](const std::string& name, std::string_view bytes) { return read(name, bytes).ok(); });

  std::string pattern = (std::filesystem::temp_directory_path() / "bulk_bench.XXXXXX").string();
  const std::filesystem::path place = mkdtemp(pattern.data());
  Shares shares;
  {
    const std::unique_ptr<GraphStore> store = RocksStore::Open(place / "graph").value();
    const size_t loaded =
        Measure("text to store", texts, megabytes * 1000 * 1000, threads,
                [&](const std::string& name, std::string_view bytes) {
                  const double start = ThreadCpuSeconds();
                  auto result = read(name, bytes);
                  const double midway = ThreadCpuSeconds();
                  const bool written =
                      result.ok() && WriteReport(*store, std::move(result->delta), {}).ok();
                  shares.reading += midway - start;
                  shares.writing += ThreadCpuSeconds() - midway;
                  return written;
                });
    fmt::print("of that CPU {:.1f} ms a report read text, {:.1f} ms committed it\n",
               shares.reading * 1e3 / static_cast<double>(loaded),
               shares.writing * 1e3 / static_cast<double>(loaded));
  }
  MeasureFirstAnswer(place / "graph");
  std::filesystem::remove_all(place);
  return 0;
}

}  // namespace
}  // namespace policygraph

int main(int argc, char** argv) {
  const std::filesystem::path folder = argc > 1 ? argv[1] : PROJECT_DIR "/../shared/reports";
  const size_t megabytes = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 180;
  const int threads = argc > 3 ? std::atoi(argv[3]) : 4;
  return policygraph::Run(folder, megabytes, std::max(threads, 1));
}
