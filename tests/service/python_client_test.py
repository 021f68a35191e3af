#!/usr/bin/env python3
"""The server as a Python client sees it.

usage: python_client_test.py POLICYGRAPHD

Starts the program on a free port over a fresh store and calls it twice over: with stubs generated
from the proto files (PYTHONPATH must lead to them), and as grpcurl would, with nothing but what the
server's reflection service tells. Also checks how the program starts, logs and stops.
"""

import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import unittest

import grpc
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.rpc import error_details_pb2, status_pb2

import health_service_pb2
import health_service_pb2_grpc
import reflection_service_pb2
import reflection_service_pb2_grpc
from policygraph.v1 import graph_service_pb2, graph_service_pb2_grpc
from policygraph.v1 import report_service_pb2, report_service_pb2_grpc
from policygraph.v1 import trace_service_pb2, trace_service_pb2_grpc

PROGRAM = sys.argv.pop(1)

TEXT = """政府工作报告
——2024年1月10日在德阳市第九届人民代表大会第五次会议上
各位代表：
现在，我代表市人民政府，向大会报告工作，请予审议。
一、2023年工作回顾
全市地区生产总值达到3014.4亿元，增长6.7%。
“同城融圈”战略步伐加快。
开工建设市域铁路一期工程，建成旌阳区人民医院新院区。
二、2024年工作安排
地区生产总值增长6%以上。
加快建设广汉市物流园，力争年内投入使用。
"""


class Server:
    """A running policygraphd and a channel to it."""

    def __init__(self, store, *arguments):
        self.process = subprocess.Popen(
            [PROGRAM, "--store", str(store), "--listen", "127.0.0.1:0", *arguments],
            stderr=subprocess.PIPE, text=True, encoding="utf-8")
        self.log = []
        for line in self.process.stderr:
            self.log.append(line)
            started = re.search(r"listening on (127\.0\.0\.1:[1-9]\d*)", line)
            if started:
                self.address = started.group(1)
                self.channel = grpc.insecure_channel(self.address)
                return
        raise AssertionError("policygraphd did not start: " + "".join(self.log))

    def stop(self):
        """Stops it as a service manager does; its exit code, and all that it logged."""
        self.channel.close()
        self.process.send_signal(signal.SIGTERM)
        self.log += self.process.stderr.readlines()
        self.process.stderr.close()
        return self.process.wait(), "".join(self.log)


def load_requests(report, text):
    options = report_service_pb2.LoadOptions(report=report, place="德阳市", year=2024)
    yield report_service_pb2.LoadReportRequest(options=options)
    data = text.encode()
    for begin in range(0, len(data), 100):
        yield report_service_pb2.LoadReportRequest(chunk=data[begin:begin + 100])


def error_info(error):
    """The google.rpc.ErrorInfo in the details of a failed call."""
    for key, value in error.trailing_metadata():
        if key == "grpc-status-details-bin":
            status = status_pb2.Status.FromString(value)
            info = error_details_pb2.ErrorInfo()
            if status.details[0].Unpack(info):
                return info
    raise AssertionError("no ErrorInfo")


class Reflection:
    """What a server tells of itself, and calls made with that alone."""

    def __init__(self, channel):
        self.channel = channel
        self.stub = reflection_service_pb2_grpc.ServerReflectionStub(channel)
        self.pool = descriptor_pool.DescriptorPool()

    def ask(self, **question):
        request = reflection_service_pb2.ServerReflectionRequest(**question)
        return next(self.stub.ServerReflectionInfo(iter([request])))

    def services(self):
        answer = self.ask(list_services="")
        return sorted(service.name for service in answer.list_services_response.service)

    def add_file(self, **question):
        """Adds a file and all it imports, which must come first, to the pool."""
        answer = self.ask(**question).file_descriptor_response.file_descriptor_proto
        files = [descriptor_pb2.FileDescriptorProto.FromString(data) for data in answer]
        assert files, f"no file for {question}"
        for file in reversed(files):
            try:
                self.pool.FindFileByName(file.name)
            except KeyError:
                for name in file.dependency:
                    self.add_file(file_by_filename=name)
                self.pool.Add(file)

    def call(self, service, method, **fields):
        self.add_file(file_containing_symbol=service)
        descriptor = self.pool.FindServiceByName(service).FindMethodByName(method)
        factory = message_factory.MessageFactory(self.pool)
        request = factory.GetPrototype(descriptor.input_type)
        response = factory.GetPrototype(descriptor.output_type)
        call = self.channel.unary_unary(f"/{service}/{method}",
                                        request_serializer=request.SerializeToString,
                                        response_deserializer=response.FromString)
        return call(request(**fields), timeout=30)


