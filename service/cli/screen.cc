#include "service/cli/screen.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace policygraph::cli {
namespace {

constexpr int kMinWidth = 40;
constexpr int kMaxWidth = 1000;

std::string_view Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

Screen OfStream(int descriptor) {
  Screen screen;
  screen.is_terminal = isatty(descriptor) == 1;
  screen.color =
      screen.is_terminal && Environment("NO_COLOR").empty() && Environment("TERM") != "dumb";
  winsize size = {};
  if (const int columns = std::atoi(Environment("COLUMNS").data()); columns > 0) {
    screen.width = columns;
  } else if (screen.is_terminal && ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    screen.width = size.ws_col;
  }
  screen.width = std::clamp(screen.width, kMinWidth, kMaxWidth);
  return screen;
}

}  // namespace

Screen Screen::OfStdout() { return OfStream(STDOUT_FILENO); }
Screen Screen::OfStderr() { return OfStream(STDERR_FILENO); }

}  // namespace policygraph::cli
