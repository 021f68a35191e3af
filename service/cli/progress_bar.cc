#include "service/cli/progress_bar.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "service/cli/display_width.h"
#include "service/cli/screen.h"

namespace policygraph::cli {
namespace {

constexpr int kBarWidth = 24;
constexpr double kMegabyte = 1e6;

}  // namespace

std::string ProgressLine(const LoadProgress& progress, std::string_view current, int width) {
  const double done = progress.bytes > 0 ? static_cast<double>(progress.bytes_done) / progress.bytes
                                         : static_cast<double>(progress.reports_done) /
                                               std::max<size_t>(1, progress.reports);
  const int filled = static_cast<int>(std::clamp(done, 0.0, 1.0) * kBarWidth);
  std::string bar;
  for (int i = 0; i < kBarWidth; ++i) bar += i < filled ? "━" : "╺";
  std::string line =
      fmt::format("{}  {} of {} reports", bar, progress.reports_done, progress.reports);
  if (progress.bytes > 0) {
    line += fmt::format("  {:.1f} of {:.1f} MB", progress.bytes_done / kMegabyte,
                        progress.bytes / kMegabyte);
  }
  line += fmt::format("  {}", Printable(current));
  const LinePart first = BreakLines(line, width).front();
  return line.substr(first.begin, first.end - first.begin);
}

ProgressBar::ProgressBar() {
  const Screen screen = Screen::OfStderr();
  enabled_ = screen.is_terminal;
  width_ = screen.width - 1;  // a full line would move the cursor to the next one
}

void ProgressBar::Show(const LoadProgress& progress, std::string_view current) {
  if (!enabled_) return;
  fmt::print(stderr, "\r\033[K{}", ProgressLine(progress, current, width_));
  std::fflush(stderr);
  shown_ = true;
}

void ProgressBar::Wipe() {
  if (!shown_) return;
  fmt::print(stderr, "\r\033[K");
  std::fflush(stderr);
  shown_ = false;
}

}  // namespace policygraph::cli
