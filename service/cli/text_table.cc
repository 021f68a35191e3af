#include "service/cli/text_table.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "service/cli/display_width.h"

namespace policygraph::cli {
namespace {

constexpr int kGap = 2;                // columns between two columns
constexpr int kNarrowestWrapped = 12;  // a wrapped column is not made narrower

// One line of a table, built cell by cell; blanks at its end are left out.
class TableLine {
 public:
  explicit TableLine(bool color) : color_(color) {}

  void AddCell(const StyledText& cell, int width, TextTable::Align align) {
    const int fill = std::max(0, width - cell.width());
    if (align == TextTable::Align::kRight) blanks_ += fill;
    if (!cell.empty()) {
      line_.append(blanks_, ' ').append(cell.Render(color_));
      blanks_ = 0;
    }
    if (align == TextTable::Align::kLeft) blanks_ += fill;
    blanks_ += kGap;
  }

  std::string Finish() && { return std::move(line_ += '\n'); }

 private:
  bool color_;
  int blanks_ = 0;  // owed before the next cell that is not empty
  std::string line_;
};

}  // namespace

void TextTable::AddRow(std::vector<StyledText> cells) {
  assert(cells.size() == columns_.size());
  rows_.push_back(std::move(cells));
}

std::vector<int> TextTable::ColumnWidths(int screen_width) const {
  std::vector<int> widths;
  for (const Column& column : columns_) widths.push_back(DisplayWidth(column.header));
  for (const auto& row : rows_) {
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].width());
  }
  const int gaps = kGap * (static_cast<int>(columns_.size()) - 1);
  int excess = std::accumulate(widths.begin(), widths.end(), gaps) - screen_width;
  while (excess > 0) {
    // The widest column that wraps gives way, down to the next widest at a time.
    size_t widest = columns_.size();
    int next = kNarrowestWrapped;
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (!columns_[i].wraps) continue;
      if (widest == columns_.size() || widths[i] > widths[widest]) {
        if (widest != columns_.size()) next = std::max(next, widths[widest]);
        widest = i;
      } else {
        next = std::max(next, widths[i]);
      }
    }
    if (widest == columns_.size() || widths[widest] <= kNarrowestWrapped) break;
    const int floor = next < widths[widest] ? next : widths[widest] - 1;
    const int narrower = std::max(floor, widths[widest] - excess);
    excess -= widths[widest] - narrower;
    widths[widest] = narrower;
  }
  return widths;
}

std::string TextTable::Render(const Screen& screen) const {
  const std::vector<int> widths = ColumnWidths(screen.width);
  std::string rendered;

  TableLine header(screen.color);
  TableLine rule(screen.color);
  for (size_t i = 0; i < columns_.size(); ++i) {
    header.AddCell(StyledText(columns_[i].header, Style::kName), widths[i], columns_[i].align);
    std::string dashes;
    for (int n = 0; n < widths[i]; ++n) dashes += "─";
    rule.AddCell(StyledText(dashes, Style::kQuiet), widths[i], Align::kLeft);
  }
  rendered += std::move(header).Finish();
  rendered += std::move(rule).Finish();

  for (const auto& row : rows_) {
    std::vector<std::vector<StyledText>> cells;
    size_t height = 1;
    for (size_t i = 0; i < row.size(); ++i) {
      cells.push_back(row[i].Wrap(std::max(1, widths[i])));
      height = std::max(height, cells.back().size());
    }
    for (size_t n = 0; n < height; ++n) {
      TableLine line(screen.color);
      for (size_t i = 0; i < cells.size(); ++i) {
        line.AddCell(n < cells[i].size() ? cells[i][n] : StyledText(), widths[i],
                     columns_[i].align);
      }
      rendered += std::move(line).Finish();
    }
  }
  return rendered;
}

}  // namespace policygraph::cli
