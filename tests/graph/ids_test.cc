#include "graph/model/ids.h"

#include <array>
#include <set>
#include <string>

#include "graph/model/identity.h"
#include "gtest/gtest.h"

namespace policygraph {
namespace {

// Ids are on disk and in clients' hands: the hash must stay what it is.
TEST(NodeIdTest, IsTheBeginningOfSha256OverKindScopeAndName) {
  // printf '\005510603\377旌阳区' | sha256sum
  EXPECT_EQ(NodeId::Of(NodeKind::kCounty, "510603", "旌阳区").ToHex(),
            "b15a26d7dda429a637004e9cab65488f");
  // printf '\003\377乡村振兴' | sha256sum
  EXPECT_EQ(NodeId::Of(NodeKind::kStrategy, "", "乡村振兴").ToHex(),
            "040a7bdead0ccef20c716041ea67966f");
}

TEST(NodeIdTest, DiffersWithEachPartAndWithWhereScopeEnds) {
  const std::set<NodeId> ids = {
      NodeId::Of(NodeKind::kProject, "510600", "市民服务中心"),
      NodeId::Of(NodeKind::kAgency, "510600", "市民服务中心"),
      NodeId::Of(NodeKind::kProject, "510700", "市民服务中心"),
      NodeId::Of(NodeKind::kProject, "510600", "市民中心"),
      NodeId::Of(NodeKind::kProject, "51060", "0市民服务中心"),
      NodeId::Of(NodeKind::kProject, "", "510600市民服务中心"),
      NodeId(),
  };
  EXPECT_EQ(ids.size(), 7u);
}

TEST(NodeIdTest, HexComesBackInEitherCase) {
  const NodeId id = NodeId::Of(NodeKind::kPolicy, "", "城乡规划法");
  std::string hex = id.ToHex();
  EXPECT_EQ(hex.size(), 2 * NodeId::kBytes);
  EXPECT_EQ(NodeId::FromHex(hex).value(), id);
  for (char& digit : hex) digit = static_cast<char>(std::toupper(digit));
  EXPECT_EQ(NodeId::FromHex(hex).value(), id);
  EXPECT_EQ(NodeId::FromHex(std::string(32, '0')).value(), NodeId());
}

TEST(NodeIdTest, OtherTextIsRefusedAndQuoted) {
  const std::string good(32, 'a');
  for (const std::string& text :
       {std::string(), good.substr(1), good + "a", good.substr(1) + "g", "0x" + good.substr(2),
        " " + good.substr(1), good.substr(0, 30) + "-1", std::string("德阳")}) {
    const absl::Status status = NodeId::FromHex(text).status();
    EXPECT_TRUE(absl::IsInvalidArgument(status)) << text;
    EXPECT_EQ(status.message(), "'" + text + "' is not a node id: it must be 32 hex digits");
  }
}

TEST(NodeIdTest, OrdersByItsBytesAsUnsignedNumbers) {
  const auto with_first = [](uint8_t byte) { return NodeId({byte}); };
  EXPECT_LT(with_first(0x7F), with_first(0x80));
  EXPECT_LT(with_first(0x00), with_first(0x01));
}

TEST(NodeIdTest, OrdersByTheFirstByteThatDiffers) {
  for (size_t first = 0; first < NodeId::kBytes; ++first) {
    std::array<uint8_t, NodeId::kBytes> small{}, large{};
    large[first] = 1;
    for (size_t i = first + 1; i < NodeId::kBytes; ++i) small[i] = 0xFF;
    EXPECT_LT(NodeId(small), NodeId(large)) << first;
    EXPECT_NE(NodeId(small), NodeId(large)) << first;
    EXPECT_EQ(NodeId(large), NodeId(large)) << first;
  }
}

TEST(ReportIdTest, IsTheIdOfTheReportsNode) {
  EXPECT_EQ(ReportId::Of("deyang-2024").node, NodeId::Of(NodeKind::kReport, "", "deyang-2024"));
}

TEST(IdentityTest, EveryKindHasAScopeRule) {
  const std::pair<NodeKind, ScopeRule> cases[] = {
      {NodeKind::kReport, ScopeRule::kGlobal},
      {NodeKind::kStatement, ScopeRule::kReport},
      {NodeKind::kStrategy, ScopeRule::kLexiconOrPlace},
      {NodeKind::kProject, ScopeRule::kLexiconOrPlace},
      {NodeKind::kCounty, ScopeRule::kDivisionCode},
      {NodeKind::kRegion, ScopeRule::kDivisionCode},
      {NodeKind::kAgency, ScopeRule::kLexiconOrPlace},
      {NodeKind::kIndicator, ScopeRule::kGlobal},
      {NodeKind::kCommitment, ScopeRule::kReport},
      {NodeKind::kOutcome, ScopeRule::kReport},
      {NodeKind::kEvent, ScopeRule::kLexiconOrPlace},
      {NodeKind::kPolicy, ScopeRule::kLexiconOrPlace},
      {NodeKind::kDesignation, ScopeRule::kLexiconOrPlace},
  };
  EXPECT_EQ(std::size(cases), size_t{kNodeKindEnd - 1});
  for (const auto& [kind, rule] : cases) EXPECT_EQ(ScopeRuleOf(kind), rule) << NodeKindName(kind);
}

}  // namespace
}  // namespace policygraph
