#include "tests/service/test_server.h"

#include <utility>

#include "fmt/format.h"
#include "google/rpc/status.pb.h"
#include "graph/store/memory_store.h"
#include "graph/store/report_writer.h"
#include "loader/rules/rule_files.h"
#include "loader/rules/rule_set.h"

namespace policygraph::service {
namespace {

std::unique_ptr<GraphStore> StoreOf(const std::vector<GraphDelta>& deltas) {
  auto store = std::make_unique<MemoryStore>();
  for (const GraphDelta& delta : deltas) WriteReport(*store, delta, {}).value();
  return store;
}

}  // namespace

TestServer::TestServer() : TestServer(std::vector<GraphDelta>()) {}

TestServer::TestServer(const std::vector<GraphDelta>& deltas, const ServerOptions& options)
    : TestServer(StoreOf(deltas), options) {}

TestServer::TestServer(std::unique_ptr<GraphStore> store, const ServerOptions& options)
    : server_(Server::Start(std::move(store),
                            loader::RuleSet::Compile(loader::BuiltinRuleFiles()).value(), options)
                  .value()),
      channel_(server_->InProcessChannel()),
      reports_(v1::ReportService::NewStub(channel_)),
      graph_(v1::GraphService::NewStub(channel_)),
      traces_(v1::TraceService::NewStub(channel_)),
      curation_(v1::CurationService::NewStub(channel_)) {}

std::string SampleText(int year) {
  return fmt::format(
      "政府工作报告\n"
      "——{0}年1月10日在德阳市第九届人民代表大会第五次会议上\n"
      "各位代表：\n"
      "现在，我代表市人民政府，向大会报告工作，请予审议。\n"
      "一、{1}年工作回顾\n"
      "{1}年，全市地区生产总值达到3014.4亿元，增长6.7%。\n"
      "“同城融圈”战略步伐加快。\n"
      "开工建设市域铁路一期工程，建成旌阳区人民医院新院区。\n"
      "新增规模以上工业企业140户。\n"
      "二、{0}年工作安排\n"
      "{0}年，地区生产总值增长6%以上。\n"
      "深入实施乡村振兴战略，新建高标准农田20万亩。\n"
      "加快建设广汉市物流园，力争年内投入使用。\n"
      "市住房城乡建设局负责改造老旧小区120个。\n"
      "各位代表，让我们团结奋斗！\n",
      year, year - 1);
}

v1::LoadOptions SampleOptions(const std::string& report, int year) {
  v1::LoadOptions options;
  options.set_report(report);
  options.set_place("德阳市");
  options.set_year(year);
  return options;
}

grpc::Status Load(v1::ReportService::Stub& stub, const v1::LoadOptions& options,
                  std::string_view text, v1::LoadReportResponse* response, size_t chunk_bytes) {
  grpc::ClientContext context;
  const auto writer = stub.LoadReport(&context, response);
  v1::LoadReportRequest message;
  *message.mutable_options() = options;
  bool open = writer->Write(message);
  for (size_t begin = 0; open && begin < text.size(); begin += chunk_bytes) {
    message.set_chunk(std::string(text.substr(begin, chunk_bytes)));
    open = writer->Write(message);
  }
  writer->WritesDone();
  return writer->Finish();
}

std::vector<std::string> ReportNames(v1::ReportService::Stub& stub) {
  v1::ListReportsResponse response;
  const grpc::Status status = Call(&v1::ReportService::Stub::ListReports, stub, {}, &response);
  if (!status.ok()) return {status.error_message()};
  std::vector<std::string> names;
  for (const v1::Report& report : response.reports()) names.push_back(report.name());
  return names;
}

google::rpc::ErrorInfo ErrorInfoOf(const grpc::Status& status) {
  google::rpc::Status details;
  google::rpc::ErrorInfo info;
  if (details.ParseFromString(status.error_details()) && details.details_size() == 1 &&
      details.code() == status.error_code() && details.message() == status.error_message()) {
    details.details(0).UnpackTo(&info);
  }
  return info;
}

}  // namespace policygraph::service
