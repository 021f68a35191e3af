#include "service/cli/text_table.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <string_view>
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

int WidestWord(std::string_view words) {
  int widest = 0;
  while (!words.empty()) {
    const size_t end = std::min(words.find(' '), words.size());
    widest = std::max(widest, DisplayWidth(words.substr(0, end)));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return widest;
}

}  // namespace

void TextTable::AddRow(std::vector<StyledText> cells) {
  assert(cells.size() == columns_.size());
  rows_.push_back(std::move(cells));
}

std::vector<int> TextTable::ColumnWidths(int screen_width) const {
  std::vector<int> cells(columns_.size(), 0);
  for (const auto& row : rows_) {
    for (size_t i = 0; i < row.size(); ++i) cells[i] = std::max(cells[i], row[i].width());
  }
  std::vector<int> widths;
  std::vector<int> narrow;  // with headers in several lines
  for (size_t i = 0; i < columns_.size(); ++i) {
    widths.push_back(std::max(cells[i], DisplayWidth(columns_[i].header)));
    narrow.push_back(std::max(cells[i], WidestWord(columns_[i].header)));
  }
  const int gaps = kGap * (static_cast<int>(columns_.size()) - 1);
  int least = gaps;  // when every column that wraps is as narrow as can be
  for (size_t i = 0; i < columns_.size(); ++i) {
    least += columns_[i].wraps ? std::min(widths[i], kNarrowestWrapped) : widths[i];
  }
  if (least > screen_width) widths = narrow;
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

std::string TextTable::RenderRow(const std::vector<StyledText>& row, const std::vector<int>& widths,
                                 bool color) const {
  std::vector<std::vector<StyledText>> cells;
  size_t height = 1;
  for (size_t i = 0; i < row.size(); ++i) {
    cells.push_back(row[i].Wrap(std::max(1, widths[i])));
    height = std::max(height, cells.back().size());
  }
  std::string rendered;
  for (size_t n = 0; n < height; ++n) {
    TableLine line(color);
    for (size_t i = 0; i < cells.size(); ++i) {
      line.AddCell(n < cells[i].size() ? cells[i][n] : StyledText(), widths[i], columns_[i].align);
    }
    rendered += std::move(line).Finish();
  }
  return rendered;
}

std::string TextTable::Render(const Screen& screen) const {
  const std::vector<int> widths = ColumnWidths(screen.width);
  std::vector<StyledText> header;
  TableLine rule(screen.color);
  for (size_t i = 0; i < columns_.size(); ++i) {
    header.emplace_back(columns_[i].header, Style::kName);
    std::string dashes;
    for (int n = 0; n < widths[i]; ++n) dashes += "─";
    rule.AddCell(StyledText(dashes, Style::kQuiet), widths[i], Align::kLeft);
  }
  std::string rendered = RenderRow(header, widths, screen.color);
  rendered += std::move(rule).Finish();
  for (const auto& row : rows_) rendered += RenderRow(row, widths, screen.color);
  return rendered;
}

}  // namespace policygraph::cli
