#include "loader/pipeline.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "fmt/format.h"
#include "gtest/gtest.h"
#include "loader/rules/rule_set.h"

namespace policygraph::loader {
namespace {

// Short imagined reports (NAME.txt) and what they must become (NAME.expected). Set UPDATE_GOLDEN=1
// to write the expected files anew, and review what changed in them like code.
constexpr char kFolder[] = PROJECT_DIR "/tests/data/golden";

std::string FileContent(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string EvidenceText(const std::vector<Evidence>& evidence, std::string_view derivation) {
  std::string text;
  for (const Evidence& piece : evidence) {
    text +=
        fmt::format(" | {}-{} {} [{}]", piece.span.start, piece.span.end, piece.quote, piece.rule);
  }
  if (!derivation.empty()) text += fmt::format(" | ({})", derivation);
  return text;
}

// One line a node and one an edge, in the order of their names.
std::string TextOf(const GraphDelta& delta) {
  std::map<NodeId, std::string> names;
  std::vector<std::string> lines;
  for (const NodeAssertion& assertion : delta.nodes) {
    const Node& node = assertion.node;
    names[node.id] = fmt::format("{} {}", NodeKindName(node.kind), node.name);
    std::string aliases;
    for (const std::string& alias : node.aliases) aliases += fmt::format(" = {}", alias);
    std::string figure;
    if (const auto* claim = std::get_if<ClaimDetails>(&node.details)) {
      figure = fmt::format(" ({}", claim->year);
      if (claim->quantity) {
        figure += fmt::format(": {} {}", claim->quantity->value, claim->quantity->unit);
      }
      figure += ")";
    }
    lines.push_back(fmt::format("{}{}{}{}", names[node.id], figure, aliases,
                                EvidenceText(assertion.evidence, assertion.derivation)));
  }
  for (const EdgeAssertion& edge : delta.edges) {
    const std::string stage =
        edge.stage == Stage::kUnspecified ? "" : fmt::format(":{}", static_cast<int>(edge.stage));
    lines.push_back(fmt::format("{} -{}{}-> {}{}", names[edge.key.source],
                                EdgeKindName(edge.key.kind), stage, names[edge.key.target],
                                EvidenceText(edge.evidence, edge.derivation)));
  }
  std::sort(lines.begin(), lines.end());
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

TEST(PipelineTest, ImaginedReportsBecomeWhatIsExpected) {
  const auto rules = RuleSet::Compile(BuiltinRuleFiles());
  ASSERT_TRUE(rules.ok()) << rules.status();
  size_t reports = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    if (entry.path().extension() != ".txt") continue;
    SCOPED_TRACE(entry.path());
    ++reports;
    const std::string bytes = FileContent(entry.path());
    Source source;
    source.name = entry.path().stem().string();
    source.bytes = bytes;
    const absl::StatusOr<LoadResult> result = Load(source, **rules);
    ASSERT_TRUE(result.ok()) << result.status();
    const std::string text = TextOf(result->delta);
    std::filesystem::path expected = entry.path();
    expected.replace_extension(".expected");
    if (std::getenv("UPDATE_GOLDEN") != nullptr) {
      std::ofstream(expected, std::ios::binary) << text;
    } else {
      EXPECT_EQ(text, FileContent(expected));
    }
  }
  EXPECT_GT(reports, 0u);
}

// The nodes of one kind that a report of these words asserts.
std::vector<Node> NodesOf(const std::string& place, int32_t year, std::string_view words,
                          NodeKind kind) {
  static const auto* rules = RuleSet::Compile(BuiltinRuleFiles())->release();
  const Source source{fmt::format("{}-{}", place, year), words, place, year, true};
  const absl::StatusOr<LoadResult> result = Load(source, *rules);
  EXPECT_TRUE(result.ok()) << result.status();
  std::vector<Node> nodes;
  if (!result.ok()) return nodes;
  for (const NodeAssertion& assertion : result->delta.nodes) {
    if (assertion.node.kind == kind) nodes.push_back(assertion.node);
  }
  return nodes;
}

TEST(PipelineTest, ReportsBeforeAndAfterARenamingMeetInOneCounty) {
  const auto before = NodesOf("成都市", 2010, "郫县发展提速。\n", NodeKind::kCounty);
  const auto after = NodesOf("成都市", 2024, "郫都区发展提速。\n", NodeKind::kCounty);
  ASSERT_EQ(before.size(), 1u);
  ASSERT_EQ(after.size(), 1u);
  EXPECT_EQ(before[0].id, after[0].id);
  EXPECT_EQ(before[0].name, "郫都区");
  EXPECT_EQ(before[0].aliases, std::vector<std::string>{"郫县"});
  EXPECT_EQ(after[0].aliases, before[0].aliases);
}

TEST(PipelineTest, BodiesOfTwoCitiesAreTwoWhateverTheyAreCalled) {
  const auto one = NodesOf("德阳市", 2024, "市委决定。\n", NodeKind::kAgency);
  const auto other = NodesOf("南充市", 2024, "市委决定。\n", NodeKind::kAgency);
  ASSERT_EQ(one.size(), 1u);
  ASSERT_EQ(other.size(), 1u);
  EXPECT_EQ(one[0].name, other[0].name);
  EXPECT_NE(one[0].id, other[0].id);
}

}  // namespace
}  // namespace policygraph::loader
