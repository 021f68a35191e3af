#ifndef POLICYGRAPH_SERVICE_CLI_EXPORT_CSV_H_
#define POLICYGRAPH_SERVICE_CLI_EXPORT_CSV_H_

#include <ostream>
#include <string>
#include <string_view>

#include "service/cli/export/graph_writer.h"

namespace policygraph::cli {

// One field of a CSV row by RFC 4180: in quotes, doubled inside, when it holds a comma, a quote or
// a line end.
std::string CsvField(std::string_view value);

// Two CSV tables with a header row each (see columns.h), UTF-8, rows ended by CR LF.
class CsvWriter final : public GraphWriter {
 public:
  CsvWriter(std::ostream& nodes, std::ostream& edges);

  void WriteNode(const v1::Node& node) override;
  void WriteEdge(const v1::Edge& edge) override;
  void Finish() override {}

 private:
  std::ostream& nodes_;
  std::ostream& edges_;
};

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_EXPORT_CSV_H_
