#include "service/page_token.h"

#include <string>

#include "graph/base/error.h"
#include "gtest/gtest.h"
#include "loader/formats/read_text.h"
#include "policygraph/v1/graph_service.pb.h"
#include "service/paging.h"
#include "service/report_upload.h"

namespace policygraph::service {
namespace {

TEST(PageTokenTest, ComesBackAsItWasMade) {
  for (uint64_t revision : {uint64_t{0}, uint64_t{255}, uint64_t{1} << 40, ~uint64_t{0}}) {
    for (const std::string& position :
         {std::string(), std::string("12"), std::string("\0\xff", 2)}) {
      const PageToken token{Revision{revision}, position};
      const std::string text = EncodePageToken(token, "request");
      EXPECT_EQ(text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                       "0123456789-_"),
                std::string::npos);
      const auto decoded = DecodePageToken(text, "request", "page_token");
      ASSERT_TRUE(decoded.ok()) << decoded.status();
      EXPECT_EQ(*decoded, token);
    }
  }
}

TEST(PageTokenTest, RefusesWhatItDidNotMake) {
  const std::string token = EncodePageToken({Revision{7}, "12"}, "request");
  const std::string kCases[] = {"",
                                "x",
                                "not a token",
                                token + "A",
                                token.substr(1),
                                token + "=",
                                " " + token,
                                token.substr(0, token.size() - 1)};
  for (const std::string& text : kCases) {
    const absl::Status status = DecodePageToken(text, "request", "cursor").status();
    const auto error = GetErrorInfo(status);
    ASSERT_TRUE(error.has_value()) << "'" << text << "' was taken";
    EXPECT_EQ(error->reason, ErrorReason::kInvalidPageToken);
    EXPECT_EQ(error->metadata.at("field"), "cursor");
  }
  EXPECT_FALSE(DecodePageToken(token, "another request", "page_token").ok());
}

TEST(PagingTest, TakesDefaultAndMaximum) {
  v1::ListNodesRequest request;
  EXPECT_EQ(Paging::Of(request, {100, 1000})->size(), 100u);
  request.set_page_size(1000);
  EXPECT_EQ(Paging::Of(request, {100, 1000})->size(), 1000u);
  request.set_page_size(1001);
  EXPECT_FALSE(Paging::Of(request, {100, 1000}).ok());
  request.set_page_size(-1);
  EXPECT_FALSE(Paging::Of(request, {100, 1000}).ok());
}

TEST(PagingTest, TheLastPageHasNoToken) {
  v1::ListNodesRequest request;
  request.set_page_size(2);
  const Paging first = *Paging::Of(request, {100, 1000});
  EXPECT_EQ(first.TokenAfter(2, 2, Revision{1}), "");
  request.set_page_token(first.TokenAfter(2, 3, Revision{1}));
  const Paging second = *Paging::Of(request, {100, 1000});
  EXPECT_EQ(second.offset(), 2u);
  EXPECT_EQ(second.At({}).revision, Revision{1});
  EXPECT_EQ(second.TokenAfter(1, 3, Revision{1}), "");
}

TEST(MessageBudgetTest, TakesTheFirstElementHoweverLong) {
  v1::Node node;
  node.set_name(std::string(100, 'n'));
  MessageBudget budget(150);
  EXPECT_TRUE(budget.Spend(node));
  EXPECT_FALSE(budget.Spend(node));
  EXPECT_TRUE(MessageBudget(10).Spend(node));
}

TEST(ReportUploadTest, CountsTheTextAcrossChunks) {
  ReportUpload upload;
  v1::LoadReportRequest message;
  message.mutable_options()->set_report("a");
  ASSERT_TRUE(upload.Add(message).ok());
  message.set_chunk(std::string(kMaxChunkBytes, 'a'));
  for (size_t bytes = 0; bytes < loader::kMaxFileBytes; bytes += kMaxChunkBytes) {
    ASSERT_TRUE(upload.Add(message).ok());
  }
  message.set_chunk("a");
  const auto error = GetErrorInfo(upload.Add(message));
  ASSERT_TRUE(error.has_value());
  EXPECT_EQ(error->reason, ErrorReason::kTextTooLarge);
  EXPECT_EQ(error->metadata.at("limit"), std::to_string(loader::kMaxFileBytes));
}

}  // namespace
}  // namespace policygraph::service
