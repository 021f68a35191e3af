#include "service/cli/export/csv.h"

#include <span>

#include "service/cli/export/columns.h"

namespace policygraph::cli {
namespace {

constexpr char kRowEnd[] = "\r\n";

template <typename Element>
void WriteHeader(std::span<const Column<Element>> columns, std::ostream& out) {
  const char* separator = "";
  for (const Column<Element>& column : columns) {
    out << separator << CsvField(column.name);
    separator = ",";
  }
  out << kRowEnd;
}

template <typename Element>
void WriteRow(std::span<const Column<Element>> columns, const Element& element, std::ostream& out) {
  const char* separator = "";
  for (const Column<Element>& column : columns) {
    out << separator << CsvField(column.value(element));
    separator = ",";
  }
  out << kRowEnd;
}

}  // namespace

std::string CsvField(std::string_view value) {
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(value);
  std::string field = "\"";
  for (const char c : value) {
    if (c == '"') field += '"';
    field += c;
  }
  return field + '"';
}

CsvWriter::CsvWriter(std::ostream& nodes, std::ostream& edges) : nodes_(nodes), edges_(edges) {
  WriteHeader(NodeColumns(), nodes_);
  WriteHeader(EdgeColumns(), edges_);
}

void CsvWriter::WriteNode(const v1::Node& node) { WriteRow(NodeColumns(), node, nodes_); }
void CsvWriter::WriteEdge(const v1::Edge& edge) { WriteRow(EdgeColumns(), edge, edges_); }

}  // namespace policygraph::cli
