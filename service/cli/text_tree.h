#ifndef POLICYGRAPH_SERVICE_CLI_TEXT_TREE_H_
#define POLICYGRAPH_SERVICE_CLI_TEXT_TREE_H_

#include <string>
#include <vector>

#include "service/cli/screen.h"
#include "service/cli/styled_text.h"

namespace policygraph::cli {

// A tree for people: each item has a title, lines of text in a labelled column, and items below it.
//
//     title
//     label   text that goes on below
//             itself when it is long
//
//     ├─ title
//     │  label   text
//     │
//     └─ title
struct TreeItem {
  struct Line {
    StyledText label;  // empty to go on with what stands above
    StyledText text;
  };

  StyledText title;
  std::vector<Line> lines;
  std::vector<TreeItem> children;
};

// The tree in lines, each ended. All labels of the tree share one column width.
std::string RenderTree(const TreeItem& root, const Screen& screen);

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_TEXT_TREE_H_
