#ifndef POLICYGRAPH_LOADER_FORMATS_HTML_TOKENS_H_
#define POLICYGRAPH_LOADER_FORMATS_HTML_TOKENS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace policygraph::loader {

// One tag or run of text of a page.
struct HtmlToken {
  enum class Kind { kText, kStartTag, kEndTag } kind = Kind::kText;
  std::string name;  // of a tag, in small letters
  std::string text;  // of text, with its character references resolved
};

// Cuts a page of UTF-8 into its tags and text. Comments, declarations, attributes and the content
// of scripts and styles are passed over. Takes time in proportion to the page whatever stands in
// it, which the parsers of libraries do not (a tag of a million attributes, a million open
// elements). Not synchronised; the page must outlive it.
class HtmlTokens {
 public:
  explicit HtmlTokens(std::string_view page) : page_(page) {}

  // The next token; nothing at the end of the page.
  std::optional<HtmlToken> Next();

 private:
  std::optional<HtmlToken> ReadTag();
  void SkipMarkup();
  size_t FindTagEnd(size_t from) const;
  void SkipRawText(std::string_view name);

  std::string_view page_;
  size_t at_ = 0;
};

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_FORMATS_HTML_TOKENS_H_