class PythonClientTest(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.server = Server(pathlib.Path(cls.folder.name) / "graph")
        channel = cls.server.channel
        cls.reports = report_service_pb2_grpc.ReportServiceStub(channel)
        cls.graph = graph_service_pb2_grpc.GraphServiceStub(channel)
        cls.traces = trace_service_pb2_grpc.TraceServiceStub(channel)
        cls.loaded = cls.reports.LoadReport(load_requests("deyang-2024", TEXT), timeout=60)

    @classmethod
    def tearDownClass(cls):
        code, log = cls.server.stop()
        cls.folder.cleanup()
        assert code == 0, f"exit code {code}\n{log}"
        assert "event=stopped" in log, log
        assert re.search(r"event=call method=LoadReport status=OK ms=[\d.]+ revision=1\n", log), log
        assert re.search(r"method=GetReport status=NOT_FOUND .*reason=REPORT_NOT_FOUND", log), log

    def test_generated_stubs_read_what_was_loaded(self):
        report = self.reports.GetReport(report_service_pb2.GetReportRequest(
            report="deyang-2024", include_text=True, include_statements=True))
        self.assertEqual(report.text, TEXT)
        self.assertEqual(len(report.statements), self.loaded.report.statements)
        for statement in report.statements:
            self.assertEqual(statement.text, TEXT[statement.start:statement.end])

    def test_export_streams_nodes_and_edges(self):
        messages = list(self.graph.ExportGraph(graph_service_pb2.ExportGraphRequest()))
        nodes = sum(len(message.nodes) for message in messages)
        self.assertEqual(nodes, sum(count.count for count in self.loaded.nodes))
        edges = sum(len(message.edges) for message in messages)
        self.assertEqual(edges, sum(count.count for count in self.loaded.edges))

    def test_errors_tell_programs_their_reason(self):
        with self.assertRaises(grpc.RpcError) as failed:
            self.reports.GetReport(report_service_pb2.GetReportRequest(report="deyang-2025"))
        self.assertEqual(failed.exception.code(), grpc.StatusCode.NOT_FOUND)
        info = error_info(failed.exception)
        self.assertEqual(info.domain, "policygraph.v1")
        self.assertEqual(info.reason, "REPORT_NOT_FOUND")
        self.assertEqual(info.metadata["report"], "deyang-2025")

        with self.assertRaises(grpc.RpcError) as failed:
            self.traces.TraceStrategy(trace_service_pb2.TraceStrategyRequest())
        self.assertEqual(error_info(failed.exception).metadata["field"], "strategy")

    def test_health_is_serving(self):
        health = health_service_pb2_grpc.HealthStub(self.server.channel)
        for service in ("", "policygraph.v1.TraceService"):
            answer = health.Check(health_service_pb2.HealthCheckRequest(service=service))
            self.assertEqual(answer.status, health_service_pb2.HealthCheckResponse.SERVING)

    def test_reflection_lists_the_services(self):
        self.assertEqual(Reflection(self.server.channel).services(), [
            "grpc.health.v1.Health", "grpc.reflection.v1alpha.ServerReflection",
            "policygraph.v1.AnalysisService", "policygraph.v1.ComparisonService", "policygraph.v1.CurationService",
            "policygraph.v1.DeliveryService", "policygraph.v1.GraphService", "policygraph.v1.HistoryService",
            "policygraph.v1.ReportService", "policygraph.v1.TraceService"])

    def test_reflection_is_enough_to_call(self):
        reflection = Reflection(self.server.channel)
        reports = reflection.call("policygraph.v1.ReportService", "ListReports")
        self.assertEqual([report.name for report in reports.reports], ["deyang-2024"])
        hits = reflection.call("policygraph.v1.GraphService", "SearchNodes", query="旌阳").hits
        self.assertTrue(hits)
        with self.assertRaises(grpc.RpcError) as failed:
            reflection.call("policygraph.v1.TraceService", "TraceStrategy", strategy="没有这个战略")
        self.assertEqual(error_info(failed.exception).reason, "NODE_NOT_FOUND")


class ProgramTest(unittest.TestCase):

    def run_program(self, *arguments):
        return subprocess.run([PROGRAM, *arguments], capture_output=True, encoding="utf-8",
                              timeout=60, check=False)

    def test_help_shows_examples(self):
        result = self.run_program("--help")
        self.assertEqual(result.returncode, 0)
        self.assertIn("policygraphd --store var/graph", result.stdout)

    def test_a_wrong_command_line_exits_with_2(self):
        self.assertEqual(self.run_program().returncode, 2)
        self.assertEqual(self.run_program("--store", "s", "--log-level", "loud").returncode, 2)

    def test_an_address_that_cannot_be_bound_exits_with_1(self):
        with tempfile.TemporaryDirectory() as folder:
            result = self.run_program("--store", folder + "/graph", "--listen", "203.0.113.1:1")
            self.assertEqual(result.returncode, 1)
            self.assertIn("203.0.113.1:1", result.stderr)

    def test_options_come_from_a_config_file(self):
        with tempfile.TemporaryDirectory() as folder:
            config = pathlib.Path(folder, "policygraphd.toml")
            config.write_text(f'store = "{folder}/graph"\nlog-level = "warning"\n'
                              'listen = "203.0.113.1:2"\n', encoding="utf-8")
            result = self.run_program("--config", str(config))
            self.assertEqual(result.returncode, 1)
            self.assertIn("203.0.113.1:2", result.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
