#ifndef POLICYGRAPH_LOADER_FORMATS_HTML_TEXT_H_
#define POLICYGRAPH_LOADER_FORMATS_HTML_TEXT_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace policygraph::loader {

// The text of the article on a page of UTF-8, one line a paragraph, below the heading that stands
// over it. Menus, footers and lists of links are not part of it: it is what stands in the innermost
// element that holds nearly all running text of the page, without the site's notes on it
// (page_notes.h).
// INVALID_ARGUMENT with UNREADABLE_FILE or, when there is nothing to read, EMPTY_TEXT.
absl::StatusOr<std::string> HtmlText(std::string_view name, std::string_view page);

}  // namespace policygraph::loader

#endif  // POLICYGRAPH_LOADER_FORMATS_HTML_TEXT_H_
