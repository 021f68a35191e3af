#ifndef POLICYGRAPH_SERVICE_CLI_EXPORT_JSON_LINES_H_
#define POLICYGRAPH_SERVICE_CLI_EXPORT_JSON_LINES_H_

#include <ostream>

#include "service/cli/export/graph_writer.h"

namespace policygraph::cli {

// JSON Lines: one object a line, {"node": {...}} or {"edge": {...}}.
//
// A node has id, kind (PROJECT), name, scope, aliases, reports, evidence (report, statement, start,
// end, quote, rule), derivation when it has one, and the fields of its kind beside them: of a claim
// action, year, strength and quantity (value, upperValue, unit, baseUnit, normalizedValue, ...), of
// a place code and level, and so on as in graph.proto. An edge has kind, source, target, stage,
// reports, evidence and derivation. Fields that are not set are left out, lists are not.
class JsonLinesWriter final : public GraphWriter {
 public:
  explicit JsonLinesWriter(std::ostream& out) : out_(out) {}

  void WriteNode(const v1::Node& node) override;
  void WriteEdge(const v1::Edge& edge) override;
  void Finish() override {}

 private:
  std::ostream& out_;
};

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_EXPORT_JSON_LINES_H_
