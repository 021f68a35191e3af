#include "loader/formats/file_format.h"

#include <algorithm>
#include <array>

namespace policygraph::loader {
namespace {

using std::string_view_literals::operator""sv;

// Where the header of a tar archive says that it is one.
constexpr size_t kTarMarkAt = 257;

// A page says within so many bytes that it is one, and its encoding.
constexpr size_t kHeadBytes = 4096;

constexpr std::array kPageTags = {"<!doctype html"sv, "<html"sv, "<head"sv, "<body"sv,
                                  "<meta"sv,          "<div"sv,  "<p>"sv,   "<table"sv};

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

size_t FindIgnoringCase(std::string_view text, std::string_view lower, size_t from = 0) {
  const auto it = std::search(text.begin() + std::min(from, text.size()), text.end(), lower.begin(),
                              lower.end(), [](char a, char b) { return Lower(a) == b; });
  return it == text.end() ? text.npos : it - text.begin();
}

bool IsEncodingCharacter(char c) {
  c = Lower(c);
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

}  // namespace

FileFormat DetectFormat(std::string_view bytes) {
  if (bytes.starts_with("%PDF-")) return FileFormat::kPdf;
  if (bytes.starts_with("PK\x03\x04") || bytes.starts_with("PK\x05\x06")) return FileFormat::kZip;
  if (bytes.starts_with("\x1F\x8B")) return FileFormat::kTar;
  if (bytes.size() > kTarMarkAt && bytes.substr(kTarMarkAt).starts_with("ustar")) {
    return FileFormat::kTar;
  }
  if (bytes.starts_with("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return FileFormat::kOldWord;
  if (bytes.starts_with("{\\rtf")) return FileFormat::kRichText;
  return FileFormat::kText;
}

bool LooksLikeHtml(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == text.npos || text[begin] != '<') return false;
  const std::string_view head = text.substr(begin, kHeadBytes);
  return std::any_of(kPageTags.begin(), kPageTags.end(), [&](std::string_view tag) {
    return FindIgnoringCase(head, tag) != head.npos;
  });
}

std::string_view DeclaredEncoding(std::string_view html) {
  constexpr std::string_view kCharset = "charset";
  const std::string_view head = html.substr(0, kHeadBytes);
  for (size_t at = FindIgnoringCase(head, kCharset); at != head.npos;
       at = FindIgnoringCase(head, kCharset, at)) {
    at += kCharset.size();
    size_t begin = head.find_first_not_of(" \t", at);
    if (begin == head.npos || head[begin] != '=') continue;
    begin = head.find_first_not_of(" \t\"'", begin + 1);
    if (begin == head.npos) return {};
    size_t end = begin;
    while (end < head.size() && IsEncodingCharacter(head[end])) ++end;
    return head.substr(begin, end - begin);
  }
  return {};
}

}  // namespace policygraph::loader
