#include "loader/formats/html_tokens.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "unicode/utf8.h"

namespace policygraph::loader {
namespace {

using std::string_view_literals::operator""sv;

// Elements whose content is no markup, and nothing to read.
constexpr std::array kRawElements = {"script"sv, "style"sv, "textarea"sv, "title"sv, "xmp"sv};

// The longest character reference: &#x10FFFF;
constexpr size_t kLongestReference = 10;

// Those that Chinese pages use; the number stands for all others.
constexpr std::array<std::pair<std::string_view, char32_t>, 26> kReferences = {{
    {"amp", '&'},       {"lt", '<'},       {"gt", '>'},       {"quot", '"'},      {"apos", '\''},
    {"nbsp", 0xA0},     {"ensp", 0x2002},  {"emsp", 0x2003},  {"thinsp", 0x2009}, {"ldquo", 0x201C},
    {"rdquo", 0x201D},  {"lsquo", 0x2018}, {"rsquo", 0x2019}, {"mdash", 0x2014},  {"ndash", 0x2013},
    {"hellip", 0x2026}, {"middot", 0xB7},  {"bull", 0x2022},  {"permil", 0x2030}, {"times", 0xD7},
    {"divide", 0xF7},   {"deg", 0xB0},     {"sup2", 0xB2},    {"sup3", 0xB3},     {"plusmn", 0xB1},
    {"le", 0x2264},
}};

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

// The character that a reference between & and ; means; 0 for none.
char32_t Resolve(std::string_view reference) {
  if (reference.starts_with('#')) {
    const bool hex = reference.size() > 1 && Lower(reference[1]) == 'x';
    const std::string_view digits = reference.substr(hex ? 2 : 1);
    uint32_t number = 0;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), number, hex ? 16 : 10);
    const bool whole = error == std::errc() && end == digits.data() + digits.size();
    return whole && U_IS_UNICODE_CHAR(static_cast<int32_t>(number)) ? number : 0;
  }
  for (const auto& [name, character] : kReferences) {
    if (name == reference) return character;
  }
  return 0;
}

void Append(char32_t character, std::string& text) {
  char bytes[U8_MAX_LENGTH];
  int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, character);
  text.append(bytes, length);
}

std::string ResolveReferences(std::string_view words) {
  std::string text;
  for (size_t at = 0; at < words.size();) {
    const size_t reference = std::min(words.find('&', at), words.size());
    text += words.substr(at, reference - at);
    at = reference;
    if (at == words.size()) break;
    const size_t length = words.substr(at + 1, kLongestReference).find(';');
    const char32_t character = length == words.npos ? 0 : Resolve(words.substr(at + 1, length));
    if (character != 0) {
      Append(character, text);
      at += length + 2;
    } else {
      text += words[at++];
    }
  }
  return text;
}

}  // namespace

std::optional<HtmlToken> HtmlTokens::Next() {
  while (at_ < page_.size()) {
    if (page_[at_] == '<' && at_ + 1 < page_.size()) {
      const char next = page_[at_ + 1];
      if (IsLetter(next) || next == '/') {
        if (auto tag = ReadTag()) return tag;
        continue;
      }
      if (next == '!' || next == '?') {
        SkipMarkup();
        continue;
      }
    }
    const size_t end = std::min(page_.find('<', at_ + 1), page_.size());
    const std::string_view words = page_.substr(at_, end - at_);
    at_ = end;
    return HtmlToken{HtmlToken::Kind::kText, "", ResolveReferences(words)};
  }
  return std::nullopt;
}

// Nothing for a tag without a name.
std::optional<HtmlToken> HtmlTokens::ReadTag() {
  HtmlToken tag;
  tag.kind = page_[at_ + 1] == '/' ? HtmlToken::Kind::kEndTag : HtmlToken::Kind::kStartTag;
  size_t end = at_ + (tag.kind == HtmlToken::Kind::kEndTag ? 2 : 1);
  for (; end < page_.size() && (IsLetter(page_[end]) || (page_[end] >= '0' && page_[end] <= '9'));
       ++end) {
    tag.name += Lower(page_[end]);
  }
  at_ = FindTagEnd(end);
  if (tag.name.empty()) return std::nullopt;
  const bool is_raw =
      std::find(kRawElements.begin(), kRawElements.end(), tag.name) != kRawElements.end();
  if (is_raw && tag.kind == HtmlToken::Kind::kStartTag) SkipRawText(tag.name);
  return tag;
}

// Past the > of a tag, which may stand inside a quoted attribute as well.
size_t HtmlTokens::FindTagEnd(size_t from) const {
  char quote = 0;
  for (size_t i = from; i < page_.size(); ++i) {
    const char c = page_[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && page_[i - 1] == '=') {
      quote = c;
    } else if (c == '>') {
      return i + 1;
    }
  }
  return page_.size();
}

// Past a comment or declaration.
void HtmlTokens::SkipMarkup() {
  const bool is_comment = page_.substr(at_).starts_with("<!--");
  const std::string_view closing = is_comment ? "-->" : ">";
  const size_t end = page_.find(closing, at_ + 2);
  at_ = end == page_.npos ? page_.size() : end + closing.size();
}

void HtmlTokens::SkipRawText(std::string_view name) {
  while (at_ < page_.size()) {
    const size_t end = page_.find("</", at_);
    if (end == page_.npos) break;
    const std::string_view found = page_.substr(end + 2, name.size());
    if (std::equal(found.begin(), found.end(), name.begin(), name.end(),
                   [](char a, char b) { return Lower(a) == b; })) {
      at_ = end;
      return;
    }
    at_ = end + 2;
  }
  at_ = page_.size();
}

}  // namespace policygraph::loader
