#ifndef POLICYGRAPH_SERVICE_CLI_EXPORT_GRAPH_WRITER_H_
#define POLICYGRAPH_SERVICE_CLI_EXPORT_GRAPH_WRITER_H_

#include "policygraph/v1/graph.pb.h"

namespace policygraph::cli {

// Writes a graph in some format while it streams in: all nodes, then all edges, then Finish().
// Holds one element at a time. What it writes to must outlive it and tells whether writing
// succeeded.
class GraphWriter {
 public:
  virtual ~GraphWriter() = default;

  virtual void WriteNode(const v1::Node& node) = 0;
  virtual void WriteEdge(const v1::Edge& edge) = 0;

  // Writes what ends the file.
  virtual void Finish() = 0;
};

}  // namespace policygraph::cli

#endif  // POLICYGRAPH_SERVICE_CLI_EXPORT_GRAPH_WRITER_H_
