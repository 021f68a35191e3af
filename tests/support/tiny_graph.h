#ifndef POLICYGRAPH_TESTS_SUPPORT_TINY_GRAPH_H_
#define POLICYGRAPH_TESTS_SUPPORT_TINY_GRAPH_H_

#include <string_view>
#include <vector>

#include "graph/model/elements.h"

namespace policygraph {

// One small graph of two reports, used wherever a test wants to name what it sees. Branches lead
// from a node to the edges into it and their sources; arrows lead along an edge.
//
//   同城融圈 (also 同城化)
//   ├─SUPPORTS (confidence 0.5)─ 医保卡 (0.6)
//   │           └─ADVANCES (in operation, 0.6)─ 医保卡发放12万张 (2023) ─REPORTS─> 轨道里程
//   ├─SUPPORTS─ 市域铁路 ─LOCATED_IN─> 旌阳区
//   │           ├─RESPONSIBLE_FOR─ 市交通局
//   │           └─ADVANCES (under way)─ 加快市域铁路建设 (2024) ─TARGETS─> 轨道里程
//   ├─SUPPORTS─ 加快市域铁路建设
//   ├─SUPPORTS─ 同城融圈合作60项 (2024)
//   ├─SUPPORTS─ 合作发展 (2023)
//   ├─SUPPORTS─ 北延线 (only the report of 2025 says so)
//   └─PART_OF─ 交通同城
//              ├─SUPPORTS─ 北延线
//              └─PART_OF─ 轨道同城
//                         └─SUPPORTS─ 换乘站
//
//   乡村振兴战略 (national) and 健康城市 stand alone.
//
// The report of 2024 names 医保卡 first, then 市域铁路, 北延线 and 换乘站. That of 2025 repeats
// that 市域铁路 supports 同城融圈. What has no other confidence here has 1.
struct TinyGraph {
  static constexpr std::string_view kReport2024 = "deyang-2024";
  static constexpr std::string_view kReport2025 = "deyang-2025";
  static constexpr std::string_view kPlace = "510600";  // scope of what is the city's own

  // The reports' deltas, oldest first.
  static std::vector<GraphDelta> Deltas();

  // The id of a strategy or project of the city's.
  static NodeId Strategy(std::string_view name);
  static NodeId Project(std::string_view name);

  // The id of a claim of the report of 2024.
  static NodeId Commitment(std::string_view name);
  static NodeId Outcome(std::string_view name);
};

}  // namespace policygraph

#endif  // POLICYGRAPH_TESTS_SUPPORT_TINY_GRAPH_H_
