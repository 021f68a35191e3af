#include "graph/filter/filter_lexer.h"

#include <utility>

#include "fmt/format.h"
#include "graph/base/status_macros.h"
#include "graph/filter/column_error.h"

namespace policygraph {
namespace {

// What people type between Chinese words as often as a space.
constexpr std::string_view kIdeographicSpace = "\u3000";

bool IsOneOf(char c, std::string_view set) { return set.find(c) != std::string_view::npos; }

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  absl::StatusOr<std::vector<FilterToken>> Read() {
    while (true) {
      const bool after_space = SkipSpace() || at_ == 0;
      FilterToken token{.column = ColumnOf(text_, at_), .after_space = after_space};
      if (at_ == text_.size()) {
        tokens_.push_back(std::move(token));
        return std::move(tokens_);
      }
      RETURN_IF_ERROR(ReadToken(token));
      tokens_.push_back(std::move(token));
    }
  }

 private:
  // Bytes of white space at a place; 0 when something else stands there.
  size_t SpaceAt(size_t at) const {
    const std::string_view rest = text_.substr(at);
    if (rest.empty()) return 0;
    if (IsOneOf(rest.front(), " \t\r\n")) return 1;
    return rest.starts_with(kIdeographicSpace) ? kIdeographicSpace.size() : 0;
  }

  bool SkipSpace() {
    const size_t begin = at_;
    while (const size_t bytes = SpaceAt(at_)) at_ += bytes;
    return at_ != begin;
  }

  absl::Status ReadToken(FilterToken& token) {
    switch (text_[at_]) {
      case '(':
        return Take(token, FilterTokenType::kOpen, 1);
      case ')':
        return Take(token, FilterTokenType::kClose, 1);
      case '-':
        return Take(token, FilterTokenType::kMinus, 1);
      case '=':
      case ':':
        return Take(token, FilterTokenType::kComparator, 1);
      case '<':
      case '>':
        return Take(token, FilterTokenType::kComparator, FollowedByEquals() ? 2 : 1);
      case '!':
        if (FollowedByEquals()) return Take(token, FilterTokenType::kComparator, 2);
        return ColumnError("filter", token.column, "expected != ; to negate, write NOT or -");
      case '"':
      case '\'':
        return ReadQuoted(token);
      default:
        return ReadWord(token);
    }
  }

  bool FollowedByEquals() const { return at_ + 1 < text_.size() && text_[at_ + 1] == '='; }

  absl::Status Take(FilterToken& token, FilterTokenType type, size_t bytes) {
    token.type = type;
    token.text = text_.substr(at_, bytes);
    at_ += bytes;
    return absl::OkStatus();
  }

  absl::Status ReadWord(FilterToken& token) {
    size_t end = at_;
    while (end < text_.size() && SpaceAt(end) == 0 &&
           !IsOneOf(text_[end], "()=:<>!\"'")) {
      ++end;
    }
    return Take(token, FilterTokenType::kWord, end - at_);
  }

  absl::Status ReadQuoted(FilterToken& token) {
    const char quote = text_[at_++];
    token.type = FilterTokenType::kQuoted;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == quote) {
        ++at_;
        return absl::OkStatus();
      }
      if (text_[at_] != '\\') {
        token.text += text_[at_];
        continue;
      }
      ++at_;
      RETURN_IF_ERROR(ReadEscape(token.text));
    }
    return ColumnError("filter", token.column,
                       fmt::format("the quoted text that begins here has no closing {}", quote));
  }

  absl::Status ReadEscape(std::string& value) {
    switch (at_ < text_.size() ? text_[at_] : '\0') {
      case 'n':
        value += '\n';
        return absl::OkStatus();
      case 't':
        value += '\t';
        return absl::OkStatus();
      case '"':
      case '\'':
      case '\\':
        value += text_[at_];
        return absl::OkStatus();
      default:
        return ColumnError("filter", ColumnOf(text_, at_ - 1),
                           R"(expected one of \" \' \\ \n \t; a backslash itself is written \\)");
    }
  }

  const std::string_view text_;
  size_t at_ = 0;
  std::vector<FilterToken> tokens_;
};

}  // namespace

absl::StatusOr<std::vector<FilterToken>> ReadFilterTokens(std::string_view text) {
  return Lexer(text).Read();
}

}  // namespace policygraph
