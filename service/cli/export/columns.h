#ifndef POLICYGRAPH_SERVICE_CLI_EXPORT_COLUMNS_H_
#define POLICYGRAPH_SERVICE_CLI_EXPORT_COLUMNS_H_

#include <span>
#include <string>

#include "policygraph/v1/graph.pb.h"

namespace policygraph::cli {

// Nodes and edges flattened to one row each, for the formats that know no nesting (CSV, GraphML).
// Lists are joined by "; ", and of the evidence the first piece stands for all, with their count.

enum class ColumnType { kText, kInteger, kNumber };

template <typename Element>
struct Column {
  const char* name;
  ColumnType type;
  std::string (*value)(const Element& element);  // empty when the element has none
};

// Id, then everything else.
std::span<const Column<v1::Node>> NodeColumns();

// Source and target, then everything else.
std::span<const Column<v1::Edge>> EdgeColumns();

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_EXPORT_COLUMNS_H_
