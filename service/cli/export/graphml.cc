#include "service/cli/export/graphml.h"

#include <fmt/format.h>
#include <unicode/utf8.h>

#include <cstdint>
#include <span>

#include "service/cli/export/columns.h"

namespace policygraph::cli {
namespace {

// Columns that are attributes of the elements themselves and not data of them.
constexpr size_t kNodeAttributes = 1;  // id
constexpr size_t kEdgeAttributes = 2;  // source, target

const char* TypeName(ColumnType type) {
  switch (type) {
    case ColumnType::kText:
      return "string";
    case ColumnType::kInteger:
      return "int";
    case ColumnType::kNumber:
      return "double";
  }
  return "string";
}

template <typename Element>
void WriteKeys(const char* domain, std::span<const Column<Element>> columns, std::ostream& out) {
  for (const Column<Element>& column : columns) {
    out << fmt::format("  <key id=\"{0}_{1}\" for=\"{0}\" attr.name=\"{1}\" attr.type=\"{2}\"/>\n",
                       domain, column.name, TypeName(column.type));
  }
}

template <typename Element>
void WriteData(const char* domain, std::span<const Column<Element>> columns, const Element& element,
               std::ostream& out) {
  for (const Column<Element>& column : columns) {
    const std::string value = column.value(element);
    if (value.empty()) continue;
    out << fmt::format("<data key=\"{}_{}\">{}</data>", domain, column.name, XmlText(value));
  }
}

bool IsXmlCharacter(UChar32 c) {
  return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) ||
         (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

}  // namespace

std::string XmlText(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  const auto length = static_cast<int32_t>(text.size());
  for (int32_t i = 0; i < length;) {
    const int32_t begin = i;
    UChar32 c;
    U8_NEXT(text.data(), i, length, c);
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&apos;";
        break;
      default:
        if (IsXmlCharacter(c)) {
          escaped += text.substr(begin, i - begin);
        } else {
          escaped += "\uFFFD";
        }
    }
  }
  return escaped;
}

GraphMlWriter::GraphMlWriter(std::ostream& out) : out_(out) {
  out_ << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
          "  <key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n";
  WriteKeys("node", NodeColumns().subspan(kNodeAttributes), out_);
  WriteKeys("edge", EdgeColumns().subspan(kEdgeAttributes), out_);
  out_ << "  <graph edgedefault=\"directed\">\n";
}

void GraphMlWriter::WriteNode(const v1::Node& node) {
  out_ << fmt::format("    <node id=\"{}\"><data key=\"label\">{}</data>", XmlText(node.id()),
                      XmlText(node.name()));
  WriteData("node", NodeColumns().subspan(kNodeAttributes), node, out_);
  out_ << "</node>\n";
}

void GraphMlWriter::WriteEdge(const v1::Edge& edge) {
  out_ << fmt::format("    <edge source=\"{}\" target=\"{}\">", XmlText(edge.source()),
                      XmlText(edge.target()));
  WriteData("edge", EdgeColumns().subspan(kEdgeAttributes), edge, out_);
  out_ << "</edge>\n";
}

void GraphMlWriter::Finish() { out_ << "  </graph>\n</graphml>\n"; }

}  // namespace policygraph::cli
