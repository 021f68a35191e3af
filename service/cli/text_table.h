#ifndef POLICYGRAPH_SERVICE_CLI_TEXT_TABLE_H_
#define POLICYGRAPH_SERVICE_CLI_TEXT_TABLE_H_

#include <string>
#include <vector>

#include "service/cli/screen.h"
#include "service/cli/styled_text.h"

namespace policygraph::cli {

// A table for people: columns aligned by display width, with a header and a rule below it. Text is
// shown in full: what is too wide for its column goes on below. Columns that may
// wrap become narrower when the screen asks for it; where that does not do, headers of several words
// take several lines.
class TextTable {
 public:
  enum class Align { kLeft, kRight };

  struct Column {
    std::string header;
    Align align = Align::kLeft;
    bool wraps = false;  // may become narrower than its widest cell when the screen asks for it
  };

  explicit TextTable(std::vector<Column> columns) : columns_(std::move(columns)) {}

  // Precondition: one cell a column.
  void AddRow(std::vector<StyledText> cells);

  bool empty() const { return rows_.empty(); }

  // The table in lines, each ended. It is wider than the screen when the columns that do not wrap
  // leave no room.
  std::string Render(const Screen& screen) const;

 private:
  std::vector<int> ColumnWidths(int screen_width) const;
  std::string RenderRow(const std::vector<StyledText>& row, const std::vector<int>& widths,
                        bool color) const;

  std::vector<Column> columns_;
  std::vector<std::vector<StyledText>> rows_;
};

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_TEXT_TABLE_H_
