#ifndef POLICYGRAPH_SERVICE_CLI_SCREEN_H_
#define POLICYGRAPH_SERVICE_CLI_SCREEN_H_

namespace policygraph::cli {

// What stands behind an output stream.
struct Screen {
  int width = 100;           // columns
  bool is_terminal = false;  // a person is looking
  bool color = false;        // a terminal, and neither NO_COLOR nor TERM=dumb is set

  // Of standard output and standard error. The width is the terminal's, or the value of COLUMNS, or
  // 100 when the output goes to a file or pipe; never below 40.
  static Screen OfStdout();
  static Screen OfStderr();
};

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_SCREEN_H_
