#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/time/time.h"
#include "fmt/format.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "gtest/gtest.h"
#include "tests/graph/delta_builder.h"
#include "tests/service/test_server.h"
#include "tests/support/tiny_graph.h"

namespace policygraph::service {
namespace {

// A graph of some megabytes: projects with long names that support one strategy.
std::vector<GraphDelta> LargeGraph() {
  DeltaBuilder builder("large");
  NodeAssertion& strategy = builder.Node(NodeKind::kStrategy, "同城融圈");
  for (int i = 0; i < 2400; ++i) {
    const std::string name = fmt::format("{:0900}", i);
    builder.Edge(builder.Node(NodeKind::kProject, name), EdgeKind::kSupports, strategy);
  }
  return {builder.Build()};
}

// The elements of an export, serialized, in the order they came.
struct Exported {
  std::vector<std::string> nodes;
  std::vector<std::string> edges;
  std::vector<std::string> cursors;
  std::set<uint64_t> revisions;
  grpc::Status status;

  void Take(const v1::ExportGraphResponse& message) {
    EXPECT_LT(message.ByteSizeLong(), 1u << 20);
    for (const v1::Node& node : message.nodes()) {
      EXPECT_TRUE(edges.empty()) << "a node after an edge";
      nodes.push_back(node.SerializeAsString());
    }
    for (const v1::Edge& edge : message.edges()) edges.push_back(edge.SerializeAsString());
    cursors.push_back(message.cursor());
    revisions.insert(message.read_revision());
  }

