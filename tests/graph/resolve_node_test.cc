#include "graph/state/resolve_node.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "graph/base/error.h"
#include "graph/model/ids.h"
#include "tests/graph/delta_builder.h"
#include "tests/support/stored_graph.h"
#include "tests/support/tiny_graph.h"

namespace policygraph {
namespace {

using ::testing::HasSubstr;

TEST(ResolveNodeTest, FindsAStrategyByIdNameAndAliasWhateverTheQuotes) {
  const StoredGraph graph(TinyGraph::Deltas());
  const NodeId city = TinyGraph::Strategy("同城融圈");
  const NodeId country = NodeId::Of(NodeKind::kStrategy, "", "乡村振兴战略");
  struct Case {
    std::string text;
    NodeId id;
  };
  for (const auto& [text, id] : std::vector<Case>{{city.ToHex(), city},
                                                  {"同城融圈", city},
                                                  {"“同城融圈”", city},
                                                  {"同城融圈战略", city},
                                                  {"“同城 融圈”战略", city},
                                                  {"同城化", city},
                                                  {"乡村振兴", country},
                                                  {"乡村振兴战略", country}}) {
    const absl::StatusOr<Vertex> found = ResolveNode(graph.state(), NodeKind::kStrategy, text);
    ASSERT_TRUE(found.ok()) << text << ": " << found.status();
    EXPECT_EQ(graph.view().id(*found), id) << text;
  }
}

TEST(ResolveNodeTest, WhatIsNotOfTheKindIsNotFound) {
  const StoredGraph graph(TinyGraph::Deltas());
  for (const std::string& text :
       {std::string("“”"), std::string("战略"), std::string("同城"), std::string("市域铁路"),
        TinyGraph::Project("市域铁路").ToHex(), TinyGraph::Strategy("没有").ToHex()}) {
    const absl::Status status = ResolveNode(graph.state(), NodeKind::kStrategy, text).status();
    ASSERT_EQ(status.code(), absl::StatusCode::kNotFound) << text;
    EXPECT_EQ(GetErrorInfo(status), (ErrorInfo{ErrorReason::kNodeNotFound, {{"node", text}}}));
  }
}

TEST(ResolveNodeTest, AnAmbiguousNameListsItsCandidates) {
  DeltaBuilder builder("report");
  builder.Node(NodeKind::kStrategy, "乡村振兴", "德阳市");
  builder.Node(NodeKind::kStrategy, "乡村振兴战略", "四川省");
  const StoredGraph graph({builder.Build()});
  const absl::Status status = ResolveNode(graph.state(), NodeKind::kStrategy, "乡村振兴").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  const std::string city = NodeId::Of(NodeKind::kStrategy, "德阳市", "乡村振兴").ToHex();
  const std::string province = NodeId::Of(NodeKind::kStrategy, "四川省", "乡村振兴战略").ToHex();
  EXPECT_THAT(std::string(status.message()), HasSubstr("乡村振兴 names 2 nodes of kind strategy"));
  EXPECT_THAT(std::string(status.message()), HasSubstr(fmt::format("{} (strategy of 德阳市)", city)));
  EXPECT_THAT(std::string(status.message()), HasSubstr(fmt::format("{} (strategy of 四川省)", province)));
  EXPECT_EQ(GetErrorInfo(status)->metadata.at("candidates"),
            fmt::format("{},{}", std::min(city, province), std::max(city, province)));
}

TEST(ResolveNodeTest, FindsANodeOfAnyKindByIdNameAndAlias) {
  const StoredGraph graph(TinyGraph::Deltas());
  const NodeId railway = TinyGraph::Project("市域铁路");
  const NodeId country = NodeId::Of(NodeKind::kStrategy, "", "乡村振兴战略");
  for (const auto& [text, id] : std::vector<std::pair<std::string, NodeId>>{
           {railway.ToHex(), railway},
           {"市域铁路", railway},
           {"“市域 铁路”", railway},
           {"同城化", TinyGraph::Strategy("同城融圈")},
           {"同城融圈战略", TinyGraph::Strategy("同城融圈")},
           {"乡村振兴", country}}) {
    const absl::StatusOr<Vertex> found = ResolveNode(graph.state(), std::nullopt, text);
    ASSERT_TRUE(found.ok()) << text << ": " << found.status();
    EXPECT_EQ(graph.view().id(*found), id) << text;
  }
  for (const std::string& text : {std::string("同城"), std::string(), NodeId().ToHex()}) {
    const absl::Status status = ResolveNode(graph.state(), std::nullopt, text).status();
    EXPECT_EQ(GetErrorInfo(status), (ErrorInfo{ErrorReason::kNodeNotFound, {{"node", text}}}));
  }
}

TEST(ResolveNodeTest, ANameGoesBeforeAnAliasAndNamesakesAreListed) {
  DeltaBuilder builder("report");
  builder.Node(NodeKind::kAgency, "甲中心", "乙市").node.aliases = {"中心"};
  builder.Node(NodeKind::kProject, "中心", "乙市");
  builder.Node(NodeKind::kProject, "广场", "乙市");
  builder.Node(NodeKind::kRegion, "广场");
  const StoredGraph graph({builder.Build()});
  EXPECT_EQ(graph.view().kind(ResolveNode(graph.state(), std::nullopt, "中心").value()), NodeKind::kProject);
  const absl::Status status = ResolveNode(graph.state(), std::nullopt, "广场").status();
  EXPECT_EQ(status.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_THAT(std::string(status.message()), HasSubstr("广场 names 2 nodes"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("(project of 乙市)"));
  EXPECT_THAT(std::string(status.message()), HasSubstr("(region)"));
}

}  // namespace
}  // namespace policygraph
