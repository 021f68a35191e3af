#ifndef POLICYGRAPH_SERVICE_CLI_PROGRESS_BAR_H_
#define POLICYGRAPH_SERVICE_CLI_PROGRESS_BAR_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace policygraph::cli {

// How far a load of several reports is.
struct LoadProgress {
  size_t reports_done = 0;
  size_t reports = 0;
  uint64_t bytes_done = 0;
  uint64_t bytes = 0;  // 0 when not known
};

// One line that tells the progress in at most `width` columns:
//     ━━━━━━━━━━╺╺╺╺╺╺╺╺╺╺  3 of 12 reports  0.2 of 0.9 MB  deyang-2024
std::string ProgressLine(const LoadProgress& progress, std::string_view current, int width);

// Draws that line over itself on standard error, when that is a terminal and nothing otherwise;
// wipes it on destruction.
class ProgressBar {
 public:
  ProgressBar();
  ~ProgressBar() { Wipe(); }
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

  void Show(const LoadProgress& progress, std::string_view current);

  // Takes the line away, to print something else. Show() draws it again.
  void Wipe();

 private:
  bool enabled_;
  int width_;
  bool shown_ = false;
};

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_PROGRESS_BAR_H_
