#ifndef POLICYGRAPH_GRAPH_STORE_REPORT_ELEMENTS_H_
#define POLICYGRAPH_GRAPH_STORE_REPORT_ELEMENTS_H_

#include <string>
#include <string_view>
#include <vector>

#include "graph/model/elements.h"

namespace policygraph {

// What one report asserts, without what it says of it: a row of the table "report_elements".
struct ReportElements {
  std::vector<NodeId> nodes;   // ascending, each once
  std::vector<EdgeKey> edges;  // likewise

  friend bool operator==(const ReportElements&, const ReportElements&) = default;
};

std::string EncodeReportElements(const ReportElements& elements);

// Overwrites all. False when the bytes are no such value: they are damaged.
[[nodiscard]] bool DecodeReportElements(std::string_view bytes, ReportElements& elements);

// Nodes that have a row in "assertions" for the report: those asserted, and sources of edges.
// Ascending, each once.
std::vector<NodeId> RowsOf(const ReportElements& elements);

}  // namespace policygraph

#endif  // POLICYGRAPH_GRAPH_STORE_REPORT_ELEMENTS_H_
