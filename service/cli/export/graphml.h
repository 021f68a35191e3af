#ifndef POLICYGRAPH_SERVICE_CLI_EXPORT_GRAPHML_H_
#define POLICYGRAPH_SERVICE_CLI_EXPORT_GRAPHML_H_

#include <ostream>
#include <string>
#include <string_view>

#include "service/cli/export/graph_writer.h"

namespace policygraph::cli {

// Text as XML 1.0 may hold it: the five special characters escaped, those that XML forbids (control
// characters, broken UTF-8, noncharacters) replaced by U+FFFD.
std::string XmlText(std::string_view text);

// GraphML with typed keys (see columns.h), directed; a node's name is also its label, as Gephi
// reads.
class GraphMlWriter final : public GraphWriter {
 public:
  explicit GraphMlWriter(std::ostream& out);

  void WriteNode(const v1::Node& node) override;
  void WriteEdge(const v1::Edge& edge) override;
  void Finish() override;

 private:
  std::ostream& out_;
};

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_EXPORT_GRAPHML_H_
