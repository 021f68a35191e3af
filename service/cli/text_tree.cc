#include "service/cli/text_tree.h"

#include <algorithm>
#include <utility>

namespace policygraph::cli {
namespace {

constexpr int kNarrowestText = 16;  // deep items overflow the screen rather than go below

int WidestLabel(const TreeItem& item) {
  int widest = 0;
  for (const TreeItem::Line& line : item.lines) widest = std::max(widest, line.label.width());
  for (const TreeItem& child : item.children) widest = std::max(widest, WidestLabel(child));
  return widest;
}

class TreeRenderer {
 public:
  TreeRenderer(const Screen& screen, int label_width)
      : screen_(screen), label_width_(label_width == 0 ? 0 : label_width + 2) {}

  // Draws an item. `first` stands before the first line of its title, `rest` before all others.
  void Draw(const TreeItem& item, const std::string& first, const std::string& rest) {
    DrawTitle(item.title, first, rest);
    for (const TreeItem::Line& line : item.lines) DrawLine(line, rest);
    for (size_t i = 0; i < item.children.size(); ++i) {
      const TreeItem& child = item.children[i];
      const bool is_last = i + 1 == item.children.size();
      // Items of several lines stand apart, so that the eye finds their titles.
      const bool apart = i == 0 ? !item.lines.empty() || !child.lines.empty()
                                : !child.lines.empty() || !item.children[i - 1].lines.empty() ||
                                      !item.children[i - 1].children.empty();
      if (apart) EmitLine(rest + "│", StyledText());
      Draw(child, rest + (is_last ? "└─ " : "├─ "), rest + (is_last ? "   " : "│  "));
    }
  }

  std::string Finish() && { return std::move(rendered_); }

 private:
  void DrawLine(const TreeItem::Line& line, const std::string& prefix) {
    std::string indent(label_width_, ' ');
    StyledText labelled = line.label;
    const int fill = label_width_ - line.label.width();
    if (fill > 0) labelled.Add(std::string(fill, ' '));
    bool is_first = true;
    for (const StyledText& part : line.text.Wrap(RoomAfter(prefix, label_width_))) {
      StyledText whole = is_first ? labelled : StyledText(indent);
      EmitLine(prefix, whole.Append(part));
      is_first = false;
    }
  }

  void DrawTitle(const StyledText& title, const std::string& first, const std::string& rest) {
    bool is_first = true;
    for (const StyledText& part : title.Wrap(RoomAfter(first, 0))) {
      EmitLine(is_first ? first : rest, part);
      is_first = false;
    }
  }

  int RoomAfter(const std::string& prefix, int indent) const {
    return std::max(kNarrowestText, screen_.width - StyledText(prefix).width() - indent);
  }

  void EmitLine(const std::string& prefix, const StyledText& text) {
    std::string line = StyledText(prefix, Style::kQuiet).Render(screen_.color);
    line += text.Render(screen_.color);
    line.erase(line.find_last_not_of(' ') + 1);
    rendered_ += line + '\n';
  }

  const Screen& screen_;
  const int label_width_;  // with the gap after it
  std::string rendered_;
};

}  // namespace

std::string RenderTree(const TreeItem& root, const Screen& screen) {
  TreeRenderer renderer(screen, WidestLabel(root));
  renderer.Draw(root, "", "");
  return std::move(renderer).Finish();
}

}  // namespace policygraph::cli