  void TakeAll(const Exported& more) {
    nodes.insert(nodes.end(), more.nodes.begin(), more.nodes.end());
    edges.insert(edges.end(), more.edges.begin(), more.edges.end());
  }
};

// Reads at most `max_messages` and then hangs up.
Exported Export(v1::GraphService::Stub& stub, const v1::ExportGraphRequest& request,
                size_t max_messages = 1000) {
  grpc::ClientContext context;
  const auto reader = stub.ExportGraph(&context, request);
  Exported exported;
  v1::ExportGraphResponse message;
  while (exported.cursors.size() < max_messages && reader->Read(&message)) exported.Take(message);
  if (exported.cursors.size() == max_messages) context.TryCancel();
  exported.status = reader->Finish();
  return exported;
}

TEST(ExportTest, GivesTheWholeGraphNodesFirst) {
  TestServer server(TinyGraph::Deltas());
  const Exported exported = Export(server.graph(), {});
  ASSERT_THAT(exported.status, IsOk());
  EXPECT_EQ(exported.revisions, std::set<uint64_t>{2});

  v1::ListNodesRequest list;
  list.set_view(v1::VIEW_FULL);
  v1::ListNodesResponse listed;
  ASSERT_THAT(Call(&v1::GraphService::Stub::ListNodes, server.graph(), list, &listed), IsOk());
  ASSERT_EQ(exported.nodes.size(), static_cast<size_t>(listed.nodes_size()));
  for (int i = 0; i < listed.nodes_size(); ++i) {
    EXPECT_EQ(exported.nodes[i], listed.nodes(i).SerializeAsString());
  }
  size_t edges = 0;
  for (const v1::Node& node : listed.nodes()) {
    v1::ExpandRequest expand;
    expand.set_id(node.id());
    expand.set_direction(v1::DIRECTION_OUT);
    v1::ExpandResponse expanded;
    ASSERT_THAT(Call(&v1::GraphService::Stub::Expand, server.graph(), expand, &expanded), IsOk());
    edges += expanded.total_size();
  }
  EXPECT_EQ(exported.edges.size(), edges);
}

TEST(ExportTest, OfOneReportGivesWhatThatReportSays) {
  TestServer server(TinyGraph::Deltas());
  v1::ExportGraphRequest request;
  request.set_report("deyang-2025");
  const Exported exported = Export(server.graph(), request);
  ASSERT_THAT(exported.status, IsOk());
  const GraphDelta delta = TinyGraph::Deltas()[1];
  EXPECT_EQ(exported.nodes.size(), delta.nodes.size());
  EXPECT_EQ(exported.edges.size(), delta.edges.size());
  for (const std::string& bytes : exported.nodes) {
    v1::Node node;
    ASSERT_TRUE(node.ParseFromString(bytes));
    EXPECT_THAT(node.reports(), testing::ElementsAre("deyang-2025"));
    EXPECT_THAT(node.aliases(), testing::IsEmpty());  // the other report's
  }
  request.set_report("deyang-2030");
  EXPECT_THAT(Export(server.graph(), request).status,
              IsError(grpc::StatusCode::NOT_FOUND, "REPORT_NOT_FOUND"));
}

TEST(ExportTest, LeavesNoEdgeWithoutItsEndsWhenOnlyWhatIsSureIsAskedFor) {
  TestServer server(TinyGraph::Deltas());
  const Exported whole = Export(server.graph(), {});
  v1::ExportGraphRequest request;
  request.set_min_confidence(0.7);
  const Exported sure = Export(server.graph(), request);
  ASSERT_THAT(sure.status, IsOk());
  EXPECT_EQ(sure.nodes.size() + 1, whole.nodes.size());  // 医保卡
  EXPECT_EQ(sure.edges.size() + 2, whole.edges.size());  // its edges
}

TEST(ExportTest, OfAnEmptyGraphStillTellsTheRevision) {
  TestServer server;
  const Exported exported = Export(server.graph(), {});
  ASSERT_THAT(exported.status, IsOk());
  EXPECT_EQ(exported.revisions, std::set<uint64_t>{0});
}

TEST(ExportTest, GoesOnAfterAnyMessage) {
  TestServer server(LargeGraph());
  for (const std::string report : {"", "large"}) {
    v1::ExportGraphRequest request;
    request.set_report(report);
    const Exported whole = Export(server.graph(), request);
    ASSERT_THAT(whole.status, IsOk());
    ASSERT_GE(whole.cursors.size(), 3u);
    for (size_t messages = 1; messages <= whole.cursors.size(); ++messages) {
      Exported joined = Export(server.graph(), request, messages);
      v1::ExportGraphRequest rest = request;
      rest.set_cursor(joined.cursors.back());
      rest.mutable_consistency()->set_exactly(1);
      const Exported remainder = Export(server.graph(), rest);
      ASSERT_THAT(remainder.status, IsOk());
      joined.TakeAll(remainder);
      EXPECT_EQ(joined.nodes, whole.nodes);
      EXPECT_EQ(joined.edges, whole.edges);
    }
  }
}

TEST(ExportTest, CursorsServeTheirOwnExportOnly) {
  TestServer server(TinyGraph::Deltas());
  const std::string cursor = Export(server.graph(), {}).cursors.front();
  v1::ExportGraphRequest request;
  request.set_cursor(cursor.substr(1));
  const auto kInvalid = IsError(grpc::StatusCode::INVALID_ARGUMENT, "INVALID_PAGE_TOKEN");
  EXPECT_THAT(Export(server.graph(), request).status, kInvalid);
  request.set_cursor(cursor);
  request.mutable_consistency()->set_exactly(1);  // it was read at 2
  EXPECT_THAT(Export(server.graph(), request).status, kInvalid);
  request.clear_consistency();
  request.set_report("deyang-2024");
  EXPECT_THAT(Export(server.graph(), request).status, kInvalid);
}

TEST(ExportTest, ReadsItsRevisionWhileReportsAreLoaded) {
  TestServer server(LargeGraph());
  const Exported whole = Export(server.graph(), {});
  grpc::ClientContext context;
  const auto reader = server.graph().ExportGraph(&context, {});
  Exported slow;
  v1::ExportGraphResponse message;
  ASSERT_TRUE(reader->Read(&message));
  slow.Take(message);
  v1::LoadReportResponse loaded;
  ASSERT_THAT(Load(server.reports(), SampleOptions("new", 2024), SampleText(2024), &loaded),
              IsOk());
  while (reader->Read(&message)) slow.Take(message);
  ASSERT_THAT(reader->Finish(), IsOk());
  EXPECT_EQ(slow.revisions, std::set<uint64_t>{1});
  EXPECT_EQ(slow.nodes, whole.nodes);
  EXPECT_EQ(slow.edges, whole.edges);
}

TEST(ExportTest, RunsToItsEndWhenTheServerIsToldToStop) {
  TestServer server(LargeGraph(), {.listen = "127.0.0.1:0"});
  const auto stub = v1::GraphService::NewStub(grpc::CreateChannel(
      fmt::format("127.0.0.1:{}", server.server().port()), grpc::InsecureChannelCredentials()));
  const Exported whole = Export(*stub, {});
  grpc::ClientContext context;
  const auto reader = stub->ExportGraph(&context, {});
  Exported exported;
  v1::ExportGraphResponse message;
  ASSERT_TRUE(reader->Read(&message));
  exported.Take(message);
  std::thread stopping([&server] { server.server().Shutdown(absl::InfiniteDuration()); });
  while (reader->Read(&message)) exported.Take(message);
  EXPECT_THAT(reader->Finish(), IsOk());
  stopping.join();
  EXPECT_EQ(exported.edges, whole.edges);
}

TEST(ExportTest, TurnsAwayMoreCallersThanItsLimit) {
  TestServer server(LargeGraph(), {.max_exports = 1});
  grpc::ClientContext context;
  const auto reader = server.graph().ExportGraph(&context, {});
  v1::ExportGraphResponse message;
  ASSERT_TRUE(reader->Read(&message));
  const grpc::Status busy = Export(server.graph(), {}).status;
  EXPECT_THAT(busy, IsError(grpc::StatusCode::RESOURCE_EXHAUSTED, "LIMIT_EXCEEDED"));
  EXPECT_EQ(ErrorInfoOf(busy).metadata().at("limit"), "1");
  context.TryCancel();
  EXPECT_EQ(reader->Finish().error_code(), grpc::StatusCode::CANCELLED);
}

}  // namespace
}  // namespace policygraph::service
